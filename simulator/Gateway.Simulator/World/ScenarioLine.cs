using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.World;

/// <summary>A wired line of a gateway.</summary>
public sealed record ScenarioLine
{
    /// <summary>Name in records and commands.</summary>
    public required string Name { get; init; }

    /// <summary>M-Bus (the board's wired port 0) or RS-485 with DL/T 645 (port 1).</summary>
    public WireKind Kind { get; init; }

    /// <summary>Number of the board's wired port; −1 = 0 for M-Bus, 1 for RS-485.</summary>
    public int Port { get; init; } = -1;

    /// <summary>Speed in baud.</summary>
    public int BaudRate { get; init; } = 2400;

    /// <summary>The converter gives back what the gateway sends.</summary>
    public bool Echo { get; init; }

    /// <summary>One way through a converter's network, in milliseconds.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Share of bytes to the gateway that get lost.</summary>
    public double LossRate { get; init; }

    /// <summary>Share of bytes to the gateway in which a bit is turned.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Wake-up bytes before the first request to a slave.</summary>
    public int WakeBytes { get; init; }

    /// <summary>Groups of like meters.</summary>
    public IReadOnlyList<ScenarioWiredGroup> Meters { get; init; } = [];

    /// <summary>When they are read.</summary>
    public IReadOnlyList<ScenarioReadJob> Jobs { get; init; } = [];

    /// <summary>Number of the board's wired port.</summary>
    public int Place => Port >= 0 ? Port : Kind == WireKind.MBus ? 0 : 1;

    /// <summary>Meters of all groups.</summary>
    public int MeterCount => Meters.Sum(group => group.Count);
}
