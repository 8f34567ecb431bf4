using System.Collections.Generic;
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

    /// <summary>Mean daily swing of the crystals with temperature, in parts per million; each meter has its own
    /// amplitude and time of day.</summary>
    public double CrystalDailySwingPpm { get; init; }

    /// <summary>Spread of the crystals' ageing, in parts per million a year, up or down.</summary>
    public double CrystalAgeingPpmPerYear { get; init; }

    /// <summary>What walls and covers take from a signal on its way out, in dB.</summary>
    public double BuildingLossDb { get; init; }

    /// <summary>Whether these meters belong to somebody else's network.</summary>
    public bool IsForeign { get; init; }

    /// <summary>What the telegrams carry.</summary>
    public MeterRecords Records { get; init; } = MeterRecords.Standard;

    /// <summary>With ELL: every so many telegrams one full frame among compact ones; 0 = compact ones only.</summary>
    public int FullFrameEvery { get; init; } = 8;

    /// <summary>Places of the meters one by one, in metres; null: spread over the disc or the street.</summary>
    public IReadOnlyList<(double X, double Y, double Z)> PlacesMetres { get; init; }

    /// <summary>The street that the meters stand along; null: the disc.</summary>
    public ScenarioStreet Street { get; init; }

    /// <summary>Centre of the disc that the meters are spread over, in metres.</summary>
    public (double X, double Y, double Z) CentreMetres { get; init; }

    /// <summary>Radius of that disc, in metres.</summary>
    public double RadiusMetres { get; init; } = 50;
}
