using System;
using System.Linq;
using Gateway.Core;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class FormatTests
{
    private const int Seed = 868950;
    private readonly WmbusReceiver _receiver = new(1);
    private readonly FrameParser _parser = new();
    private readonly Telegram _into = new();
    private readonly Random _random = new(Seed);

    [TestMethod]
    [DataRow(FrameKind.T1, 255)]
    [DataRow(FrameKind.C1A, 255)]
    [DataRow(FrameKind.C1B, 251)]
    [DataRow(FrameKind.S1, 255)]
    public void Receiver_EveryLength_RoundTripsInAnyChunks(FrameKind kind, int largest)
    {
        for (int lField = 9; lField <= largest; lField++)
        {
            byte[] telegram = FrameEncoder.RandomTelegram(_random, lField);
            byte[] raw = FrameEncoder.Encode(kind, telegram);
            byte[] withTail = [.. raw, 0x00, 0xFF, 0x54, 0x3D, 0x55];

            foreach (Hear.Result heard in new[]
            {
                Hear.Whole(_receiver, raw, Hear.ProfileOf(kind)),
                Hear.Whole(_receiver, withTail, Hear.ProfileOf(kind)),
                Hear.InChunks(_receiver, withTail, _random, Hear.ProfileOf(kind)),
                Hear.InChunks(_receiver, raw, _random, Hear.ProfileOf(kind)),
            })
            {
                Assert.AreEqual(LinkStatus.Ok, heard.Status, $"L {lField}, seed {Seed}");
                Assert.AreEqual(kind, heard.Kind);
                Assert.AreEqual(raw.Length, heard.LastAnswer, $"L {lField}");
                CollectionAssert.AreEqual(telegram, heard.Telegram, $"L {lField}, seed {Seed}");
            }
        }
    }

    [TestMethod]
    [DataRow(FrameFormat.A, 255)]
    [DataRow(FrameFormat.B, 251)]
    public void Parser_EveryLength_RoundTrips(FrameFormat format, int largest)
    {
        for (int lField = 9; lField <= largest; lField++)
        {
            byte[] telegram = FrameEncoder.RandomTelegram(_random, lField);
            byte[] frame = FrameEncoder.Frame(format, telegram);

            LinkStatus status = Parse(format, frame, frame.Length, out int consumed);

            Assert.AreEqual(LinkStatus.Ok, status, $"L {lField}, seed {Seed}");
            Assert.AreEqual(frame.Length, consumed);
            CollectionAssert.AreEqual(telegram, _into.Bytes[.._into.Length]);
        }
    }

    [TestMethod]
    [DataRow(FrameFormat.A)]
    [DataRow(FrameFormat.B)]
    public void Parser_EveryPrefix_IsIncomplete(FrameFormat format)
    {
        foreach (int lField in new[] { 9, 10, 25, 26, 123, 124, 125, 126, 127, 251 })
        {
            byte[] telegram = FrameEncoder.RandomTelegram(_random, lField);
            byte[] frame = FrameEncoder.Frame(format, telegram);
            for (int count = 0; count < frame.Length; count++)
            {
                Assert.AreEqual(LinkStatus.Incomplete, Parse(format, frame, count, out int consumed),
                    $"L {lField}, {count} bytes, seed {Seed}");
                Assert.AreEqual(0, consumed);
            }
        }
    }

    [TestMethod]
    [DataRow(FrameKind.T1)]
    [DataRow(FrameKind.C1A)]
    [DataRow(FrameKind.C1B)]
    [DataRow(FrameKind.S1)]
    public void Receiver_EveryPrefix_IsTruncatedAndShowsWhatCame(FrameKind kind)
    {
        foreach (int lField in new[] { 10, 41, 124, 126, 200 })
        {
            byte[] telegram = FrameEncoder.RandomTelegram(_random, lField);
            byte[] raw = FrameEncoder.Encode(kind, telegram);
            for (int count = 1; count < raw.Length; count++)
            {
                Hear.Result heard = Hear.InChunks(_receiver, raw[..count], _random, Hear.ProfileOf(kind));

                Assert.AreEqual(LinkStatus.Truncated, heard.Status,
                    $"{kind} L {lField}, {count} bytes, seed {Seed}");
                Assert.AreEqual(0, heard.Telegram.Length);
                Assert.IsTrue(_receiver.LastCount <= telegram.Length);
                CollectionAssert.AreEqual(telegram.Skip(1).Take(_receiver.LastCount - 1).ToArray(),
                    _receiver.LastBytes.Take(_receiver.LastCount).Skip(1).ToArray(),
                    $"{kind} {count} bytes, seed {Seed}");
            }
        }
    }

    [TestMethod]
    public void Receiver_FormatB_SecondHalfOfSync_EveryLengthAndMeterCField()
    {
        foreach (byte cField in new byte[] { 0x44, 0x46, 0x47, 0x48, 0x08, 0x18, 0x28, 0x38 })
        {
            for (int lField = 9; lField <= 251; lField++)
            {
                byte[] telegram = FrameEncoder.RandomTelegram(_random, lField);
                telegram[1] = cField;
                telegram[2] = 0x2D;

                Hear.Result heard = Hear.InChunks(_receiver, FrameEncoder.FormatB(telegram), _random);

                Assert.AreEqual(LinkStatus.Ok, heard.Status, $"C {cField:X2} L {lField}, seed {Seed}");
                CollectionAssert.AreEqual(telegram, heard.Telegram);
            }
        }
    }

    [TestMethod]
    [DataRow(FrameFormat.A, 0)]
    [DataRow(FrameFormat.A, 8)]
    [DataRow(FrameFormat.B, 10)]
    [DataRow(FrameFormat.B, 128)]
    [DataRow(FrameFormat.B, 129)]
    public void Parser_ImpossibleLength_IsBadLength(FrameFormat format, int lField)
    {
        byte[] frame = new byte[300];
        frame[0] = (byte)lField;
        frame[1] = 0x44;

        Assert.AreEqual(LinkStatus.BadLength, Parse(format, frame, frame.Length, out _));
    }

    [TestMethod]
    [DataRow(FrameKind.T1, 18)]
    [DataRow(FrameKind.C1A, 14)]
    [DataRow(FrameKind.S1, 24)]
    public void Receiver_BadFirstBlock_IsAbortedAtItsLastByte(FrameKind kind, int firstBlockRawBytes)
    {
        byte[] telegram = FrameEncoder.RandomTelegram(_random, 200);
        byte[] frame = FrameEncoder.FormatA(telegram);
        frame[5] ^= 0x10;
        byte[] raw = kind == FrameKind.T1 ? FrameEncoder.ThreeOutOfSix(frame)
            : kind == FrameKind.S1 ? FrameEncoder.Manchester(frame) : [0x54, 0xCD, .. frame];
        _receiver.Begin(Hear.ProfileOf(kind), 0);
        for (int i = 0; i < firstBlockRawBytes - 1; i++)
        {
            Assert.AreNotEqual(FrameLength.Abort, _receiver.Push(raw, i, 1), "byte " + i);
        }

        Assert.AreEqual(FrameLength.Abort, _receiver.Push(raw, firstBlockRawBytes - 1, 1));
        _receiver.End(RxEnd.Aborted, 0, 0, 0);
        Assert.AreEqual(LinkStatus.BadCrcFirstBlock, _receiver.LastStatus);
        Assert.AreEqual(10, _receiver.LastCount);
    }

    [TestMethod]
    public void Receiver_BadLaterBlock_IsBadCrc()
    {
        byte[] telegram = FrameEncoder.RandomTelegram(_random, 200);
        byte[] raw = FrameEncoder.C1B(telegram);
        raw[^1] ^= 1;
        Assert.AreEqual(LinkStatus.BadCrc, Hear.Whole(_receiver, raw).Status);

        raw = FrameEncoder.C1A(telegram);
        raw[20] ^= 1;
        Assert.AreEqual(LinkStatus.BadCrc, Hear.Whole(_receiver, raw).Status);
    }

    [TestMethod]
    public void Receiver_BadSymbol_IsAbortedWithinThreeBytes()
    {
        byte[] raw = FrameEncoder.T1(FrameEncoder.RandomTelegram(_random, 100));
        raw[60] = 0xFF;
        _receiver.Begin(RadioProfile.T1C1, 0);

        int aborted = 0;
        while (_receiver.Push(raw, aborted, 1) != FrameLength.Abort)
        {
            aborted++;
        }

        _receiver.End(RxEnd.Aborted, 0, 0, 0);
        Assert.AreEqual(LinkStatus.BadSymbol, _receiver.LastStatus);
        Assert.IsTrue(aborted is >= 60 and <= 62, "at " + aborted);
    }

    [TestMethod]
    public void Receiver_FormatBWithUndefinedCField_IsAbortedAtTheFourthByte()
    {
        _receiver.Begin(RadioProfile.T1C1, 0);
        byte[] raw = [0x54, 0x3D, 0x30, 0x24];

        Assert.AreEqual(FrameLength.Unknown, _receiver.Push(raw, 0, 3));
        Assert.AreEqual(FrameLength.Abort, _receiver.Push(raw, 3, 1));
        _receiver.End(RxEnd.Aborted, 0, 0, 0);
        Assert.AreEqual(LinkStatus.BadCField, _receiver.LastStatus);
    }

    private LinkStatus Parse(FrameFormat format, byte[] frame, int count, out int consumed)
    {
        return format == FrameFormat.A
            ? _parser.TryParseA(frame, 0, count, _into, out consumed)
            : _parser.TryParseB(frame, 0, count, _into, out consumed);
    }
}
