using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>Puts the elements of compact profiles behind them, each with its time where the profile has one.</summary>
internal static class ProfileExpander
{
    public static List<DataRecord> Expand(List<DataRecord> records)
    {
        var profile = new CompactProfile();
        List<DataRecord> result = [];
        foreach (var record in records)
        {
            result.Add(record);
            if (profile.TryOpen(record, records.Find(other => IsBaseValue(other, record))))
            {
                AddElements(profile, records.Find(other => IsBaseTime(other, record)), result);
            }
        }

        return result;
    }

    private static void AddElements(CompactProfile profile, DataRecord baseTime, List<DataRecord> result)
    {
        var hasTime = profile.SpacingUnit != ValueUnit.None || profile.IsHalfMonths;
        var start = baseTime == null || !hasTime
            ? (DateTime?)null
            : new DateTime(
                baseTime.Year, baseTime.Month, baseTime.Day, baseTime.Hour, baseTime.Minute, baseTime.Second);
        var step = 0;
        for (var element = new DataRecord(); profile.TryNext(element); element = new DataRecord())
        {
            var spacing = profile.IsHalfMonths ? 1 : profile.Spacing;
            step += profile.IsInverse ? -spacing : spacing;
            if (start is { } from)
            {
                result.Add(Time(element, baseTime, profile.IsHalfMonths ? HalfMonths(from, step)
                    : Moved(from, step, profile.SpacingUnit)));
            }

            result.Add(element);
        }
    }

    private static DateTime HalfMonths(DateTime from, int step)
    {
        var isSecond = from.Day > 15;
        var halves = (isSecond ? 1 : 0) + step;
        var month = from.AddDays(isSecond ? -15 : 0).AddMonths((int)Math.Floor(halves / 2.0));
        return month.AddDays(halves % 2 != 0 ? 15 : 0);
    }

    private static DateTime Moved(DateTime from, int step, ValueUnit unit) => unit switch
    {
        ValueUnit.Second => from.AddSeconds(step),
        ValueUnit.Minute => from.AddMinutes(step),
        ValueUnit.Hour => from.AddHours(step),
        ValueUnit.Day => from.AddDays(step),
        _ => from.AddMonths(step),
    };

    private static DataRecord Time(DataRecord element, DataRecord baseTime, DateTime time) => new()
    {
        Quantity = baseTime.Quantity,
        ValueKind = baseTime.ValueKind,
        StorageNumber = element.StorageNumber,
        Year = time.Year,
        Month = time.Month,
        Day = time.Day,
        Hour = time.Hour,
        Minute = time.Minute,
        Second = time.Second,
        PlainTextOffset = -1,
        ManufacturerVifeOffset = -1,
    };

    private static bool IsBaseValue(DataRecord other, DataRecord profile) =>
        other.Kind == RecordKind.Value && other != profile && other.StorageNumber == profile.StorageNumber &&
        other.Tariff == profile.Tariff && other.Subunit == profile.Subunit && other.Quantity == profile.Quantity &&
        other.Unit == profile.Unit && other.Exponent == profile.Exponent &&
        Meaning(other).SequenceEqual(Meaning(profile));

    private static IEnumerable<byte> Meaning(DataRecord record) =>
        record.Modifiers.Take(record.ModifierCount).Where(modifier => modifier is not (0x13 or 0x1E or 0x1F));

    private static bool IsBaseTime(DataRecord other, DataRecord profile) =>
        other.Status == RecordStatus.Ok && other.StorageNumber == profile.StorageNumber &&
        (other.ValueKind is ValueKind.Date or ValueKind.DateTime or ValueKind.DateTimeSeconds) &&
        other is { Year: > 0, Month: > 0, Day: > 0, Hour: >= 0, Minute: >= 0, Second: >= 0 };
}
