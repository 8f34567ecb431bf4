using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>A read job of a wired line.</summary>
public sealed record ScenarioReadJob
{
    /// <summary>Name in records.</summary>
    public required string Name { get; init; }

    /// <summary>Schedule expression.</summary>
    public required string At { get; init; }

    /// <summary>"regular" or "priority".</summary>
    public string Class { get; init; } = "regular";

    /// <summary>"skip" or "once".</summary>
    public string Missed { get; init; } = "skip";

    /// <summary>First meter of the line that belongs to it, from 0.</summary>
    public int First { get; init; }

    /// <summary>How many from there; 0 = all.</summary>
    public int Count { get; init; }

    /// <summary>DL/T 645 data identifiers; null = the firmware's usual ones.</summary>
    public IReadOnlyList<string> Registers { get; init; }
}
