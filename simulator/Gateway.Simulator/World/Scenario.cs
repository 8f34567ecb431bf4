using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>What a run simulates. Read from JSON; scenarios/scenario.schema.json describes the
/// file.</summary>
public sealed record Scenario
{
    /// <summary>Short name for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of every random substream.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Length of the run in simulated nanoseconds.</summary>
    public required long DurationNs { get; init; }

    /// <summary>Wall time of simulated time 0, UTC.</summary>
    public required DateTime StartUtc { get; init; }

    /// <summary>The gateway; of several the first.</summary>
    public required ScenarioGateway Gateway { get; init; }

    /// <summary>The other gateways of a town.</summary>
    public IReadOnlyList<ScenarioGateway> OtherGateways { get; init; } = [];

    /// <summary>Whether the scenario has a list of gateways, be it of one.</summary>
    public bool IsTown { get; init; }

    /// <summary>All gateways.</summary>
    public IReadOnlyList<ScenarioGateway> AllGateways => [Gateway, .. OtherGateways];

    /// <summary>Propagation and noise.</summary>
    public ScenarioAir Air { get; init; } = new();

    /// <summary>Groups of like meters.</summary>
    public IReadOnlyList<ScenarioMeterGroup> Meters { get; init; } = [];

    /// <summary>The broker's behaviour in virtual time.</summary>
    public ScenarioBroker Broker { get; init; } = new();

    /// <summary>Senders that disturb.</summary>
    public IReadOnlyList<ScenarioInterferer> Interferers { get; init; } = [];

    /// <summary>What breaks.</summary>
    public IReadOnlyList<ScenarioFault> Faults { get; init; } = [];

    /// <summary>What breaks by chance; null = nothing.</summary>
    public ScenarioRandomFaults RandomFaults { get; init; }

    /// <summary>Times at which the gateways lose their supply, ascending, not overlapping.</summary>
    public IReadOnlyList<ScenarioSpan> PowerCuts { get; init; } = [];

    /// <summary>Meters of all groups together.</summary>
    public int MeterCount => Meters.Sum(group => group.Count);

    /// <summary>Reads a scenario file.</summary>
    /// <exception cref="ScenarioException">It is not valid.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Scenario Load(string path) => ScenarioReader.Read(path, File.ReadAllText(path));

    /// <summary>Reads a scenario from text.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="json">Content.</param>
    /// <exception cref="ScenarioException">It is not valid.</exception>
    public static Scenario Parse(string file, string json) => ScenarioReader.Read(file, json);
}
