using System;
using System.Linq;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Meters.Wired;

namespace Gateway.Simulator.Tests.Meters;

/// <summary>Records taken apart for compact frames, and what a slave sends of them.</summary>
[TestClass]
public sealed class CompactRecordsTests
{
    private const string Recorded = "02FF207100 041308190000 441308190000 615B7F 616713";

    // The signature that wmbusmeters has for a recorded water meter.
    [TestMethod]
    public void Signature_OfTheRecordedFormat_IsTheRecordedOne()
    {
        var records = new CompactRecords(Bytes(Recorded));
        Assert.AreEqual("02FF2004134413615B6167", Convert.ToHexString(records.Format));
        Assert.AreEqual(0xA8ED, records.Signature);
        Assert.AreEqual("0DEDA802FF2004134413615B6167", Convert.ToHexString(records.FormatFrame));
        var crc = FrameEncoder.Crc(Bytes(Recorded));
        CollectionAssert.AreEqual(
            Bytes("EDA8").Concat(new[] { (byte)crc, (byte)(crc >> 8) }).Concat(Bytes("7100 08190000 08190000 7F 13")).ToArray(),
            records.CompactFrame);
    }

    [TestMethod]
    [DataRow("8480C00106 01020304", "8480C00106", "01020304", DisplayName = "DIFEs")]
    [DataRow("03FDC8FC01 0A0B0C", "03FDC8FC01", "0A0B0C", DisplayName = "VIFEs")]
    [DataRow("0D78 03434241", "0D78", "03434241", DisplayName = "text")]
    [DataRow("0D78 C21234", "0D78", "C21234", DisplayName = "BCD of variable length")]
    [DataRow("017C024142 05", "017C024142", "05", DisplayName = "unit in letters")]
    [DataRow("0013 0713 0102030405060708 0E13 010203040506", "001307130E13", "0102030405060708010203040506")]
    public void Records_TakenApart_AreFormatAndData(string hex, string format, string data)
    {
        var records = new CompactRecords(Bytes(hex));
        Assert.AreEqual(format, Convert.ToHexString(records.Format));
        Assert.AreEqual(data, Convert.ToHexString(records.CompactFrame[4..]));
    }

    [TestMethod]
    [DataRow("0F01")]
    [DataRow("0413 010203")]
    [DataRow("04")]
    [DataRow("8480")]
    [DataRow("0D78")]
    [DataRow("0D78 0541")]
    public void Records_ThatAreNoValues_AreRefused(string hex) =>
        Assert.ThrowsExactly<ArgumentException>(() => new CompactRecords(Bytes(hex)));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
