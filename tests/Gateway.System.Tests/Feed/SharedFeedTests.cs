using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Feed;

/// <summary>Recordings and published telegrams from ../shared/data/wmbus; all files together take
/// seconds.</summary>
[TestClass]
public class SharedFeedTests
{
    [TestMethod]
    public void Feed_RecordedChips_KnownOnesByteEqualOthersArriveOrSayWhy()
    {
        var lines = FeedBook.ReadShared("chips.tsv");
        Assert.IsTrue(lines.Any(l => l.Expectation == FeedExpectation.Telegram));
        Assert.IsTrue(lines.All(l => l.Error == null), "a line of the recordings is refused");
        FeedBook.Feed(lines).AssertAsExpected(lines);
    }

    [TestMethod]
    public void Feed_RecordedFramesWithCrc_ArriveByteEqual()
    {
        var lines = FeedBook.ReadShared("frames-with-crc.tsv");
        var book = FeedBook.Feed(lines);
        book.AssertAsExpected(lines);
        Assert.HasCount(lines.Count, book.TelegramByLine);
    }

    [TestMethod]
    [DataRow("cc1101", AirMode.T1)]
    [DataRow("cc1101", AirMode.C1A)]
    [DataRow("cc1101", AirMode.C1B)]
    [DataRow("cc1101", AirMode.S1)]
    [DataRow("cc1101", AirMode.LinkIq)]
    [DataRow("sx1276", AirMode.T1)]
    [DataRow("sx1276", AirMode.C1A)]
    [DataRow("sx1276", AirMode.C1B)]
    [DataRow("sx1276", AirMode.S1)]
    [DataRow("sx1276", AirMode.LinkIq)]
    public void Feed_PublishedTelegrams_AllArriveByteEqual(string chip, AirMode mode)
    {
        var lines = FeedBook.ReadShared("telegrams.tsv", mode);
        var good = lines.Where(l => l.Error == null).ToList();
        var book = FeedBook.Feed(good, chip);
        book.AssertAsExpected(good);
        Assert.HasCount(good.Count, book.TelegramByLine);

        // What is not sent is a telegram that the format cannot carry, and says so with its line.
        foreach (var refused in lines.Except(good))
        {
            Assert.IsFalse(refused.IsMalformed, refused.Error);
            StringAssert.Contains(refused.Error, $"telegrams.tsv:{refused.LineNumber}:");
            StringAssert.Contains(
                refused.Error, mode == AirMode.LinkIq ? "too long for LIQ" : "too long for frame format B");
        }

        Assert.IsGreaterThan(mode == AirMode.LinkIq ? 100 : 200, good.Count);
    }

    [TestMethod]
    public void Feed_NastyLines_NoneArrivesAndTheNextGoodFrameDoes()
    {
        var nasty = FeedBook.ReadShared("nasty.tsv");
        Assert.IsGreaterThan(15, nasty.Count);
        var lines = new List<TelegramFileLine>();
        for (var i = 0; i < nasty.Count; i++)
        {
            Assert.AreEqual(FeedExpectation.Nothing, nasty[i].Expectation, $"line {nasty[i].LineNumber}");
            lines.Add(nasty[i]);
            lines.Add(FeedBook.Line(1_000 + i, Telegrams.Random(30 + i, 100 + i), (AirMode)(i % 3)));
        }

        var book = FeedBook.Feed(lines);
        book.AssertAsExpected(lines);
        Assert.HasCount(nasty.Count, book.TelegramByLine);
        Assert.HasCount(nasty.Count, book.ReasonByLine);
    }
}
