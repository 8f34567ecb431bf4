using System;

namespace Gateway.Simulator.Meters;

/// <summary>Everything about a simulated meter that does not change.</summary>
public sealed record MeterSettings
{
    /// <summary>M- and A-field.</summary>
    public required MeterIdentity Identity { get; init; }

    /// <summary>Link mode and frame format.</summary>
    public required AirMode Mode { get; init; }

    /// <summary>Nominal time between two transmissions.</summary>
    public required long IntervalNs { get; init; }

    /// <summary>How the readings are protected.</summary>
    public required MeterEncryption Encryption { get; init; }

    /// <summary>
    /// Uniform deviation from the interval as a fraction (0.05 = ± 5 %); null for synchronous transmission,
    /// whose interval follows from the access number.
    /// </summary>
    public double? Jitter { get; init; }

    /// <summary>Mean number of times a day that a status bit gets set.</summary>
    public double AlarmsPerDay { get; init; }

    /// <summary>Place in metres, z upwards.</summary>
    public (double X, double Y, double Z) PlaceMetres { get; init; }

    /// <summary>Radiated power in dBm.</summary>
    public double TxPowerDbm { get; init; } = 10;

    /// <summary>Error of the meter's crystal in parts per million: shifts its carrier and its
    /// interval.</summary>
    public double CrystalErrorPpm { get; init; }

    /// <summary>Wall time of simulated time 0, UTC.</summary>
    public required DateTime StartUtc { get; init; }
}
