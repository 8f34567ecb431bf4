using System;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Chips;

[TestClass]
public class Cc1101CommonTests : ReceiverTests
{
    /// <summary>Registers that steer the packet engine and the states, picked more often than the
    /// others.</summary>
    private static readonly byte[] Interesting = [0x00, 0x02, 0x03, 0x06, 0x07, 0x08, 0x12, 0x17, 0x18];

    private protected override ChipBench Bench(ulong seed, double lossDb) => new Cc1101Bench(seed, lossDb);

    private protected override byte[] Take(ChipBench chip)
    {
        var bench = (Cc1101Bench)chip;
        var bytes = bench.ReadFifo(Math.Min(64, bench.Status(0x3B) & 0x7F));
        bench.Strobe(0x34);
        return bytes;
    }

    private protected override void Begin(ChipBench chip, RandomStream random)
    {
        var bench = (Cc1101Bench)chip;
        bench.Strobe(0x36);
        bench.Strobe(0x30);
        bench.Wait(200);
        bench.Listen(0x08, (byte)random.Next(3), 0x17, (byte)(random.Next(4) << 2));
    }

    private protected override void Act(ChipBench chip, RandomStream random)
    {
        var bench = (Cc1101Bench)chip;
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
                SendJunk(bench, random);
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
