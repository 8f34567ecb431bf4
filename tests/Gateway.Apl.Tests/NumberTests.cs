using System;
using System.Globalization;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Round trips of types A and B.</summary>
[TestClass]
public sealed class NumberTests
{
    private const int Seed = 645;
    private const int Values = 2000;
    private static readonly (int Dif, int Bytes)[] BcdFields = [(9, 1), (10, 2), (11, 3), (12, 4), (14, 6)];
    private static readonly (int Dif, int Bytes)[] IntegerFields = [(1, 1), (2, 2), (3, 3), (4, 4), (6, 6), (7, 8)];

    [TestMethod]
    public void Bcd_AnyNumberThatFits_ComesBack()
    {
        var random = new Random(Seed);
        foreach (var (dif, bytes) in BcdFields)
        {
            var most = (long)Math.Pow(10, 2 * bytes);
            for (var i = 0; i < Values; i++)
            {
                var value = random.NextInt64(-(most / 10) + 1, most);
                var record = Payload.All([(byte)dif, 0x13, .. Bcd(value, bytes)])[0];
                Assert.AreEqual(RecordStatus.Ok, record.Status, $"{value}, seed {Seed}");
                Assert.AreEqual(value, record.Mantissa, $"{bytes} bytes, seed {Seed}");
            }
        }
    }

    [TestMethod]
    public void Bcd_All65536Codes_AreNumbersOrFlagged()
    {
        var good = 0;
        for (var code = 0; code < 65536; code++)
        {
            var record = Payload.All([0x0A, 0x13, (byte)code, (byte)(code >> 8)])[0];
            var text = code.ToString("X4", CultureInfo.InvariantCulture);
            var isNumber = long.TryParse(text[0] == 'F' ? "-" + text[1..] : text, NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out var value);
            Assert.AreEqual(isNumber ? RecordStatus.Ok
                : text == "DBBB" ? RecordStatus.NotAvailable : RecordStatus.InvalidBcd, record.Status, text);
            if (isNumber)
            {
                Assert.AreEqual(value, record.Mantissa, text);
                good++;
            }
        }

        Assert.AreEqual(11_000, good);
    }

    [TestMethod]
    public void Integer_AnyNumberThatFits_ComesBack()
    {
        var random = new Random(Seed);
        foreach (var (dif, bytes) in IntegerFields)
        {
            for (var i = 0; i < Values; i++)
            {
                var spare = 64 - (8 * bytes);
                var value = random.NextInt64(long.MinValue, long.MaxValue) << spare >> spare;
                var record = Payload.All([(byte)dif, 0x13, .. BitConverter.GetBytes(value)[..bytes]])[0];
                Assert.AreEqual(RecordStatus.Ok, record.Status, $"{value}, seed {Seed}");
                Assert.AreEqual(value, record.Mantissa, $"{bytes} bytes, seed {Seed}");
            }
        }
    }

    private static byte[] Bcd(long value, int bytes)
    {
        var digits = Math.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(2 * bytes, '0');
        if (value < 0)
        {
            digits = "F" + digits[1..];
        }

        var result = Convert.FromHexString(digits);
        Array.Reverse(result);
        return result;
    }
}
