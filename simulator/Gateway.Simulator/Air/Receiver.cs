using System.Collections.Generic;

namespace Gateway.Simulator.Air;

/// <summary>An antenna in the world and what arrived at it.</summary>
public sealed class Receiver
{
    private readonly long[] _counts = new long[3];

    internal Receiver(
        string name, Position place, double antennaGainDbi, IAirListener listener, ulong key, ulong antennaKey,
        ulong siteKey)
    {
        AntennaKey = antennaKey;
        SiteKey = siteKey;
        Name = name;
        Place = place;
        AntennaGainDbi = antennaGainDbi;
        Listener = listener;
        Key = key;
    }

    /// <summary>Name, unique in the world.</summary>
    public string Name { get; }

    /// <summary>Place of the antenna.</summary>
    public Position Place { get; }

    /// <summary>Gain of the antenna with its cable.</summary>
    public double AntennaGainDbi { get; set; }

    /// <summary>What is arriving now, in order of start.</summary>
    public IReadOnlyList<Arrival> Arriving => Active;

    internal List<Arrival> Active { get; } = [];

    internal IAirListener Listener { get; }

    /// <summary>Its own noise is drawn by it.</summary>
    internal ulong Key { get; }

    /// <summary>What the way to its antenna adds is drawn by it; radios on one antenna share it.</summary>
    internal ulong AntennaKey { get; }

    /// <summary>The first antenna of its site.</summary>
    internal ulong SiteKey { get; }

    /// <summary>Number of transmissions that ended here with an outcome.</summary>
    public long Count(AirOutcome outcome) => _counts[(int)outcome];

    internal void Add(AirOutcome outcome) => _counts[(int)outcome]++;
}
