// Telegrams as lines for other people's decoders. The line of rtl_wmbus has eight fields between semicolons: mode, CRC
// good, 3-out-of-6 good, local time, power of the packet, power now, identification number, and 0x with the telegram
// without CRCs (source: output of rtl_wmbus as shown in its issue 48). It measures power in units of its own; here
// stands dBm. A message that came twice is printed twice.
using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Decoding;

namespace Gateway.Bridge.Emit;

/// <summary>Writes the telegrams of messages as lines.</summary>
public sealed class TelegramEmitter(TextWriter output, EmitFormat format)
{
    private const int IdentificationAt = 8; // hex digits: L, C and M-field stand before it
    private const int IdentificationBytes = 4;

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lines written.</summary>
    public long Lines { get; private set; }

    /// <summary>Messages with records that are not of the contract.</summary>
    public long Bad { get; private set; }

    /// <summary>Writes the telegrams of a message; one without any is passed over.</summary>
    public void Take(string topic, byte[] payload)
    {
        if (!topic.EndsWith("/event/up", StringComparison.Ordinal)
            && !topic.EndsWith("/event/alarm", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            var message = UplinkMessage.ToJson(payload);
            foreach (var record in message["t"].AsArray())
            {
                if (LineOf(message, record.AsObject()) is { } line)
                {
                    output.WriteLine(line);
                    Lines++;
                }
            }

            output.Flush();
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or NullReferenceException
            or FormatException)
        {
            Bad++;
        }
    }

    private string LineOf(JsonObject message, JsonObject record)
    {
        var telegram = (string)record["telegram"];
        return format switch
        {
            EmitFormat.Hex => telegram ?? (string)record["frame"],
            EmitFormat.RtlWmbus => telegram == null ? null : RtlLine(record, telegram),
            _ => JsonLine(message, record),
        };
    }

    private static string JsonLine(JsonObject message, JsonObject record)
    {
        var line = new JsonObject { ["gw"] = (string)message["gw"], ["lid"] = (string)message["lid"] };
        foreach (var (name, value) in record)
        {
            line[name] = value?.DeepClone();
        }

        return line.ToJsonString(_json);
    }

    private static string RtlLine(JsonObject record, string telegram)
    {
        if (telegram.Length < IdentificationAt + (2 * IdentificationBytes))
        {
            return null;
        }

        var identification = new StringBuilder();
        for (var i = IdentificationBytes - 1; i >= 0; i--)
        {
            identification.Append(telegram, IdentificationAt + (2 * i), 2);
        }

        var time = DateTimeOffset.FromUnixTimeMilliseconds((long)record["ts"]).ToLocalTime();
        var rssi = ((long?)record["rssi_dbm"] ?? 0).ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"{(string)record["mode"]};1;1;{time:yyyy-MM-dd HH:mm:ss.fff};{rssi};{rssi};{identification};") +
            "0x" + telegram.ToLowerInvariant();
    }
}
