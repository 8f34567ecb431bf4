using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Chips;

[TestClass]
public class Sx1276CommonTests : ReceiverTests
{
    /// <summary>Registers that steer modes, triggers, packets and pins, picked more often than the
    /// others.</summary>
    private static readonly byte[] Interesting =
        [0x01, 0x0D, 0x10, 0x1A, 0x1F, 0x23, 0x27, 0x30, 0x31, 0x32, 0x35, 0x3E, 0x3F, 0x40, 0x41];

    private static readonly byte[] Triggers = [0x00, 0x08, 0x19, 0x1E, 0x1F];

    private protected override ChipBench Bench(ulong seed, double lossDb) => new Sx1276Bench(seed, lossDb);

    private protected override byte[] Take(ChipBench chip)
    {
        var bench = (Sx1276Bench)chip;
        var bytes = bench.Drain();
        bench.Write(0x0D, 0x20 | 0x1E);
        return bytes;
    }

    private protected override void Begin(ChipBench chip, RandomStream random)
    {
        var bench = (Sx1276Bench)chip;
        bench.Chip.Reset(true);
        bench.Wait(100);
        bench.Chip.Reset(false);
        bench.Wait(5000);
        bench.Listen(
            0x0D, Triggers[random.Next(5)], 0x27, (byte)(0x11 | (random.Next(4) << 6)),
            0x32, (byte)random.Next(70));
    }

    private protected override void Act(ChipBench chip, RandomStream random)
    {
        var bench = (Sx1276Bench)chip;
        switch (random.Next(12))
        {
            case 0:
                var steering = Interesting[random.Next(Interesting.Length)];
                bench.Write(random.Next(3) == 0 ? random.Next(0x80) : steering, (byte)random.Next(256));
                break;
            case 1:
                bench.Write(0x01, (byte)random.Next(6));
                break;
            case 2:
                bench.Write(0x01, 0x05);
                break;
            case 3:
                bench.Write(0x0D, (byte)(0x20 << random.Next(2)));
                break;
            case 4:
            case 5:
                bench.ReadFifo(random.Next(40));
                break;
            case 6:
                SendJunk(bench, random);
                break;
            case 7 when random.Next(50) == 0:
                bench.Chip.Fail((ChipFault)random.Next(4));
                break;
            case 8:
                bench.ReadSigned(random.Next(2) == 0 ? 0x1B : 0x1D);
                break;
            default:
                bench.Read(random.Next(0x80));
                break;
        }
    }
}
