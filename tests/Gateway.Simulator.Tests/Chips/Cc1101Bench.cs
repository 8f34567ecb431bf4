using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Chips;

/// <summary>One chip on a bench: an attenuator to a sender, an 8 MHz SPI host whose bytes cost 1
/// µs.</summary>
internal sealed class Cc1101Bench
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
    {
        Random = new RandomStreams(seed);
        Medium = new Medium(Time, Random) { FixedPathLossDb = lossDb, NoiseFalseSyncs = false };
        Chip = new Cc1101Model("radio", Time, Medium, default, Random, Warnings.Add);
        Chip.GdoChanged += (pin, level) => Pins.Add((Time.NowNs, pin, level));
        Chip.ReceptionEnded += (_, outcome) => Outcomes.Add(outcome);
        Medium.Arrived += (_, _, outcome) => AirOutcomes.Add(outcome);
    }

    public EventQueue Time { get; } = new();

    public RandomStreams Random { get; }

    public Medium Medium { get; }

    public Cc1101Model Chip { get; }

    public List<string> Warnings { get; } = [];

    public List<(long AtNs, int Pin, bool Level)> Pins { get; } = [];

    public List<ReceptionOutcome> Outcomes { get; } = [];

    public List<AirOutcome> AirOutcomes { get; } = [];

    public static byte[] Bytes(int count, int seed = 7)
    {
        var bytes = new byte[count];
        new RandomStream((ulong)seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>CRC-16 with polynomial 0x8005 from 0xFFFF, a bit at a time.</summary>
    public static int Crc(byte[] bytes)
    {
        var crc = 0xFFFF;
        foreach (var value in bytes)
        {
            for (var mask = 0x80; mask != 0; mask >>= 1)
            {
                var carry = (crc & 0x8000) != 0 != ((value & mask) != 0);
                crc = ((crc << 1) ^ (carry ? 0x8005 : 0)) & 0xFFFF;
            }
        }

        return crc;
    }

    /// <summary>Advances simulated time.</summary>
    public void Wait(double us) => Time.AdvanceTo(Time.NowNs + (long)(us * 1000));

    /// <summary>One SPI access; returns what the chip answered.</summary>
    public byte[] Spi(params byte[] mosi)
    {
        var miso = new byte[mosi.Length];
        Chip.Select();
        for (var i = 0; i < mosi.Length; i++)
        {
            Wait(1);
            miso[i] = Chip.Exchange(mosi[i]);
        }

        Chip.Deselect();
        return miso;
    }

    public byte Strobe(int strobe) => Spi((byte)strobe)[0];

    public void Write(int address, byte value) => Spi((byte)address, value);

    public byte Read(int address) => Spi((byte)(0x80 | address), 0)[1];

    public byte Status(int address) => Spi((byte)(0xC0 | address), 0)[1];

    public byte[] ReadFifo(int count)
    {
        var mosi = new byte[count + 1];
        mosi[0] = 0xFF;
        return Spi(mosi)[1..];
    }

    /// <summary>Registers as in the field, then RX, settled.</summary>
    public void Listen(params byte[] changes)
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

    /// <summary>Sends preamble, 0x543D and bytes, starting now or later.</summary>
    public Transmission Send(
        byte[] bytes,
        double afterUs = 0,
        double powerDbm = 0,
        double rateHz = 100_000,
        double carrierHz = 868_950_000,
        int extraBits = 0,
        int preambleBytes = 4)
    {
        var count = (8 * preambleBytes) + extraBits + 16 + (8 * bytes.Length);
        var bits = new byte[(count + 7) / 8];
        var at = 0;
        for (var i = 0; i < (8 * preambleBytes) + extraBits; i++)
        {
            Put(bits, ref at, i & 1, 1);
        }

        Put(bits, ref at, 0x543D, 16);
        var syncEnd = at;
        foreach (var value in bytes)
        {
            Put(bits, ref at, value, 8);
        }

        var transmission = new Transmission(
            Time.NowNs + (long)(afterUs * 1000), bits, count, rateHz, carrierHz, 50_000, powerDbm, default)
        {
            SyncEndBit = syncEnd,
        };
        Medium.Transmit(transmission);
        return transmission;
    }

    private static void Put(byte[] bits, ref int at, int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            bits[at >> 3] |= (byte)(((value >> i) & 1) << (7 - (at & 7)));
            at++;
        }
    }
}
