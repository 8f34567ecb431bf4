using System;
using System.Linq;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Chips;

// Whatever a host does on the bus, the model neither throws nor stops time, wakes itself a bounded number of
// times, and gives every transmission exactly one outcome.
[TestClass]
public class Cc1101FuzzTests
{
    /// <summary>Registers that steer the packet engine and the states, picked more often than the
    /// others.</summary>
    private static readonly byte[] Interesting = [0x00, 0x02, 0x03, 0x06, 0x07, 0x08, 0x12, 0x17, 0x18];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    public void Spi_RandomAccessUnderTraffic_HoldsItsPromises(int seed)
    {
        var bench = new Cc1101Bench((ulong)seed, 70);
        bench.Medium.NoiseFalseSyncs = true;
        var random = new RandomStream((ulong)seed);
        var sent = 0;
        var lastNs = bench.Time.NowNs;
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(60) == 0)
            {
                bench.Strobe(0x36);
                bench.Strobe(0x30);
                bench.Wait(200);
                bench.Listen(0x08, (byte)random.Next(3), 0x17, (byte)(random.Next(4) << 2));
            }

            if (random.Next(25) == 0)
            {
                var bytes = Cc1101Bench.Bytes(1 + random.Next(120), step);
                bench.Send(bytes, random.Next(2000), -random.Next(30));
                sent++;
            }

            Act(bench, random);
            bench.Wait(1 + random.Next(400));
            Assert.IsTrue(bench.Time.NowNs > lastNs, "seed " + seed);
            lastNs = bench.Time.NowNs;
        }

        bench.Wait(100_000);
        var outcomes = Enum.GetValues<ReceptionOutcome>().Sum(outcome => bench.Chip.Count(outcome));
        Assert.AreEqual(sent, outcomes, "seed " + seed);
        Assert.AreEqual(sent, bench.Outcomes.Count, "seed " + seed);
        Assert.AreNotEqual(0, bench.Chip.Count(ReceptionOutcome.ReceivedIntoFifo), "seed " + seed);
        Assert.IsTrue(bench.Time.RunCount < 800_000, "seed " + seed + ": " + bench.Time.RunCount + " events");
    }

    private static void Act(Cc1101Bench bench, RandomStream random)
    {
        switch (random.Next(12))
        {
            case 0:
                var address = random.Next(0x2F);
                var steering = Interesting[random.Next(Interesting.Length)];
                bench.Write(random.Next(3) == 0 ? address : steering, (byte)random.Next(256));
                break;
            case 1:
                bench.Strobe(0x30 + random.Next(14));
                break;
            case 2:
                bench.Strobe(0x34);
                break;
            case 3:
            case 4:
                bench.ReadFifo(random.Next(40));
                break;
            case 5:
                var junk = new byte[1 + random.Next(8)];
                random.NextBytes(junk);
                bench.Spi(junk);
                break;
            case 6 when random.Next(50) == 0:
                bench.Chip.Fail((ChipFault)random.Next(4));
                break;
            default:
                bench.Status(0x30 + random.Next(14));
                break;
        }
    }
}
