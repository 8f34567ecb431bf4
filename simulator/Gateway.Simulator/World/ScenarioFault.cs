namespace Gateway.Simulator.World;

/// <summary>A fault that a scenario deals.</summary>
public sealed record ScenarioFault
{
    /// <summary>Its start.</summary>
    public required long AtNs { get; init; }

    /// <summary>Its length; null: to the end of the run, or for an instant.</summary>
    public long? ForNs { get; init; }

    /// <summary>Id of the gateway; null: every gateway.</summary>
    public string Gateway { get; init; }

    /// <summary>Place of the radio that it is about, 0 ..</summary>
    public int Radio { get; init; }

    /// <summary>What fails and how.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The interface, or the modem's or the broker's fault by its word in the scenario; null where there is
    /// no choice.</summary>
    public string Name { get; init; }

    /// <summary>Parts per million, decibels, bits, times as slow, or seconds; 0 where there is nothing to measure.</summary>
    public double Amount { get; init; }
}
