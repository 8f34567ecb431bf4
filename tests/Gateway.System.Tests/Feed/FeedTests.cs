using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Feed;

/// <summary>Telegrams that are made here: the whole way from the air to the broker without any
/// file.</summary>
[TestClass]
public class FeedTests
{
    [TestMethod]
    [DataRow(AirMode.T1, 256)]
    [DataRow(AirMode.C1A, 256)]
    [DataRow(AirMode.C1B, 252)]
    [DataRow(AirMode.S1, 256)]
    [DataRow(AirMode.LinkIq, 64)]
    public void Feed_TelegramOfEveryLength_ArrivesByteEqual(AirMode mode, int longest)
    {
        var lines = new List<TelegramFileLine>();
        for (var length = 10; length <= longest; length++)
        {
            lines.Add(FeedBook.Line(length, Telegrams.Random(length, length), mode));
        }

        var book = FeedBook.Feed(lines);
        book.AssertAsExpected(lines);
        Assert.HasCount(lines.Count, book.TelegramByLine);
    }

    [TestMethod]
    [DataRow(253)]
    [DataRow(256)]
    public void Feed_TelegramTooLongForFormatB_ErrorNamesLengthFormatAndLine(int length)
    {
        var telegram = Telegrams.Random(length, 5);
        var error = Assert.ThrowsExactly<EncodeException>(() => FrameEncoder.Encode(telegram, AirMode.C1B));
        StringAssert.Contains(error.Message, $"L-field {length - 1}");
        StringAssert.Contains(error.Message, "format B");

        var hex = global::System.Convert.ToHexString(telegram);
        var line = TelegramFile.Parse("long.tsv", ["# one line before", hex], AirMode.C1B).Single();
        StringAssert.StartsWith(line.Error, "long.tsv:2:");
        StringAssert.Contains(line.Error, $"L-field {length - 1}");
    }

    [TestMethod]
    public void Feed_TelegramTooLongForAPacket_ErrorNamesLengthLimitAndLine()
    {
        var hex = global::System.Convert.ToHexString(Telegrams.Random(65, 5));
        var line = TelegramFile.Parse("long.tsv", ["# one line before", hex], AirMode.LinkIq).Single();
        StringAssert.StartsWith(line.Error, "long.tsv:2:");
        StringAssert.Contains(line.Error, "65 bytes are too long for LIQ");
        Assert.IsFalse(line.IsMalformed);
    }

    /// <summary>Two telegrams of one meter, one after the other, and then the first again: three packets.</summary>
    [TestMethod]
    public void Feed_LinkIqTelegramsOfOneMeter_NoneIsTakenForARepeat()
    {
        var first = global::System.Convert.ToHexString(Telegrams.Random(40, 7));
        var lines = TelegramFile.Parse("f.tsv", [first, first[..70] + "0123456789", first], AirMode.LinkIq);
        var book = FeedBook.Feed(lines);
        book.AssertAsExpected(lines);
        Assert.HasCount(3, book.TelegramByLine);
    }

    /// <summary>Lines of three profiles in one file: each finds a radio that listens to it.</summary>
    [TestMethod]
    public void Feed_LinesOfAllProfiles_EachArrives()
    {
        var modes = new[] { AirMode.T1, AirMode.S1, AirMode.LinkIq, AirMode.C1B, AirMode.S1 };
        var lines = modes.Select((mode, i) => FeedBook.Line(i + 1, Telegrams.Random(40 + i, 50 + i), mode)).ToList();
        var book = FeedBook.Feed(lines);
        book.AssertAsExpected(lines);
        Assert.HasCount(lines.Count, book.TelegramByLine);
    }

    [TestMethod]
    [DataRow(AirMode.T1)]
    [DataRow(AirMode.C1A)]
    [DataRow(AirMode.C1B)]
    [DataRow(AirMode.S1)]
    [DataRow(AirMode.LinkIq)]
    public void Feed_OneBitFlippedAnywhereInTheFrame_NothingArrives(AirMode mode)
    {
        var telegram = Telegrams.Random(44, 9);
        var air = FrameEncoder.Encode(telegram, mode);
        var lines = new List<TelegramFileLine>();

        // Behind the two bytes of the C1 sync word's second half, which only choose the format; every third
        // bit, so that every byte is hit. A trailer belongs to no frame.
        var first = air.SyncEndBit + (mode is AirMode.C1A or AirMode.C1B ? 16 : 0);
        var last = air.FrameEndBit;
        for (var bit = first; bit < last; bit += 3)
        {
            var bytes = (byte[])air.Bytes.Clone();
            bytes[bit >> 3] ^= (byte)(0x80 >> (bit & 7));
            lines.Add(new TelegramFileLine
            {
                LineNumber = bit,
                Air = new AirBits(bytes, air.BitCount, air.Channel, air.SyncEndBit),
                Expectation = FeedExpectation.Nothing,
            });
        }

        lines.Add(FeedBook.Line(1_000_000, telegram, mode));
        var book = FeedBook.Feed(lines);
        book.AssertAsExpected(lines);
        Assert.HasCount(1, book.TelegramByLine);
        Assert.HasCount(lines.Count - 1, book.ReasonByLine);
    }

    [TestMethod]
    public void Feed_NoiseAndCutFramesBetweenGoodOnes_EveryGoodOneArrives()
    {
        var random = new global::System.Random(20);
        var lines = new List<TelegramFileLine>();
        for (var i = 0; i < 40; i++)
        {
            var mode = (AirMode)(i % 3);
            var whole = FrameEncoder.Encode(Telegrams.Random(20 + (i * 5), 3_000 + i), mode);
            var bits = FrameEncoder.DataStart + 8 + random.Next(whole.BitCount - FrameEncoder.DataStart - 24);
            lines.Add(new TelegramFileLine
            {
                LineNumber = (2 * i) + 1,
                Air = new AirBits(whole.Bytes[..((bits + 7) / 8)], bits),
                Expectation = FeedExpectation.Nothing,
            });
            lines.Add(FeedBook.Line((2 * i) + 2, Telegrams.Random(12 + (i * 6), 4_000 + i), mode));
        }

        FeedBook.Feed(lines).AssertAsExpected(lines);
    }
}
