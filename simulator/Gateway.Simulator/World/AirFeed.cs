using System.Collections.Generic;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.World;

/// <summary>One reader's place in the list of what is on the air.</summary>
internal sealed class AirFeed(AirTraffic traffic)
{
    private readonly Queue<Transmission> _built = new();

    /// <summary>Start of the next transmission; <see cref="long.MaxValue"/>: there is none.</summary>
    public long NextNs => _built.TryPeek(out var next) ? next.StartNs : traffic.NextNs;

    /// <summary>Takes it.</summary>
    public Transmission Take()
    {
        if (_built.Count == 0)
        {
            traffic.Build();
        }

        return _built.Dequeue();
    }

    /// <summary>Appends what another reader has asked for first.</summary>
    public void Add(Transmission transmission) => _built.Enqueue(transmission);
}
