using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Chips;

/// <summary>One chip on a bench: an attenuator to a sender, an 8 MHz SPI host whose bytes cost 1
/// µs.</summary>
internal abstract class ChipBench
{
    protected ChipBench(ulong seed, double lossDb)
    {
        Random = new RandomStreams(seed);
        Medium = new Medium(Time, Random) { FixedPathLossDb = lossDb, NoiseFalseSyncs = false };
    }

    public EventQueue Time { get; } = new();

    public RandomStreams Random { get; }

    public Medium Medium { get; }

    public List<string> Warnings { get; } = [];

    public List<(long AtNs, int Pin, bool Level)> Pins { get; } = [];

    public List<ReceptionOutcome> Outcomes { get; } = [];

    public List<AirOutcome> AirOutcomes { get; } = [];

    public abstract ReceiverModel Model { get; }

    /// <summary>Registers as in the field but for changes (address, value, ...), then RX, settled.</summary>
    public abstract void Listen(params byte[] changes);

    public abstract byte[] ReadFifo(int count);

    public static byte[] Bytes(int count, int seed = 7)
    {
        var bytes = new byte[count];
        new RandomStream((ulong)seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>CRC-16 of bytes, a bit at a time.</summary>
    public static int Crc(byte[] bytes, int polynomial = 0x8005, int crc = 0xFFFF)
    {
        foreach (var value in bytes)
        {
            for (var mask = 0x80; mask != 0; mask >>= 1)
            {
                var carry = (crc & 0x8000) != 0 != ((value & mask) != 0);
                crc = ((crc << 1) ^ (carry ? polynomial : 0)) & 0xFFFF;
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
        Model.Select();
        for (var i = 0; i < mosi.Length; i++)
        {
            Wait(1);
            miso[i] = Model.Exchange(mosi[i]);
        }

        Model.Deselect();
        return miso;
    }

    /// <summary>Random symbols over everything from now or later on, stronger than what else is there.</summary>
    public void Disturb(double afterUs, double forUs)
    {
        var burst = Bytes((int)(forUs / 80) + 1);
        Medium.Transmit(new Transmission(
            Time.NowNs + (long)(afterUs * 1000), burst, (int)(forUs / 10), 100_000, 868_950_000, 50_000, 20, default)
        {
            IsInterference = true,
        });
    }

    /// <summary>Sends preamble, sync word and bytes, starting now or later; the last byte perhaps not
    /// whole.</summary>
    public Transmission Send(
        byte[] bytes,
        double afterUs = 0,
        double powerDbm = 0,
        double rateHz = 100_000,
        double carrierHz = 868_950_000,
        int extraBits = 0,
        int preambleBytes = 4,
        ulong sync = 0x543D,
        int syncBits = 16,
        int cutBits = 0)
    {
        var count = (8 * preambleBytes) + extraBits + syncBits + (8 * bytes.Length);
        var bits = new byte[(count + 7) / 8];
        var at = 0;
        for (var i = 0; i < (8 * preambleBytes) + extraBits; i++)
        {
            Put(bits, ref at, (ulong)(i & 1), 1);
        }

        Put(bits, ref at, sync, syncBits);
        var syncEnd = at;
        foreach (var value in bytes)
        {
            Put(bits, ref at, value, 8);
        }

        var transmission = new Transmission(
            Time.NowNs + (long)(afterUs * 1000), bits, count - cutBits, rateHz, carrierHz, 50_000, powerDbm, default)
        {
            SyncEndBit = syncEnd,
        };
        Medium.Transmit(transmission);
        return transmission;
    }

    /// <summary>Notes what became of each transmission.</summary>
    protected void Watch(ReceiverModel chip)
    {
        chip.ReceptionEnded += (_, outcome) => Outcomes.Add(outcome);
        Medium.Arrived += (_, _, outcome) => AirOutcomes.Add(outcome);
    }

    private static void Put(byte[] bits, ref int at, ulong value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            bits[at >> 3] |= (byte)(((value >> i) & 1) << (7 - (at & 7)));
            at++;
        }
    }
}
