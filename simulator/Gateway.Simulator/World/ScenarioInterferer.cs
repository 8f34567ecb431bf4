namespace Gateway.Simulator.World;

/// <summary>A sender that disturbs: an alarm system, a car key, a LoRa node, a leaking power supply.</summary>
public sealed record ScenarioInterferer
{
    /// <summary>Name, unique in the scenario: its random numbers are drawn by it.</summary>
    public required string Name { get; init; }

    /// <summary>Place in metres.</summary>
    public (double X, double Y, double Z) PlaceMetres { get; init; }

    /// <summary>Centre frequency, in hertz.</summary>
    public double CarrierHz { get; init; } = 868_950_000;

    /// <summary>Width of what it sends, in hertz; its power is spread over it evenly.</summary>
    public double BandwidthHz { get; init; } = 50_000;

    /// <summary>Radiated power in dBm.</summary>
    public double PowerDbm { get; init; } = 10;

    /// <summary>Length of a burst.</summary>
    public required long BurstNs { get; init; }

    /// <summary>Time from the start of one burst to the start of the next; the mean of it when random.</summary>
    public required long PeriodNs { get; init; }

    /// <summary>Whether the pauses are random (exponential) instead of all alike.</summary>
    public bool IsRandom { get; init; }

    /// <summary>Simulated time from which on it sends.</summary>
    public long AtNs { get; init; }

    /// <summary>How long it goes on; null: to the end of the run.</summary>
    public long? ForNs { get; init; }
}
