using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Checkers;

/// <summary>What the senders of a scenario have put on the air.</summary>
public sealed class SentLedger
{
    private readonly bool[] _hasSent;

    /// <summary>Watches a list of transmissions.</summary>
    public SentLedger(AirTraffic traffic, IReadOnlyList<RadioMeter> meters)
    {
        _hasSent = new bool[meters.Count];
        Hours = new HourSets(meters.Count);
        traffic.Sent += Take;
    }

    /// <summary>Telegrams of the scenario's own meters.</summary>
    public long Telegrams { get; private set; }

    /// <summary>The same by link mode.</summary>
    public ModeCounts Modes { get; } = new();

    /// <summary>Own meters that sent at least once.</summary>
    public int Meters { get; private set; }

    /// <summary>Telegrams of foreign meters.</summary>
    public long ForeignTelegrams { get; private set; }

    /// <summary>Bursts of interferers.</summary>
    public long Bursts { get; private set; }

    /// <summary>Own meters that sent in each hour.</summary>
    public HourSets Hours { get; }

    private void Take(Transmission transmission)
    {
        if (transmission.Tag is not SentFrame { Meter: { } meter })
        {
            Bursts += transmission.IsInterference ? 1 : 0;
            return;
        }

        if (meter.Settings.IsForeign)
        {
            ForeignTelegrams++;
            return;
        }

        var index = meter.Settings.Index;
        Telegrams++;
        Modes.Add(meter.Settings.Mode);
        Meters += _hasSent[index] ? 0 : 1;
        _hasSent[index] = true;
        Hours.Add(index, transmission.StartNs);
    }
}
