using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>A group of like meters.</summary>
public sealed record ScenarioMeterGroup
{
    /// <summary>Number of meters.</summary>
    public required int Count { get; init; }

    /// <summary>Three letters.</summary>
    public required string Manufacturer { get; init; }

    /// <summary>Device type byte.</summary>
    public required byte DeviceType { get; init; }

    /// <summary>Version byte.</summary>
    public byte Version { get; init; } = 1;

    /// <summary>Identification number of the first; the others follow it.</summary>
    public required int FirstIdentificationNumber { get; init; }

    /// <summary>Link mode and frame format.</summary>
    public required AirMode Mode { get; init; }

    /// <summary>Nominal interval.</summary>
    public required long IntervalNs { get; init; }

    /// <summary>Fraction of the interval, or null for synchronous transmission.</summary>
    public double? Jitter { get; init; }

    /// <summary>Protection of the readings.</summary>
    public MeterEncryption Encryption { get; init; } = MeterEncryption.Mode5;

    /// <summary>Mean number of alarms of one meter a day.</summary>
    public double AlarmsPerDay { get; init; }

    /// <summary>Radiated power in dBm.</summary>
    public double TxPowerDbm { get; init; } = 10;

    /// <summary>Standard deviation of the crystals' errors, in parts per million.</summary>
    public double CrystalSpreadPpm { get; init; } = 5;

    /// <summary>Centre of the disc that the meters are spread over, in metres.</summary>
    public (double X, double Y, double Z) CentreMetres { get; init; }

    /// <summary>Radius of that disc, in metres.</summary>
    public double RadiusMetres { get; init; } = 50;
}
