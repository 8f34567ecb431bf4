using System;
using System.Linq;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Compact frames: a recorded pair of full and compact frame of one meter (both decrypted), as
/// wmbusmeters publishes them, and what must be refused.</summary>
[TestClass]
public sealed class CompactTests
{
    private const string Full = "02FF207100 041308190000 441308190000 615B7F 616713";
    private const string Data = "7100 08190000 08190000 7F 13";
    private readonly AplReader _reader = new();
    private readonly DataRecord _record = new();
    private readonly FormatCache _cache = new(2, 64);

    [TestMethod]
    public void Signature_OfTheRecordedFormat_IsTheRecordedOne()
    {
        var format = Payload.Bytes("02FF20 0413 4413 615B 6167");
        Assert.AreEqual(0xA8ED, _cache.CrcOf(format, 0, format.Length));
    }

    [TestMethod]
    public void Compact_AfterItsFullFrame_GivesTheSameRecords()
    {
        Assert.IsTrue(Learn(Full));
        var compact = Compact(Full, Data);
        Assert.AreEqual(0xED, compact[0]);
        Assert.AreEqual(0xA8, compact[1]);
        Assert.AreEqual(CompactStatus.Ok, Open(compact));
        var wanted = Payload.All(Full);
        var got = Payload.Rest(_reader);
        CollectionAssert.AreEqual(wanted.Select(Text).ToArray(), got.Select(Text).ToArray());
        Assert.HasCount(5, got);
    }

    [TestMethod]
    public void Compact_WithVariableData_KeepsItsLengthByte()
    {
        const string WithText = "0D7803434241 0A1334 12";
        Assert.IsTrue(Learn(WithText));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact(WithText, "03434241 3412")));
        var got = Payload.Rest(_reader);
        Assert.AreEqual("ABC", got[0].ReadText());
        Assert.AreEqual(1234L, got[1].Mantissa);
    }

    [TestMethod]
    public void Compact_AnyByteChanged_IsRefused()
    {
        Assert.IsTrue(Learn(Full));
        var compact = Compact(Full, Data);
        for (var at = 0; at < compact.Length; at++)
        {
            compact[at] ^= 0x10;
            var status = Open(compact);
            Assert.AreEqual(at < 2 ? CompactStatus.UnknownFormat : CompactStatus.Mismatch, status, $"byte {at}");
            compact[at] ^= 0x10;
        }
    }

    [TestMethod]
    public void Compact_EveryOtherLength_IsRefused()
    {
        Assert.IsTrue(Learn(Full));
        var compact = Compact(Full, Data);
        for (var length = 0; length < compact.Length; length++)
        {
            Assert.AreEqual(length < 4 ? CompactStatus.Truncated : CompactStatus.Mismatch, Open(compact[..length]));
        }

        Assert.AreEqual(CompactStatus.Mismatch, Open([.. compact, 0]));
    }

    [TestMethod]
    public void Cache_WhenFull_LetsTheOldestGo()
    {
        Assert.IsTrue(Learn("011305"));
        Assert.IsTrue(Learn("011305"));
        Assert.AreEqual(1, _cache.Count);
        Assert.IsTrue(Learn("011405"));
        Assert.IsTrue(Learn("011505"));
        Assert.AreEqual(2, _cache.Count);
        Assert.AreEqual(CompactStatus.UnknownFormat, Open(Compact("011305", "05")));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact("011405", "05")));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact("011505", "05")));
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("0113050F01", DisplayName = "manufacturer data")]
    [DataRow("011305 0213", DisplayName = "cut off")]
    public void Cache_FrameWithoutAFormat_IsNotLearned(string hex)
    {
        Assert.IsFalse(Learn(hex));
        Assert.AreEqual(0, _cache.Count);
    }

    [TestMethod]
    public void Cache_FormatTooLong_IsNotLearned()
    {
        Assert.IsFalse(Learn(string.Concat(Enumerable.Repeat("011305", 33))));
        Assert.IsTrue(Learn(string.Concat(Enumerable.Repeat("011305", 32))));
    }

    [TestMethod]
    public void FormatFrame_WithItsSignature_IsLearned()
    {
        var frame = Payload.Bytes("0D EDA8 02FF20 0413 4413 615B 6167");
        Assert.IsTrue(_cache.LearnFormatFrame(frame, 0, frame.Length));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact(Full, Data)));
        frame[4] ^= 1;
        Assert.IsFalse(_cache.LearnFormatFrame(frame, 0, frame.Length));
    }

    private static string Text(DataRecord record) =>
        $"{record.Quantity} {record.Unit} {record.Mantissa} {record.Exponent} {record.StorageNumber}";

    private byte[] Compact(string full, string data)
    {
        var records = Payload.Bytes(full);
        var header = Payload.All(records)
            .SelectMany(record => records.Skip(record.HeaderOffset).Take(record.HeaderCount)).ToArray();
        var signature = _cache.CrcOf(header, 0, header.Length);
        var crc = _cache.CrcOf(records, 0, records.Length);
        return [(byte)signature, (byte)(signature >> 8), (byte)crc, (byte)(crc >> 8), .. Payload.Bytes(data)];
    }

    private bool Learn(string full)
    {
        var bytes = Payload.Bytes(full);
        return _cache.Learn(_reader, _record, bytes, 0, bytes.Length);
    }

    private CompactStatus Open(byte[] compact) =>
        CompactFrame.TryOpen(_cache, _reader, _record, compact, 0, compact.Length);
}
