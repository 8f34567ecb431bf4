using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>State of a running simulation; valid during the call it is handed to.</summary>
public interface IRunProgress
{
    /// <summary>Simulated time since the start.</summary>
    long SimTimeNs { get; }

    /// <summary>Simulated time at which the run ends.</summary>
    long DurationNs { get; }

    /// <summary>State of the uplink in a word or two: "online", "back-off 4 s", "no power".</summary>
    string UplinkState { get; }

    /// <summary>Counters so far.</summary>
    Report Counters();

    /// <summary>The meters in the order of the scenario, at most so many.</summary>
    IReadOnlyList<MeterProgress> Meters(int most);
}
