using System.Collections.Generic;

namespace Gateway.Simulator.Checkers;

/// <summary>For each hour of a run the set of meters that something was true of.</summary>
public sealed class HourSets(int meterCount)
{
    private const long HourNs = 3_600_000_000_000;

    private readonly List<ulong[]> _bits = [];
    private readonly List<int> _counts = [];

    /// <summary>Puts a meter into the set of the hour of a simulated time.</summary>
    public void Add(int meterIndex, long atNs)
    {
        var hour = (int)(atNs / HourNs);
        while (_bits.Count <= hour)
        {
            _bits.Add(new ulong[(meterCount + 63) / 64]);
            _counts.Add(0);
        }

        ref var word = ref _bits[hour][meterIndex >> 6];
        var bit = 1UL << (meterIndex & 63);
        if ((word & bit) == 0)
        {
            word |= bit;
            _counts[hour]++;
        }
    }

    /// <summary>Meters in the set of an hour, counted from 0.</summary>
    public int Count(int hour) => hour < _counts.Count ? _counts[hour] : 0;
}
