namespace Gateway.Simulator.World;

/// <summary>Propagation and noise of a scenario.</summary>
public sealed record ScenarioAir
{
    /// <summary>Exponent of the log-distance path loss.</summary>
    public double PathLossExponent { get; init; } = 3.2;

    /// <summary>Standard deviation of the shadowing of a (sender, receiver) pair, in dB.</summary>
    public double ShadowingDb { get; init; } = 6;

    /// <summary>Correlation of the shadowing between two antennas of a gateway, 0 .. 1.</summary>
    public double AntennaCorrelation { get; init; } = 0.5;

    /// <summary>Height of the collector's antenna that the path loss exponent was found with, in metres; null: heights
    /// count as distance only.</summary>
    public double? CollectorHeightMetres { get; init; }

    /// <summary>Height of the meters that it was found with, in metres; null: theirs does not count.</summary>
    public double? MeterHeightMetres { get; init; }

    /// <summary>Noise figure of the receiver, in dB.</summary>
    public double NoiseFigureDb { get; init; } = 10;

    /// <summary>Power ratio from which the stronger of two frames survives, in dB.</summary>
    public double CaptureDb { get; init; } = 6;

    /// <summary>Whether noise now and then looks like a sync word.</summary>
    public bool NoiseFalseSyncs { get; init; } = true;
}
