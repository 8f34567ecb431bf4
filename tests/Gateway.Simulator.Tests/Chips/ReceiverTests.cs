using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Chips;

/// <summary>What holds for every receiver chip, run over each by the class that derives.</summary>
public abstract class ReceiverTests
{
    private protected abstract ChipBench Bench(ulong seed = 1, double lossDb = 60);

    /// <summary>Takes what is in the FIFO and makes the chip ready for the next frame.</summary>
    private protected abstract byte[] Take(ChipBench bench);

    /// <summary>Resets the chip and sets it up at random.</summary>
    private protected abstract void Begin(ChipBench bench, RandomStream random);

    /// <summary>Does something on the bus.</summary>
    private protected abstract void Act(ChipBench bench, RandomStream random);

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public void Sync_NotOnAByteOfThePreamble_BytesAreAligned(int extraBits)
    {
        var bench = Bench();
        bench.Listen();
        var sent = ChipBench.Bytes(10);
        bench.Send(sent, extraBits: extraBits);
        bench.Wait(3000);

        CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
    }

    /// <summary>T1 frames end within a byte: its bits come to the host with what follows, and count.</summary>
    [TestMethod]
    public void Receive_LastBitsDamaged_IsNoCleanFrame()
    {
        var damaged = 0;
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var bench = Bench(seed);
            bench.Listen();
            bench.Send(ChipBench.Bytes(10), cutBits: 2);
            bench.Disturb(10 * (32 + 16 + 72), 60);
            bench.Wait(3000);
            var arrived = bench.ReadFifo(10);
            var isSame = (arrived[9] ^ ChipBench.Bytes(10)[9]) < 4;
            var isClean = bench.Outcomes[0] == ReceptionOutcome.ReceivedIntoFifo;
            Assert.AreEqual(isSame, isClean, $"seed {seed}");
            damaged += isClean ? 0 : 1;
        }

        Assert.IsTrue(damaged > 30, $"{damaged} of 40");
    }

    [TestMethod]
    public void Run_SameSeed_SameTrace()
    {
        CollectionAssert.AreEqual(Trace(5), Trace(5));
        CollectionAssert.AreNotEqual(Trace(5), Trace(6));
    }

    // Whatever a host does on the bus, the model neither throws nor stops time, wakes itself a bounded number
    // of times, and gives every transmission exactly one outcome.
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    public void Spi_RandomAccessUnderTraffic_HoldsItsPromises(int seed)
    {
        var bench = Bench((ulong)seed, 70);
        bench.Medium.NoiseFalseSyncs = true;
        var random = new RandomStream((ulong)seed);
        var sent = 0;
        var lastNs = bench.Time.NowNs;
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(60) == 0)
            {
                Begin(bench, random);
            }

            if (random.Next(25) == 0)
            {
                bench.Send(ChipBench.Bytes(1 + random.Next(120), step), random.Next(2000), -random.Next(30));
                sent++;
            }

            Act(bench, random);
            bench.Wait(1 + random.Next(400));
            Assert.IsTrue(bench.Time.NowNs > lastNs, "seed " + seed);
            lastNs = bench.Time.NowNs;
        }

        bench.Wait(100_000);
        var outcomes = Enum.GetValues<ReceptionOutcome>().Sum(outcome => bench.Model.Count(outcome));
        Assert.AreEqual(sent, outcomes, "seed " + seed);
        Assert.AreEqual(sent, bench.Outcomes.Count, "seed " + seed);
        Assert.AreNotEqual(0, bench.Model.Count(ReceptionOutcome.ReceivedIntoFifo), "seed " + seed);
        Assert.IsTrue(bench.Time.RunCount < 800_000, "seed " + seed + ": " + bench.Time.RunCount + " events");
    }

    /// <summary>Random bytes on the bus.</summary>
    private protected static void SendJunk(ChipBench bench, RandomStream random)
    {
        var junk = new byte[1 + random.Next(8)];
        random.NextBytes(junk);
        bench.Spi(junk);
    }

    private List<string> Trace(ulong seed)
    {
        var bench = Bench(seed, 98);
        bench.Medium.NoiseFalseSyncs = true;
        bench.Listen();
        var trace = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            bench.Send(ChipBench.Bytes(10, i), afterUs: bench.Random.Get("at" + i).Next(3000));
            bench.Wait(1500);
            trace.Add(Convert.ToHexString(Take(bench)));
        }

        trace.AddRange(bench.Pins.Select(change => $"{change.AtNs} {change.Pin} {change.Level}"));
        trace.AddRange(bench.Outcomes.Select(outcome => $"{(int)outcome}"));
        return trace;
    }
}
