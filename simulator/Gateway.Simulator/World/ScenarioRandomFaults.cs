using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Faults that a scenario leaves to chance: each component of each gateway fails again and again, and
/// works in between.</summary>
public sealed record ScenarioRandomFaults
{
    /// <summary>The first may begin here.</summary>
    public long FromNs { get; init; }

    /// <summary>All are over here.</summary>
    public required long UntilNs { get; init; }

    /// <summary>Mean time from the end of a component's fault to the next one.</summary>
    public required long PauseNs { get; init; }

    /// <summary>What fails, of <see cref="FaultDice.Components"/>.</summary>
    public IReadOnlyList<string> Components { get; init; } = FaultDice.Components;
}
