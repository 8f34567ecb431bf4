using System.Globalization;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>Times of records as text: 2013-12-31, 2014-03-13T11:11, 11:48:59; * stands for every.</summary>
public static class TimeText
{
    /// <summary>Text of a date or time; "" for another kind of value.</summary>
    public static string Of(DataRecord record)
    {
        System.ArgumentNullException.ThrowIfNull(record);
        var date = $"{Part(record.Year, 4)}-{Part(record.Month, 2)}-{Part(record.Day, 2)}";
        var minutes = $"{Part(record.Hour, 2)}:{Part(record.Minute, 2)}";
        return record.ValueKind switch
        {
            ValueKind.Date => date,
            ValueKind.DateTime => date + "T" + minutes,
            ValueKind.DateTimeSeconds => date + "T" + minutes + ":" + Part(record.Second, 2),
            ValueKind.Time => minutes + ":" + Part(record.Second, 2),
            ValueKind.DaylightSaving => $"{Part(record.Month, 2)}-{Part(record.Day, 2)}T{Part(record.Hour, 2)}",
            _ => "",
        };
    }

    /// <summary>Text of the day on which daylight saving ends.</summary>
    public static string EndOf(DataRecord record)
    {
        System.ArgumentNullException.ThrowIfNull(record);
        return $"{Part(record.EndMonth, 2)}-{Part(record.EndDay, 2)}";
    }

    private static string Part(int value, int digits) =>
        value < 0 ? "*" : value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}
