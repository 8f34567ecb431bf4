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
    private int _steps;

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
            Assert.AreEqual(at < 2 ? CompactStatus.UnknownFormat : CompactStatus.BadCrc, status, $"byte {at}");
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
            Assert.AreEqual(CompactStatus.Truncated, Open(compact[..length]), $"{length} bytes");
        }

        Assert.AreEqual(CompactStatus.Mismatch, Open([.. compact, 0]));
    }

    [TestMethod]
    [DataRow("0F")]
    [DataRow("1F")]
    [DataRow("7F")]
    [DataRow("3F")]
    [DataRow("0DF7")]
    public void Compact_OfAFormatThatIsNone_IsRefused(string format)
    {
        var bytes = Payload.Bytes(format);
        var signature = _cache.CrcOf(bytes, 0, bytes.Length);
        byte[] head = [(byte)signature, (byte)(signature >> 8)];
        byte[] frame = [(byte)bytes.Length, .. head, .. bytes];
        Assert.IsTrue(_cache.LearnFormatFrame(frame, 0, frame.Length));
        var status = Open([.. head, 0, 0, 0xFF, 0]);
        Assert.AreEqual(format == "0DF7" ? CompactStatus.Truncated : CompactStatus.Mismatch, status);
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

    // Meters that send full frames only do not drive out what compact frames need.
    [TestMethod]
    public void Cache_ManyOtherFormats_KeepsTheOneThatWasAskedFor()
    {
        Assert.IsTrue(Learn("011305"));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact("011305", "05")));
        LearnOthers();
        Assert.AreEqual(CompactStatus.Ok, Open(Compact("011305", "06", "011306")));
    }

    [TestMethod]
    public void Cache_FormatThatWasMissed_IsKeptWhenItComes()
    {
        Assert.AreEqual(CompactStatus.UnknownFormat, Open(Compact("011305", "05")));
        Assert.IsTrue(Learn("011305"));
        LearnOthers();
        Assert.AreEqual(CompactStatus.Ok, Open(Compact("011305", "05")));
    }

    [TestMethod]
    public void Cache_EachFormatAskedFor_LetsTheOldestGo()
    {
        foreach (var full in new[] { "011305", "011405", "011505" })
        {
            Assert.IsTrue(Learn(full));
            Assert.AreEqual(CompactStatus.Ok, Open(Compact(full, "05")));
        }

        Assert.AreEqual(CompactStatus.UnknownFormat, Open(Compact("011305", "05")));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact("011405", "05")));
    }

    // 16 bits cannot tell all formats apart: the CRC over the full frame refuses the wrong one.
    [TestMethod]
    public void Cache_TwoFormatsOfOneSignature_TheLaterCounts()
    {
        byte[] first = [0x01, 0x13, 0x01, 0x14], other = [0x02, 0x13, 0, 0];
        var signature = _cache.CrcOf(first, 0, 4);
        for (var tail = 0; _cache.CrcOf(other, 0, 4) != signature; tail++)
        {
            Assert.IsLessThan(0x10000, tail);
            (other[2], other[3]) = ((byte)tail, (byte)(tail >> 8));
        }

        foreach (var format in new[] { first, other })
        {
            byte[] frame = [6, (byte)signature, (byte)(signature >> 8), .. format];
            Assert.IsTrue(_cache.LearnFormatFrame(frame, 0, frame.Length));
            Assert.IsTrue(_cache.TryFind(signature));
            CollectionAssert.AreEqual(
                format, _cache.Formats.Skip(_cache.FoundOffset).Take(_cache.FoundCount).ToArray());
        }

        Assert.AreEqual(1, _cache.Count);
    }

    // A step reads one record, or goes on with the CRC over a long one.
    [TestMethod]
    [DataRow("011305", "05", 2)]
    [DataRow("011305 011405 011505", "050505", 4)]
    public void Steps_OfShortRecords_AreOneEachAndTheEnd(string full, string data, int steps)
    {
        Assert.IsTrue(Learn(full));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact(full, data)));
        Assert.AreEqual(steps, _steps);
    }

    [TestMethod]
    [DataRow(21, 2)]
    [DataRow(22, 3)]
    [DataRow(124, 3)]
    [DataRow(126, 4)]
    [DataRow(191, 4)]
    public void Steps_OfALongText_AreSeveral(int letters, int steps)
    {
        var full = $"0D78{letters:X2}" + string.Concat(Enumerable.Repeat("41", letters));
        Assert.IsTrue(Learn(full));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact(full, full[4..])));
        Assert.AreEqual(steps, _steps);
        Assert.AreEqual(letters, Payload.Rest(_reader)[0].ReadText().Length);
        var compact = Compact(full, full[4..]);
        compact[^1] ^= 1;
        Assert.AreEqual(CompactStatus.BadCrc, Open(compact));
    }

    [TestMethod]
    public void Cache_AfterAFrameThatWasNotReadToItsEnd_LearnsTheNextOneOnly()
    {
        _cache.Begin();
        _cache.Add(Payload.One("0C1300000000"));
        Assert.IsTrue(Learn("011305"));
        Assert.AreEqual(CompactStatus.Ok, Open(Compact("011305", "05")));
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

    // Decrypted ones are filled up to a block.
    [TestMethod]
    [DataRow(0, true)]
    [DataRow(15, true)]
    [DataRow(200, false)]
    public void FormatFrame_WithFillers_IsLearnedUpToABlockOfThem(int fillers, bool isLearned)
    {
        byte[] frame =
            [.. Payload.Bytes("0D EDA8 02FF20 0413 4413 615B 6167"), .. Enumerable.Repeat((byte)0x2F, fillers)];
        Assert.AreEqual(isLearned, _cache.LearnFormatFrame(frame, 0, frame.Length));
        Assert.IsFalse(_cache.LearnFormatFrame(frame, 0, 3), "no format");
        Assert.IsFalse(_cache.LearnFormatFrame(frame, 0, 1), "no signature");
    }

    private static string Text(DataRecord record) =>
        $"{record.Quantity} {record.Unit} {record.Mantissa} {record.Exponent} {record.StorageNumber}";

    private void LearnOthers()
    {
        for (var vif = 0x20; vif < 0x30; vif++)
        {
            Assert.IsTrue(Learn($"01{vif:X2}05"));
        }
    }

    private byte[] Compact(string full, string data, string now = null)
    {
        var records = Payload.Bytes(now ?? full);
        var header = Payload.All(records)
            .SelectMany(record => records.Skip(record.HeaderOffset).Take(record.HeaderCount)).ToArray();
        var signature = _cache.CrcOf(header, 0, header.Length);
        var crc = _cache.CrcOf(records, 0, records.Length);
        return [(byte)signature, (byte)(signature >> 8), (byte)crc, (byte)(crc >> 8), .. Payload.Bytes(data)];
    }

    private bool Learn(string full)
    {
        _cache.Begin();
        Payload.All(full).ForEach(_cache.Add);
        return _cache.End();
    }

    private CompactStatus Open(byte[] compact)
    {
        var frame = new CompactFrame(_cache, _reader, _record);
        var status = frame.Begin(compact, 0, compact.Length);
        for (_steps = 0; status == CompactStatus.Incomplete; _steps++)
        {
            status = frame.Step();
        }

        return status;
    }
}
