// What libmbus publishes of a frame besides its records: who the slave is, access number, status, signature, or the
// application error that it answered with. The product's name is a maker's, and not compared.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Xml.Linq;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>Headers of libmbus's XML.</summary>
internal static class LibmbusHeads
{
    private const string ApplicationError = "application error: ";

    // Device types by libmbus's words (EN 13757-3:2018, device type table); the fixed data structure's of MBDOC48 8.4.1.
    private static readonly Dictionary<string, int> Mediums = new()
    {
        ["Other"] = 0x00,
        ["Electricity"] = 0x02,
        ["Gas"] = 0x03,
        ["Heat: Outlet"] = 0x04,
        ["Heat"] = 0x04,
        ["Warm water (30-90°C)"] = 0x06,
        ["Water"] = 0x07,
        ["Heat Cost Allocator"] = 0x08,
        ["Heat: Inlet"] = 0x0C,
        ["Heat / Cooling load meter"] = 0x0D,
        ["Cold water"] = 0x16,
        ["Breaker: Electricity"] = 0x20,
    };

    // Of application errors, where its words are others.
    private static readonly Dictionary<string, string> Errors = new()
    {
        ["More than 10 VIFE´s"] = "more than 10 VIFEs",
    };

    /// <summary>Compares the header of a frame.</summary>
    public static void Compare(Comparison result, int line, string name, XElement slave, byte[] frame)
    {
        var telegram = new TelegramDecoder(new KeyRing()).DecodeWired(frame);
        var header = new PayloadHeader();
        var raw = new DecodedTelegram();
        WiredFrame.Read(frame, raw);
        header.Parse(raw.Payload, 0, raw.Payload.Length);
        foreach (var field in slave.Elements())
        {
            var text = LibmbusNames.Text(field);
            var (expected, actual) = field.Name.LocalName switch
            {
                "Id" => (text.PadLeft(8, '0'), telegram.Meter?.IdentificationNumber.ToString("X8", CultureInfo.InvariantCulture)),
                "Manufacturer" => (text, telegram.Meter == null ? null : ManufacturerCode.ToLetters(telegram.Meter.Manufacturer)),
                "Version" => (text, Text(telegram.Meter?.Version)),
                "Medium" => (Mediums.TryGetValue(text, out var type) ? Text(type) : text, Text(telegram.Meter?.DeviceType)),
                "AccessNumber" => (text, Text(telegram.AccessNumber)),
                "Status" => (text, telegram.Status.ToString("X2", CultureInfo.InvariantCulture)),
                "Signature" => (text, header.ConfigurationField.ToString("X4", CultureInfo.InvariantCulture)),
                "Error" => (Error(text), telegram.Error?.Replace(ApplicationError, "", StringComparison.Ordinal)),
                _ => (null, null),
            };
            if (expected == null)
            {
                result.NotOfTheStandard++;
            }
            else if (string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase))
            {
                result.Equal++;
            }
            else
            {
                result.Add(new Difference(line, $"{name} {field.Name}", expected, actual ?? "(none)", null));
            }
        }
    }

    private static string Error(string text) => Errors.TryGetValue(text, out var ours) ? ours : text;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
