using Gateway.Core;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>Time since the start of the firmware, by the clock that stamps edges.</summary>
public sealed class MonotonicClock(IKernel kernel) : IClock
{
    private readonly long _startNs = kernel.NowNs;

    /// <inheritdoc/>
    public long NowUs => (kernel.NowNs - _startNs) / 1_000;
}
