using System;
using System.Globalization;
using System.Numerics;
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

    /// <summary>Mantissa and exponent as an exact decimal, 6 digits behind the point like libmbus.</summary>
    public static string Fixed6(BigInteger mantissa, int exponent)
    {
        var scaled = exponent + 6 >= 0
            ? mantissa * BigInteger.Pow(10, exponent + 6)
            : Rounded(mantissa, BigInteger.Pow(10, -exponent - 6));
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(7, '0');
        return (scaled.Sign < 0 ? "-" : "") + digits[..^6] + "." + digits[^6..];
    }

    private static BigInteger Rounded(BigInteger value, BigInteger divisor)
    {
        var half = BigInteger.Abs(value) * 2 + divisor;
        return BigInteger.Divide(half, divisor * 2) * value.Sign;
    }

    private static string Part(int value, int digits) =>
        value < 0 ? "*" : value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}
