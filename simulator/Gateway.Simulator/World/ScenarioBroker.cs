using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>The broker of a scenario.</summary>
public sealed record ScenarioBroker
{
    /// <summary>One-way latency in milliseconds.</summary>
    public double LatencyMs { get; init; } = 40;

    /// <summary>Uniform addition to the latency, in milliseconds.</summary>
    public double JitterMs { get; init; } = 20;

    /// <summary>Times at which the broker is away, ascending, not overlapping.</summary>
    public IReadOnlyList<ScenarioSpan> Outages { get; init; } = [];
}
