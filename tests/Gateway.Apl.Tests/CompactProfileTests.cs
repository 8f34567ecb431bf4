using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Decoding;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Compact profiles of annex F: spacing, coding and sign of their differences.</summary>
[TestClass]
public sealed class CompactProfileTests
{
    [TestMethod]
    [DataRow("1F", "01", false, 12L, 14L, DisplayName = "absolute")]
    [DataRow("1F", "41", false, 112L, 126L, DisplayName = "increments")]
    [DataRow("1F", "81", false, 88L, 74L, DisplayName = "decrements")]
    [DataRow("1F", "C1", false, 112L, 126L, DisplayName = "differences")]
    [DataRow("13", "01", true, 12L, 14L, DisplayName = "inverse, absolute")]
    [DataRow("13", "41", true, 88L, 74L, DisplayName = "inverse, increments")]
    [DataRow("13", "81", true, 112L, 126L, DisplayName = "inverse, decrements")]
    [DataRow("13", "C1", true, 88L, 74L, DisplayName = "inverse, differences")]
    public void Elements_OfEachMode_CountFromTheBaseValue(
        string vife, string control, bool isInverse, long first, long second)
    {
        var elements = Elements($"0193{vife}", control + "01 0C 0E", "01 13 64", out var profile);
        Assert.AreEqual(isInverse, profile.IsInverse);
        Assert.HasCount(2, elements);
        CollectionAssert.AreEqual(new[] { first, second }, elements.Select(element => element.Mantissa).ToArray());
        CollectionAssert.AreEqual(new[] { 1L, 2L }, elements.Select(element => element.StorageNumber).ToArray());
        Assert.AreEqual(Quantity.Volume, elements[0].Quantity);
        Assert.AreEqual(-3, elements[0].Exponent);
    }

    // The vectors of wmbusmeters' own tests (tests of its DIF/VIF parser, "compact profile ...").
    [TestMethod]
    [DataRow("820413E803 82046C1031 8D04931E0632FEE903EA03", "9 1.001 2024-02-16, 10 1.002 2024-03-16",
        DisplayName = "register numbers, months")]
    [DataRow("0213E803 026C1031 0D931306 72FD05000300", "1 0.995 2024-01-01, 2 0.992 2023-12-16",
        DisplayName = "inverse, half months")]
    [DataRow("820413E803 82046C0A31 8D049313067202 05000300", "9 0.995 2024-01-08, 10 0.992 2024-01-06",
        DisplayName = "inverse, two days")]
    [DataRow("0213E803 026C0631 0D931F06 72FD05000300", "1 1.005 2024-01-21, 2 1.008 2024-02-06",
        DisplayName = "half months from the sixth")]
    public void Decode_Profile_HasStorageNumbersValuesAndTimes(string payload, string expected)
    {
        var bytes = Payload.Bytes("08 02 78" + payload);
        byte[] frame = [0x68, (byte)bytes.Length, (byte)bytes.Length, 0x68, .. bytes,
            (byte)bytes.Sum(value => value), 0x16];
        var records = new TelegramDecoder(new KeyRing()).DecodeWired(frame).Records.Skip(3).ToList();

        var found = records.Chunk(2).Select(pair => FormattableString.Invariant(
            $"{pair[1].StorageNumber} {ExactDecimal.Text(pair[1].Mantissa, pair[1].Exponent)} {TimeText.Of(pair[0])}"));
        Assert.AreEqual(expected, string.Join(", ", found));
        Assert.IsTrue(records.Chunk(2).All(pair => pair[0].StorageNumber == pair[1].StorageNumber));
    }

    [TestMethod]
    [DataRow("01", "05", ValueUnit.Second, 5)]
    [DataRow("11", "0F", ValueUnit.Minute, 15)]
    [DataRow("21", "FA", ValueUnit.Hour, 250)]
    [DataRow("31", "01", ValueUnit.Day, 1)]
    [DataRow("31", "FE", ValueUnit.Month, 1)]
    [DataRow("21", "FE", ValueUnit.Month, 3)]
    [DataRow("11", "FE", ValueUnit.Month, 6)]
    [DataRow("01", "FE", ValueUnit.None, 254)]
    [DataRow("31", "FD", ValueUnit.None, 253, DisplayName = "half months")]
    [DataRow("31", "FF", ValueUnit.None, 255)]
    [DataRow("31", "00", ValueUnit.None, 0, DisplayName = "an array")]
    public void Spacing_OfEachCode_IsRead(string control, string value, ValueUnit unit, int spacing)
    {
        Elements("01931F", control + value + "01", "01 13 64", out var profile);
        Assert.AreEqual(unit, profile.SpacingUnit);
        Assert.AreEqual(spacing, profile.Spacing);
    }

    [TestMethod]
    [DataRow("01", "80", DisplayName = "lowest number of type B")]
    [DataRow("02", "0080")]
    [DataRow("07", "0000000000000080")]
    [DataRow("41", "FF", DisplayName = "all bits of type C")]
    [DataRow("44", "FFFFFFFF")]
    [DataRow("47", "FFFFFFFFFFFFFFFF")]
    [DataRow("0A", "FFFF", DisplayName = "no BCD")]
    public void Element_Invalid_IsNotAvailable(string control, string value)
    {
        var elements = Elements("01931F", control + "01" + value, "01 13 64", out _);
        Assert.AreEqual(RecordStatus.NotAvailable, elements.Single().Status);
    }

    [TestMethod]
    public void Differences_BehindAnInvalidOne_AreNotAvailable()
    {
        var elements = Elements("01931F", "41 01 05 FF 05", "01 13 64", out _);
        CollectionAssert.AreEqual(
            new[] { RecordStatus.Ok, RecordStatus.NotAvailable, RecordStatus.NotAvailable },
            elements.Select(element => element.Status).ToArray());
    }

    [TestMethod]
    public void Differences_WithoutABaseValue_AreNotAvailable()
    {
        var elements = Elements("01931F", "41 01 05", null, out _);
        Assert.AreEqual(RecordStatus.NotAvailable, elements.Single().Status);
    }

    [TestMethod]
    [DataRow("01 13 05", DisplayName = "no profile")]
    [DataRow("0D 93 1F 01 01", DisplayName = "too short")]
    [DataRow("0D 93 1F 03 0D 01 05", DisplayName = "variable length")]
    [DataRow("0D 93 1F 03 00 01 05", DisplayName = "no length")]
    [DataRow("0D 93 1F 03 0F 01 05", DisplayName = "special")]
    public void Profile_ThatCannotBeRead_IsRefused(string hex)
    {
        Assert.IsFalse(new CompactProfile().TryOpen(Payload.All(hex)[0], null));
    }

    private static List<DataRecord> Elements(
        string header, string data, string baseRecord, out CompactProfile profile)
    {
        var bytes = Payload.Bytes(data);
        var record = Payload.One("0D" + header[2..] + bytes.Length.ToString("X2") + data);
        profile = new CompactProfile();
        Assert.IsTrue(profile.TryOpen(record, baseRecord == null ? null : Payload.One(baseRecord)));
        List<DataRecord> elements = [];
        for (var element = new DataRecord(); profile.TryNext(element); element = new DataRecord())
        {
            elements.Add(element);
        }

        return elements;
    }
}
