using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Checkers;

/// <summary>Which meters were read, how often and in which hours: by one gateway, or by any of several.</summary>
public sealed class ReadLedger
{
    private readonly IReadOnlyList<RadioMeter> _meters;
    private readonly long[] _counts;
    private readonly long[] _lastIds;
    private readonly long[] _lastNs;
    private readonly int[] _lastRssiDbm;
    private readonly byte[][] _lastTelegrams;

    /// <summary>A ledger for the meters of a run, in the order of their index.</summary>
    public ReadLedger(IReadOnlyList<RadioMeter> meters)
    {
        _meters = meters;
        _counts = new long[meters.Count];
        _lastIds = new long[meters.Count];
        _lastNs = new long[meters.Count];
        _lastRssiDbm = new int[meters.Count];
        _lastTelegrams = new byte[meters.Count][];
        Hours = new HourSets(meters.Count);
    }

    /// <summary>Telegrams of the scenario's own meters.</summary>
    public long Telegrams { get; private set; }

    /// <summary>The same by link mode.</summary>
    public ModeCounts Modes { get; } = new();

    /// <summary>Own meters of which at least one telegram came.</summary>
    public int Meters { get; private set; }

    /// <summary>Telegrams of foreign meters.</summary>
    public long ForeignTelegrams { get; private set; }

    /// <summary>Own meters read in each hour; the hour is that in which the frame started.</summary>
    public HourSets Hours { get; }

    /// <summary>A telegram came out of a gateway's link; of several gateways the first to have it counts.</summary>
    /// <param name="frame">The telegram and its meter.</param>
    /// <param name="transmission">Its transmission.</param>
    /// <param name="nowNs">Simulated time.</param>
    /// <param name="rssiDbm">Its power as the firmware measured it.</param>
    public void Heard(SentFrame frame, Transmission transmission, long nowNs, int rssiDbm)
    {
        var meter = frame.Meter;
        var index = meter.Settings.Index;
        if (transmission.Id <= _lastIds[index])
        {
            return;
        }

        _lastIds[index] = transmission.Id;
        _lastNs[index] = nowNs;
        _lastRssiDbm[index] = rssiDbm;
        _lastTelegrams[index] = frame.Telegram;
        var count = ++_counts[index];
        if (meter.Settings.IsForeign)
        {
            ForeignTelegrams++;
            return;
        }

        Telegrams++;
        Modes.Add(meter.Settings.Mode);
        Meters += count == 1 ? 1 : 0;
        Hours.Add(index, transmission.StartNs);
    }

    /// <summary>What is known of a meter.</summary>
    public MeterProgress ProgressOf(RadioMeter meter)
    {
        var index = meter.Settings.Index;
        return _counts[index] == 0
            ? new MeterProgress(meter, 0, -1, 0, null)
            : new MeterProgress(
                _meters[index], _counts[index], _lastNs[index], _lastRssiDbm[index], _lastTelegrams[index]);
    }
}
