using System;
using System.Text;

namespace Gateway.Core.Tests;

/// <summary>Items of RFC 8949, appendix A, and what does not fit.</summary>
[TestClass]
public class CborWriterTests
{
    [TestMethod]
    [DataRow(0L, "00")]
    [DataRow(1L, "01")]
    [DataRow(10L, "0A")]
    [DataRow(23L, "17")]
    [DataRow(24L, "1818")]
    [DataRow(25L, "1819")]
    [DataRow(100L, "1864")]
    [DataRow(255L, "18FF")]
    [DataRow(256L, "190100")]
    [DataRow(1_000L, "1903E8")]
    [DataRow(65_535L, "19FFFF")]
    [DataRow(65_536L, "1A00010000")]
    [DataRow(1_000_000L, "1A000F4240")]
    [DataRow(4_294_967_295L, "1AFFFFFFFF")]
    [DataRow(4_294_967_296L, "1B0000000100000000")]
    [DataRow(1_000_000_000_000L, "1B000000E8D4A51000")]
    [DataRow(long.MaxValue, "1B7FFFFFFFFFFFFFFF")]
    [DataRow(-1L, "20")]
    [DataRow(-10L, "29")]
    [DataRow(-24L, "37")]
    [DataRow(-25L, "3818")]
    [DataRow(-100L, "3863")]
    [DataRow(-1_000L, "3903E7")]
    [DataRow(long.MinValue, "3B7FFFFFFFFFFFFFFF")]
    public void Number_OfTheStandard_IsItsBytes(long value, string hex)
    {
        Assert.AreEqual(hex, Written(writer => writer.Number(value)));
        for (var room = 0; room < hex.Length / 2; room++)
        {
            var writer = new CborWriter(new byte[room]);
            writer.Number(value);
            Assert.IsTrue(writer.Overflow && writer.Length == 0, $"{room} bytes of room");
        }
    }

    [TestMethod]
    [DataRow("", "60")]
    [DataRow("a", "6161")]
    [DataRow("IETF", "6449455446")]
    [DataRow("\"\\", "62225C")]
    [DataRow("\u00fc", "62C3BC")]
    [DataRow("\u6c34", "63E6B0B4")]
    public void Text_OfTheStandard_IsItsBytes(string text, string hex)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.AreEqual(hex, Written(writer => writer.Text(bytes, 0, bytes.Length)));
    }

    [TestMethod]
    public void Items_OfTheStandard_AreTheirBytes()
    {
        Assert.AreEqual("F6", Written(writer => writer.Null()));
        Assert.AreEqual("40", Written(writer => writer.Bytes([], 0, 0)));
        Assert.AreEqual("4401020304", Written(writer => writer.Bytes([0, 1, 2, 3, 4], 1, 4)));
        Assert.AreEqual("80", Written(writer => writer.BeginArray(0)));
        Assert.AreEqual("A0", Written(writer => writer.BeginMap(0)));
        Assert.AreEqual("8301820203820405", Written(writer =>
        {
            writer.BeginArray(3);
            writer.Number(1);
            writer.BeginArray(2);
            writer.Number(2);
            writer.Number(3);
            writer.Raw([0x82, 0x04, 0x05]);
        }));
        Assert.AreEqual("A201020304", Written(writer =>
        {
            writer.BeginMap(0);
            for (var number = 1; number <= 4; number++)
            {
                writer.Number(number);
            }

            writer.Patch(0, CborWriter.MapHead, 2);
        }));
        Assert.StartsWith("9819", Written(writer => writer.BeginArray(25)));
    }

    [TestMethod]
    public void Overflow_InTheMiddle_KeepsNothingOfTheItemAndRestoreGoesOn()
    {
        var writer = new CborWriter(new byte[6]);
        writer.Number(1);
        var mark = writer.Length;
        writer.Bytes(new byte[5], 0, 5);
        Assert.IsTrue(writer.Overflow);
        writer.Number(2);
        Assert.AreEqual(mark, writer.Length, "nothing follows an overflow");
        writer.Restore(mark);
        writer.Bytes([7, 8, 9, 10], 0, 4);
        Assert.AreEqual("014407080 90A".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(writer.ToArray()));
        Assert.IsFalse(writer.Overflow);
    }

    private static string Written(Action<CborWriter> write)
    {
        var writer = new CborWriter(new byte[64]);
        write(writer);
        Assert.IsFalse(writer.Overflow);
        return Convert.ToHexString(writer.ToArray());
    }
}
