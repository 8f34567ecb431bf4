using System;
using System.IO;
using System.Threading;

namespace Gateway.Simulator.World;

/// <summary>How to run a scenario.</summary>
public sealed record RunOptions
{
    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Seed, in place of the scenario's.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Length of the run in simulated nanoseconds, in place of the scenario's.</summary>
    public required long DurationNs { get; init; }

    /// <summary>Simulated seconds a wall second; 0 = as fast as it goes.</summary>
    public double Speed { get; init; }

    /// <summary>The broker to use.</summary>
    public BrokerChoice Broker { get; init; } = BrokerChoice.Model;

    /// <summary>Gets one line an event; null for none.</summary>
    public TextWriter Trace { get; init; }

    /// <summary>What went into the gateway in another run; null = the meters send.</summary>
    public RecordedInput Recorded { get; init; }

    /// <summary>Is given the first gateway's console before the run begins; null = nobody sits there.</summary>
    public Action<ConsoleLine> Console { get; init; }

    /// <summary>Asks the run to end early, with a report as usual.</summary>
    public CancellationToken Stop { get; init; }
}
