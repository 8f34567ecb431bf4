using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Simulator.World;

/// <summary>One radio of a scenario's gateway.</summary>
public sealed record ScenarioRadio
{
    /// <summary>Chip: "cc1101" or "sx1276".</summary>
    public string Chip { get; init; } = "cc1101";

    /// <summary>Its name in reports; null = none.</summary>
    public string Id { get; init; }

    /// <summary>What it listens to, in turn when there are several.</summary>
    public IReadOnlyList<ScenarioTurn> Turns { get; init; } = [new(RadioProfile.T1C1, 0)];

    /// <summary>Number of its antenna, 1 ..; radios may share one.</summary>
    public int Antenna { get; init; } = 1;

    /// <summary>A radio that listens to one profile.</summary>
    public static ScenarioRadio Of(string chip, RadioProfile profile, int antenna = 1) =>
        new() { Chip = chip, Turns = [new ScenarioTurn(profile, 0)], Antenna = antenna };
}
