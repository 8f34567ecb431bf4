using System;
using System.Collections.Generic;
using System.Text.Json;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>Whether a record has the value of a driver's field.</summary>
internal static class RecordMatch
{
    // How the names end, and the record's unit with what makes it so.
    private static readonly Dictionary<string, (ValueUnit Unit, double Factor)> Units = new()
    {
        ["m3"] = (ValueUnit.CubicMetre, 1),
        ["kwh"] = (ValueUnit.WattHour, 1e3),
        ["gj"] = (ValueUnit.Joule, 1e9),
        ["kw"] = (ValueUnit.Watt, 1e3),
        ["m3h"] = (ValueUnit.CubicMetrePerHour, 1),
        ["c"] = (ValueUnit.Celsius, 1),
        ["hca"] = (ValueUnit.HeatCostUnit, 1),
        ["v"] = (ValueUnit.Volt, 1),
        ["a"] = (ValueUnit.Ampere, 1),
        ["hz"] = (ValueUnit.Hertz, 1),
        ["kvarh"] = (ValueUnit.VarHour, 1e3),
        ["kvah"] = (ValueUnit.VoltAmpereHour, 1e3),
        ["bar"] = (ValueUnit.Bar, 1),
        ["rh"] = (ValueUnit.Percent, 1),
        ["s"] = (ValueUnit.Second, 1),
        ["h"] = (ValueUnit.Second, 3600),
        ["y"] = (ValueUnit.Second, 31_556_952),
    };

    /// <summary>Whether the name ends with a unit.</summary>
    public static bool HasKnownUnit(string name) => name.Contains('_') && Units.ContainsKey(name.Split('_')[^1]);

    /// <summary>Whether the record is a time where the field is one, or a number that can be in its unit, by its VIF
    /// alone.</summary>
    public static bool IsOfKind(DataRecord record, JsonProperty field)
    {
        if (field.Value.ValueKind == JsonValueKind.String)
        {
            return TimeText.Of(record).Length > 0;
        }

        var unit = Units[field.Name.Split('_')[^1]].Unit;
        return record.Kind == RecordKind.Value && record.HeaderCount > 0 &&
            (!double.IsNaN(InUnit(record.Unit, unit)) || !double.IsNaN(InUnit(WithoutEventVifes.Of(record).Unit, unit)));
    }

    /// <summary>Whether the record has the value.</summary>
    public static bool Has(DataRecord record, JsonProperty field)
    {
        if (field.Value.ValueKind == JsonValueKind.String)
        {
            return HasTime(TimeText.Of(record), field.Value.GetString());
        }

        return record.Status == RecordStatus.Ok && HasNumber(record, field, 1);
    }

    /// <summary>Whether two times are the same as far as both go.</summary>
    public static bool HasTime(string text, string expected)
    {
        var wanted = expected.Replace(' ', 'T');
        return text.Length > 0 && (text.StartsWith(wanted, StringComparison.Ordinal) ||
            wanted.StartsWith(text, StringComparison.Ordinal));
    }

    /// <summary>Whether the record's number is the field's, whatever its status.</summary>
    /// <param name="record">The record.</param>
    /// <param name="field">The field.</param>
    /// <param name="times">By what the record's number is multiplied before.</param>
    public static bool HasNumber(DataRecord record, JsonProperty field, double times)
    {
        if (record.ValueKind is not (ValueKind.Number or ValueKind.Unsigned or ValueKind.Real))
        {
            return false;
        }

        var (unit, factor) = Units[field.Name.Split('_')[^1]];
        double value = record.ValueKind == ValueKind.Real ? record.ReadReal() : record.Mantissa;
        value *= Math.Pow(10, record.Exponent) * InUnit(record.Unit, unit) * times;

        // The expected values have six digits behind the point.
        var expected = field.Value.GetDouble() * factor;
        return Math.Abs(value - expected) <= Math.Max(1e-6 * Math.Abs(value), 5.1e-7 * factor);
    }

    private static double InUnit(ValueUnit unit, ValueUnit wanted) => (unit, wanted) switch
    {
        _ when unit == wanted => 1,
        (ValueUnit.Minute, ValueUnit.Second) => 60,
        (ValueUnit.Hour, ValueUnit.Second) => 3600,
        (ValueUnit.Day, ValueUnit.Second) => 86_400,
        (ValueUnit.Month, ValueUnit.Second) => 2_629_746,
        (ValueUnit.Year, ValueUnit.Second) => 31_556_952,
        (ValueUnit.Joule, ValueUnit.WattHour) => 1 / 3600.0,
        (ValueUnit.Kelvin, ValueUnit.Celsius) => 1,
        _ => double.NaN,
    };
}
