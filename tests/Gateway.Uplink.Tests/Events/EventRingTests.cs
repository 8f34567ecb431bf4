using System;
using System.Linq;
using Gateway.Core;
using Gateway.Diagnostics;

namespace Gateway.Uplink.Tests.Events;

[TestClass]
public class EventRingTests
{
    private const int HalfBytes = 500;

    [TestMethod]
    public void Ring_MoreThanFits_KeepsTheLastHalfAtLeastAndNumbersOn()
    {
        var bench = new EventBench();
        for (var i = 1; i <= 500; i++)
        {
            bench.Say("link", i);
            bench.RunSeconds(0.3);
            var kept = bench.Read();
            CollectionAssert.AreEqual(
                Enumerable.Range(i - kept.Count + 1, kept.Count).ToList(), kept.Select(EventBench.Number).ToList());
            Assert.AreEqual((uint)i, kept[^1].Seq);
            Assert.IsTrue(kept.Count == i || kept.Count >= 1024 / (20 + 26), "half of it at least");
            Assert.AreEqual(kept[0].Seq, bench.Log.Ring.FirstSeq);
        }

        Assert.AreEqual(501U, bench.Log.Ring.NextSeq);
    }

    [TestMethod]
    public void TryRead_FromANumber_StartsThere()
    {
        var bench = new EventBench();
        Assert.IsEmpty(bench.Read());
        Assert.AreEqual(1U, bench.Log.Ring.FirstSeq);
        for (var i = 1; i <= 10; i++)
        {
            bench.Say("link", i);
        }

        CollectionAssert.AreEqual(new[] { 8, 9, 10 }, bench.Read(8).Select(EventBench.Number).ToList());
        Assert.IsEmpty(bench.Read(11));
    }

    [TestMethod]
    public void Restart_AfterTheCommitAge_FindsEveryEvent()
    {
        var bench = new EventBench();
        for (var round = 0; round < 40; round++)
        {
            bench.Say("link", round, EventLevel.Note, round % 7 * 20);
            bench.RunSeconds(3);
            var before = bench.Read().Select(EventBench.Number).ToList();
            bench = new EventBench(bench.Files, boot: (uint)(round + 2));
            CollectionAssert.AreEqual(before, bench.Read().Select(EventBench.Number).ToList(), $"round {round}");
        }

        Assert.AreEqual(41U, bench.Log.Ring.NextSeq);
    }

    [TestMethod]
    public void PowerCut_AtEveryByte_KeepsWhatWasCommittedAndNothingElse()
    {
        for (var cut = 0; cut < 400; cut++)
        {
            var bench = new EventBench(halfBytes: HalfBytes);
            for (var i = 0; i < 30; i++)
            {
                bench.Say("link", i, EventLevel.Note, i);
                bench.RunSeconds(2.5);
            }

            var durable = bench.Read().Select(EventBench.Number).ToList();
            bench.Say("link", 30);
            bench.Say("link", 31, EventLevel.Note, 200);
            bench.Files.BytesLeft = cut;
            bench.RunSeconds(4);
            bench.Files.BytesLeft = int.MaxValue;
            var after = new EventBench(bench.Files, HalfBytes, 2);
            var found = after.Read().Select(EventBench.Number).ToList();
            Assert.IsGreaterThan(0, found.Count);
            CollectionAssert.AreEqual(
                Enumerable.Range(found[0], found.Count).ToList(), found, $"cut {cut}: in a row, no ghost");
            Assert.IsTrue(found[^1] >= 29 && found[0] <= durable[^5], $"cut {cut}: what was committed is there");
            after.Say("link", 99);
            Assert.AreEqual(99, EventBench.Number(after.Read()[^1]), $"cut {cut}");
        }
    }

    [TestMethod]
    public void Drive_Broken_EventsStayInMemoryAndTheTriesAreFew()
    {
        var bench = new EventBench();
        bench.Files.IsBroken = true;
        for (var i = 0; i < 100; i++)
        {
            bench.Say("link", i);
            bench.RunSeconds(1);
        }

        Assert.AreEqual(99, EventBench.Number(bench.Read()[^1]));
        Assert.IsTrue(bench.Log.Ring.Faults is > 20 and <= 100);
        bench.Files.IsBroken = false;
        bench.Say("link", 100);
        bench.RunSeconds(5);
        Assert.AreEqual(100, EventBench.Number(new EventBench(bench.Files, boot: 2).Read()[^1]));
    }

    [TestMethod]
    public void Files_OfRandomBytes_AreNoEvents()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var files = new MemoryFiles();
            foreach (var name in new[] { "event-0", "event-1" })
            {
                var bytes = new byte[random.Next(1_200)];
                random.NextBytes(bytes);
                files.Create(name, bytes.Length);
                files.Write(name, 0, bytes, 0, bytes.Length);
            }

            var bench = new EventBench(files);
            Assert.IsEmpty(bench.Read(), $"seed {seed}");
            bench.Say("link", seed);
            bench.RunSeconds(5);
            Assert.AreEqual(seed, EventBench.Number(new EventBench(files, boot: 2).Read().Single()), $"seed {seed}");
        }
    }

    [TestMethod]
    public void Ring_SecondsOfEvents_AreOneWrite()
    {
        var bench = new EventBench(halfBytes: 8192);
        bench.RunSeconds(1);
        var before = bench.Files.Writes;
        for (var i = 0; i < 20; i++)
        {
            bench.Say("link", i);
            bench.RunSeconds(0.05);
        }

        bench.RunSeconds(10);
        Assert.AreEqual(1, bench.Files.Writes - before);
    }
}
