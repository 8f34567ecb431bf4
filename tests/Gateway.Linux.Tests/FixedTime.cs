using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Linux.Tests;

/// <summary>A wall clock over simulated time.</summary>
internal sealed class FixedTime(EventQueue time) : ITimeSource
{
    // 2026-11-22 00:00:00 UTC.
    public const long StartUnixMs = 1_795_305_600_000;

    public void Start()
    {
    }

    public bool TryGetUnixMs(out long unixMs)
    {
        unixMs = StartUnixMs + (time.NowNs / 1_000_000);
        return true;
    }
}
