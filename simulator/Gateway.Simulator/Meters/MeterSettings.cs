using System;

namespace Gateway.Simulator.Meters;

/// <summary>Everything about a simulated meter that does not change.</summary>
public sealed record MeterSettings
{
    /// <summary>Place of the meter in the list of the run, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Whether it belongs to somebody else's network: it is on the air, and nobody expects its
    /// readings.</summary>
    public bool IsForeign { get; init; }

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

    /// <summary>How far the crystal swings with the temperature of a day, in parts per million; moves the carrier
    /// only.</summary>
    public double CrystalDailySwingPpm { get; init; }

    /// <summary>Part of a day by which that swing is late, 0..1.</summary>
    public double CrystalSwingPhase { get; init; }

    /// <summary>How fast the crystal ages, in parts per million a day; moves the carrier only.</summary>
    public double CrystalAgeingPpmPerDay { get; init; }

    /// <summary>What walls and covers take from the signal on its way out, in dB.</summary>
    public double BuildingLossDb { get; init; }

    /// <summary>What the telegrams carry.</summary>
    public MeterRecords Records { get; init; }

    /// <summary>With ELL: every so many telegrams one full frame among compact ones; 0 = compact ones only.</summary>
    public int FullFrameEvery { get; init; } = 8;

    /// <summary>Wall time of simulated time 0, UTC.</summary>
    public required DateTime StartUtc { get; init; }
}
