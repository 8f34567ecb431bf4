using System;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.Checkers;

/// <summary>A count for each link mode.</summary>
public sealed class ModeCounts
{
    private readonly long[] _counts = new long[Enum.GetValues<AirMode>().Length];

    /// <summary>The count of a mode.</summary>
    public long this[AirMode mode] => _counts[(int)mode];

    /// <summary>Counts one more.</summary>
    public void Add(AirMode mode) => _counts[(int)mode]++;
}
