using System;
using Gateway.Core;

namespace Gateway.Linux.Ports;

/// <summary>The computer's wall clock. Its being right is the business of the computer's time service; a
/// Raspberry Pi without one, and without a clock chip, starts with the time of its last stop.</summary>
public sealed class SystemTime : ITimeSource
{
    // 2025-01-01: before that nobody has set the clock.
    private const long EarliestUnixMs = 1_735_689_600_000;

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public bool TryGetUnixMs(out long unixMs)
    {
        unixMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        return unixMs >= EarliestUnixMs;
    }
}
