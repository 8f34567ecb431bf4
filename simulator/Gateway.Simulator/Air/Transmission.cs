using System;

namespace Gateway.Simulator.Air;

/// <summary>Chips on the air: what one sender sends in one go, preamble and sync word included.</summary>
public sealed class Transmission
{
    private readonly double _bitNs;
    private readonly int _frameEndBit;

    /// <summary>Describes a transmission; hand it to <see cref="Medium.Transmit"/>.</summary>
    /// <param name="startNs">Start of the first bit, simulated ns.</param>
    /// <param name="bits">Chips, first one in the most significant bit of byte 0. Not copied: leave it
    /// alone.</param>
    /// <param name="bitCount">Chips used of <paramref name="bits"/>.</param>
    /// <param name="rateHz">Chips per second as really sent.</param>
    /// <param name="carrierHz">Carrier as really sent, the sender's crystal error included.</param>
    /// <param name="deviationHz">FSK deviation, one side.</param>
    /// <param name="powerDbm">Radiated power.</param>
    /// <param name="place">Place of the sender.</param>
    /// <exception cref="ArgumentOutOfRangeException">No bits, more bits than bytes hold, or no
    /// rate.</exception>
    public Transmission(
        long startNs,
        byte[] bits,
        int bitCount,
        double rateHz,
        double carrierHz,
        double deviationHz,
        double powerDbm,
        Position place)
    {
        ArgumentNullException.ThrowIfNull(bits);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bitCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitCount, bits.Length * 8);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        StartNs = startNs;
        Bits = bits;
        BitCount = bitCount;
        RateHz = rateHz;
        CarrierHz = carrierHz;
        DeviationHz = deviationHz;
        PowerDbm = powerDbm;
        Place = place;
        _bitNs = 1e9 / rateHz;
        EndNs = BitNs(bitCount);
    }

    /// <summary>Number of the transmission in its run, from 1; 0 before
    /// <see cref="Medium.Transmit"/>.</summary>
    public long Id { get; internal set; }

    /// <summary>True for what is no frame at all: it disturbs and wants not to be received.</summary>
    public bool IsInterference { get; init; }

    /// <summary>Start of the first bit, ns.</summary>
    public long StartNs { get; }

    /// <summary>End of the last bit, ns.</summary>
    public long EndNs { get; }

    /// <summary>The chips, most significant bit first.</summary>
    public byte[] Bits { get; }

    /// <summary>Number of chips.</summary>
    public int BitCount { get; }

    /// <summary>Chips per second.</summary>
    public double RateHz { get; }

    /// <summary>Carrier as really sent, Hz.</summary>
    public double CarrierHz { get; }

    /// <summary>FSK deviation, one side, Hz.</summary>
    public double DeviationHz { get; }

    /// <summary>Radiated power, dBm.</summary>
    public double PowerDbm { get; }

    /// <summary>Where it is sent from.</summary>
    public Position Place { get; }

    /// <summary>Index of the first bit after the sync word, that is of the first byte a receiver
    /// should deliver; 0 = not known: then any sync is good and every bit counts.</summary>
    public int SyncEndBit { get; init; }

    /// <summary>Length of the sync word.</summary>
    public int SyncBits { get; init; } = 16;

    /// <summary>Channel filter of a receiver for this kind of transmission, Hz; outcomes are judged by
    /// it.</summary>
    public double ReceiverBandwidthHz { get; init; } = Medium.ReferenceBandwidthHz;

    /// <summary>Index after the last bit that counts; what follows (postamble, padding) may be damaged or not
    /// be received without harm. Not set: <see cref="BitCount"/>.</summary>
    public int FrameEndBit
    {
        get => _frameEndBit == 0 ? BitCount : _frameEndBit;
        init => _frameEndBit = value;
    }

    /// <summary>Whatever the sender wants to find again, for example the frame and its number.</summary>
    public object Tag { get; init; }

    /// <summary>Time at which bit <paramref name="index"/> begins, which is when the one before it is
    /// complete.</summary>
    public long BitNs(int index) => StartNs + (long)Math.Ceiling(index * _bitNs);

    /// <summary>Bit at an index, 0 or 1.</summary>
    public int Bit(int index) => (Bits[index >> 3] >> (7 - (index & 7))) & 1;

    /// <summary>Index of the bit on the air at a time; outside the transmission, the nearest one
    /// outside.</summary>
    internal int BitAt(long atNs) =>
        atNs < StartNs ? -1 : (int)Math.Min(BitCount, (atNs - StartNs) / _bitNs);
}
