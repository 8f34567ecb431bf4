using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

/// <summary>An SX1276 on a bench.</summary>
internal sealed class Sx1276Bench : ChipBench
{
    /// <summary>What the tests set up for modes T and C: 868.95 MHz, 100 kb/s, RxBw 125 kHz, AfcBw 250 kHz,
    /// no trigger, sync 0x543D, no automatic restart, fixed length 10, DIO1 FifoLevel, DIO2
    /// SyncAddress.</summary>
    private static readonly byte[] Setup =
    [
        0x01, 0x01, 0x02, 0x01, 0x03, 0x40, 0x04, 0x03, 0x05, 0x33, 0x06, 0xD9, 0x07, 0x3C, 0x08, 0xCD,
        0x0D, 0x00, 0x12, 0x02, 0x13, 0x01, 0x1A, 0x01, 0x1F, 0xAA, 0x24, 0x07, 0x27, 0x11, 0x28, 0x54,
        0x29, 0x3D, 0x30, 0x00, 0x31, 0x40, 0x32, 0x0A, 0x35, 0x8F, 0x40, 0x0C, 0x41, 0x70,
    ];

    public Sx1276Bench(ulong seed = 1, double lossDb = 60)
        : base(seed, lossDb)
    {
        Chip = new Sx1276Model("radio", Time, Medium, default, Random, Warnings.Add);
        Chip.DioChanged += (pin, level) => Pins.Add((Time.NowNs, pin, level));
        Watch(Chip);
    }

    public Sx1276Model Chip { get; }

    public override ReceiverModel Model => Chip;

    public void Write(int address, params byte[] values) => Spi([(byte)(0x80 | address), .. values]);

    public byte Read(int address) => Spi((byte)address, 0)[1];

    /// <summary>A pair of registers as a signed number, in one access.</summary>
    public short ReadSigned(int address)
    {
        var bytes = Spi((byte)address, 0, 0);
        return (short)((bytes[1] << 8) | bytes[2]);
    }

    public override byte[] ReadFifo(int count) => Spi(new byte[count + 1])[1..];

    /// <summary>Reads until FifoEmpty.</summary>
    public byte[] Drain()
    {
        var bytes = new System.Collections.Generic.List<byte>();
        while ((Read(0x3F) & 0x40) == 0)
        {
            bytes.Add(ReadFifo(1)[0]);
        }

        return [.. bytes];
    }

    public void Configure(params byte[] changes)
    {
        foreach (var settings in new[] { Setup, changes })
        {
            for (var i = 0; i < settings.Length; i += 2)
            {
                Write(settings[i], settings[i + 1]);
            }
        }
    }

    public override void Listen(params byte[] changes)
    {
        Configure(changes);
        Write(0x01, 0x05);
        Wait(1000);
    }
}
