using System.Collections.Generic;

namespace Gateway.Simulator.Air;

/// <summary>An antenna in the world and what arrived at it.</summary>
public sealed class Receiver
{
    private readonly long[] _counts = new long[3];

    internal Receiver(string name, Position place, double antennaGainDbi, IAirListener listener, ulong key)
    {
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

    internal ulong Key { get; }

    /// <summary>Number of transmissions that ended here with an outcome.</summary>
    public long Count(AirOutcome outcome) => _counts[(int)outcome];

    internal void Add(AirOutcome outcome) => _counts[(int)outcome]++;
}
