using System;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network;

/// <summary>
/// How long a packet travels one way: a constant and a uniform jitter, both in nanoseconds.
/// </summary>
public sealed record NetworkLatency(long OneWayNs, long JitterNs)
{
    /// <summary>A wired network with a broker in the same country: 15 ms and up to 10 ms more.</summary>
    public static NetworkLatency Wired { get; } = new(15_000_000, 10_000_000);

    /// <summary>A mobile network: 60 ms and up to 120 ms more.</summary>
    public static NetworkLatency Mobile { get; } = new(60_000_000, 120_000_000);

    /// <summary>Draws the time of one packet in nanoseconds.</summary>
    public long Draw(RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(OneWayNs);
        ArgumentOutOfRangeException.ThrowIfNegative(JitterNs);
        return OneWayNs + (long)(random.NextDouble() * JitterNs);
    }
}
