using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>Why a driver's value is not what the standard makes of the record. A clause is given only where the driver's
/// deviation from it, applied to the record, gives the driver's value.</summary>
internal static class DriverClauses
{
    private const int DataError = 0x18;
    private const int TenthVife = 0x75;
    private const string CountedOnFrom = "2127";

    /// <summary>The clause; null when none explains the difference.</summary>
    public static string Of(DataRecord record, JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.String ? OfTime(record, field.Value.GetString()) : OfNumber(record, field);

    private static string OfTime(DataRecord record, string expected)
    {
        var text = TimeText.Of(record);
        if (record.Year < 0 && RecordMatch.HasTime(CountedOnFrom + text[1..], expected))
        {
            return "EN 13757-3:2018 annex A, types F and G: year 127 is every year; the driver counts it on from 2000";
        }

        return record.Status == RecordStatus.InvalidDate && record.Year > 0 && record.Month == 0 &&
            RecordMatch.HasTime(CountedBack(record), expected)
            ? "EN 13757-3:2018 annex A, type G: month 0 is no date; the driver counts back from it" : null;
    }

    private static string CountedBack(DataRecord record) => new DateTime(record.Year, 1, 1)
        .AddMonths(record.Month - 1).AddDays(record.Day - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string OfNumber(DataRecord record, JsonProperty field)
    {
        if (Enumerable.Range(0, record.ModifierCount).Any(i => record.Modifiers[i] is >= 0x50 and <= 0x5F) &&
            RecordMatch.Has(WithoutEventVifes.Of(record), field))
        {
            return "EN 13757-3:2018 table 15, VIFE 50 .. 5F: the value is a duration; the driver takes it for what the VIF says";
        }

        if (record.Status == RecordStatus.MeterError && record.ErrorCode == DataError &&
            RecordMatch.HasNumber(record, field, 1))
        {
            return "EN 13757-3:2018 table 17, VIFE 18: the meter reports a data error; the driver takes the value";
        }

        var vifes = record.HeaderBytes.Skip(record.HeaderOffset).Take(record.HeaderCount);
        return record.Status == RecordStatus.Ok && vifes.Any(value => (value & 0x7F) == TenthVife) &&
            RecordMatch.HasNumber(record, field, 10)
            ? "EN 13757-3:2018 table 15, VIFE 75: times 10^-1, which the driver leaves out" : null;
    }
}
