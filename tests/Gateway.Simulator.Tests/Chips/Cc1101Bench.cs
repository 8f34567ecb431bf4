using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

/// <summary>A CC1101 on a bench.</summary>
internal sealed class Cc1101Bench : ChipBench
{
    /// <summary>What the tests set up for modes T and C: EN 13757-4 at 868.95 MHz, 103 kBd, fixed length
    /// 10.</summary>
    private static readonly byte[] Setup =
    [
        0x00, 0x06, 0x02, 0x00, 0x03, 0x07, 0x04, 0x54, 0x05, 0x3D, 0x06, 0x0A, 0x07, 0x00, 0x08, 0x00,
        0x0D, 0x21, 0x0E, 0x6B, 0x0F, 0xD0, 0x10, 0x5C, 0x11, 0x04, 0x12, 0x02, 0x15, 0x44, 0x18, 0x18,
        0x19, 0x2E, 0x1A, 0xBF, 0x1B, 0x43, 0x1C, 0x09, 0x1D, 0xB5, 0x23, 0xEA, 0x2E, 0x09,
    ];

    public Cc1101Bench(ulong seed = 1, double lossDb = 60)
        : base(seed, lossDb)
    {
        Chip = new Cc1101Model("radio", Time, Medium, default, Random, Warnings.Add);
        Chip.GdoChanged += (pin, level) => Pins.Add((Time.NowNs, pin, level));
        Watch(Chip);
    }

    public Cc1101Model Chip { get; }

    public override ReceiverModel Model => Chip;

    public byte Strobe(int strobe) => Spi((byte)strobe)[0];

    public void Write(int address, byte value) => Spi((byte)address, value);

    public byte Read(int address) => Spi((byte)(0x80 | address), 0)[1];

    public byte Status(int address) => Spi((byte)(0xC0 | address), 0)[1];

    public override byte[] ReadFifo(int count)
    {
        var mosi = new byte[count + 1];
        mosi[0] = 0xFF;
        return Spi(mosi)[1..];
    }

    public override void Listen(params byte[] changes)
    {
        Configure(changes);
        Strobe(0x34);
        Wait(1000);
    }

    public void Configure(params byte[] changes)
    {
        for (var i = 0; i < Setup.Length; i += 2)
        {
            Write(Setup[i], Setup[i + 1]);
        }

        for (var i = 0; i < changes.Length; i += 2)
        {
            Write(changes[i], changes[i + 1]);
        }
    }
}
