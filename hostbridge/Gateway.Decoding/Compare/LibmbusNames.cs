using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>How libmbus's normalised XML calls what a record says.</summary>
internal static class LibmbusNames
{
    private static readonly Dictionary<Quantity, string> Quantities = new()
    {
        [Gateway.Link.Apl.Quantity.FabricationNumber] = "Fabrication No",
        [Gateway.Link.Apl.Quantity.Date] = "Time point (date)",
        [Gateway.Link.Apl.Quantity.DateTime] = "Time point (date & time)",
        [Gateway.Link.Apl.Quantity.HeatCostAllocation] = "H.C.A.",
        [Gateway.Link.Apl.Quantity.ModelVersion] = "Model / Version",
        [Gateway.Link.Apl.Quantity.DigitalInput] = "Digital Input",
        [Gateway.Link.Apl.Quantity.DigitalOutput] = "Digital Output",
        [Gateway.Link.Apl.Quantity.AveragingDuration] = "Averaging Duration",
        [Gateway.Link.Apl.Quantity.ActualityDuration] = "Actuality Duration",
        [Gateway.Link.Apl.Quantity.Unknown] = "Reserved",
    };

    private static readonly Dictionary<ValueUnit, string> Units = new()
    {
        [ValueUnit.CubicMetre] = "m^3",
        [ValueUnit.CubicMetrePerHour] = "m^3/h",
        [ValueUnit.HeatCostUnit] = "Units for H.C.A.",
        [ValueUnit.Minute] = "s",
        [ValueUnit.Hour] = "s",
        [ValueUnit.Day] = "s",
    };

    // The files are UTF-8 and say that they are ISO 8859-1.
    /// <summary>What stands in an element of the XML; empty when it is not there.</summary>
    public static string Text(XElement element) => (element?.Value ?? "").Replace("Â", "", StringComparison.Ordinal);

    /// <summary>All that is compared of a record, in one line.</summary>
    /// <param name="record">The record.</param>
    /// <param name="value">Stands in place of its value; null = its value.</param>
    public static string Record(DataRecord record, string value = null)
    {
        var function = record.Kind switch
        {
            RecordKind.ManufacturerData => "Manufacturer specific",
            RecordKind.MoreRecordsFollow => "More records follow",
            RecordKind.Value => Function(record.Function),
            _ => record.Kind + " " + record.Status,
        };
        var isValue = record.Kind == RecordKind.Value;
        return string.Join(" | ", function, isValue ? Quantity(record) : "",
            isValue ? Unit(record) : "", value ?? Value(record),
            record.StorageNumber, record.Tariff, record.Subunit);
    }

    public static string Function(RecordFunction function) => function switch
    {
        RecordFunction.Maximum => "Maximum value",
        RecordFunction.Minimum => "Minimum value",
        RecordFunction.ErrorState => "Value during error state",
        _ => "Instantaneous value",
    };

    public static string Quantity(DataRecord record)
    {
        if (record.Quantity == Gateway.Link.Apl.Quantity.PlainText)
        {
            return record.ReadPlainText();
        }

        var name = AplNames.OfQuantity(record.Quantity);
        return Quantities.TryGetValue(record.Quantity, out var known) ? known
            : char.ToUpperInvariant(name[0]) + name[1..];
    }

    // A plain-text VIF and a date have no unit there, and a dash.
    public static string Unit(DataRecord record) => record.Quantity switch
    {
        Gateway.Link.Apl.Quantity.PlainText or Gateway.Link.Apl.Quantity.Date or Gateway.Link.Apl.Quantity.DateTime => "-",
        Gateway.Link.Apl.Quantity.Unknown => "Reserved",
        _ => Units.TryGetValue(record.Unit, out var known) ? known : AplNames.OfUnit(record.Unit),
    };

    public static string Value(DataRecord record)
    {
        if (record.Kind != RecordKind.Value)
        {
            return Hex(record);
        }

        // libmbus counts all durations in seconds.
        long factor = record.Unit switch
        {
            ValueUnit.Minute => 60,
            ValueUnit.Hour => 3600,
            ValueUnit.Day => 86400,
            _ => 1,
        };
        return record.ValueKind switch
        {
            ValueKind.Number or ValueKind.Unsigned => FixedSix.Text(record.Mantissa * factor, record.Exponent),
            ValueKind.Real => (record.ReadReal() * Math.Pow(10, record.Exponent))
                .ToString("F6", CultureInfo.InvariantCulture),
            ValueKind.Text => record.ReadText().TrimEnd(),
            ValueKind.DateTime => TimeText.Of(record) + ":00Z",
            ValueKind.DateTimeSeconds => TimeText.Of(record) + "Z",
            ValueKind.Date => TimeText.Of(record),
            ValueKind.None => "",
            _ => Hex(record),
        };
    }

    private static string Hex(DataRecord record) => string.Join(' ',
        record.DataBytes.Skip(record.DataOffset).Take(record.DataCount).Select(value => value.ToString("X2")));
}
