using System;

namespace Gateway.Simulator.Time;

/// <summary>Named random substreams of one seed: adding a stream does not change what the others give.</summary>
public sealed class RandomStreams(ulong seed)
{
    /// <summary>The seed of the run.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>A new generator for a name; the same name gives the same sequence.</summary>
    public RandomStream Get(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return new RandomStream(RandomStream.Mix(Seed ^ RandomStream.Mix(hash)));
    }
}
