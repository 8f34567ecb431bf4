using System;
using System.Numerics;

namespace Gateway.Simulator.Chips;

/// <summary>What the registers of a receiver chip mean in hertz and bits, as far as every chip has
/// it.</summary>
internal abstract class ReceiverSettings
{
    /// <summary>Centre of reception for a perfect crystal.</summary>
    public double FrequencyHz { get; protected init; }

    /// <summary>Channel filter, both sides.</summary>
    public double BandwidthHz { get; protected init; }

    public double RateHz { get; protected init; }

    /// <summary>Deviation that the demodulator expects, one side; not a number: it takes any.</summary>
    public double DeviationHz { get; protected init; }

    /// <summary>The sync word, its last bit in bit 0.</summary>
    public ulong SyncWord { get; protected init; }

    /// <summary>1..64 bits.</summary>
    public int SyncBits { get; protected init; }

    /// <summary>Wrong bits that a sync word may have; −1: no sync word is looked for.</summary>
    public int SyncTolerance { get; protected init; }

    /// <summary>Largest relative difference of data rate that clock recovery follows.</summary>
    public double RateTolerance { get; protected init; }

    /// <summary>Frequency offset that the demodulator takes out.</summary>
    public double OffsetLimitHz { get; protected init; }

    /// <summary>Time between two RSSI readings.</summary>
    public long RssiPeriodNs { get; protected init; }

    /// <summary>Time until an RSSI reading shows a change of level.</summary>
    public long RssiResponseNs { get; protected init; }

    /// <summary>The bits that a sync word covers.</summary>
    public ulong SyncMask => ulong.MaxValue >> (64 - SyncBits);

    /// <summary>Whether received bits are taken for the sync word.</summary>
    public bool IsSync(ulong bits) => BitOperations.PopCount(bits ^ SyncWord) <= SyncTolerance;

    /// <summary>How often, per second, bits of noise look like the sync word.</summary>
    public double FalseSyncsPerSecond() => RateHz * ChanceOf(SyncBits, SyncTolerance);

    /// <summary>How likely random bits are a given word with at most so many wrong.</summary>
    protected static double ChanceOf(int bits, int tolerance)
    {
        var ways = 0.0;
        var term = 1.0;
        for (var wrong = 0; wrong <= tolerance; wrong++)
        {
            ways += term;
            term = term * (bits - wrong) / (wrong + 1);
        }

        return ways / Math.Pow(2, bits);
    }
}
