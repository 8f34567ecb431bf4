using System;
using System.Globalization;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Values of records as the tests compare them.</summary>
internal static class RecordText
{
    public static string Date(DataRecord record)
    {
        var date = $"{Part(record.Year, 4)}-{Part(record.Month, 2)}-{Part(record.Day, 2)}";
        var time = $"{Part(record.Hour, 2)}:{Part(record.Minute, 2)}";
        return record.ValueKind switch
        {
            ValueKind.Date => date,
            ValueKind.DateTime => date + "T" + time,
            ValueKind.DateTimeSeconds => date + "T" + time + ":" + Part(record.Second, 2),
            ValueKind.Time => time + ":" + Part(record.Second, 2),
            _ => throw new ArgumentException(record.ValueKind.ToString()),
        };
    }

    private static string Part(int value, int digits) =>
        value < 0 ? "*" : value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}
