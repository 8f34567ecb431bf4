using System;
using System.Collections.Generic;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Meters;

/// <summary>The meters of a scenario.</summary>
public sealed class MeterFleet
{
    /// <summary>Builds every meter; same scenario and seed, same meters.</summary>
    /// <param name="scenario">Groups and start time.</param>
    /// <param name="streams">Random streams of the run (they carry the seed that is really used).</param>
    public MeterFleet(Scenario scenario, RandomStreams streams)
    {
        var meters = new List<RadioMeter>(scenario.MeterCount);
        foreach (var group in scenario.Meters)
        {
            for (var i = 0; i < group.Count; i++)
            {
                var settings = SettingsOf(scenario, group, i, meters.Count, streams);
                meters.Add(group.Mode == AirMode.LinkIq
                    ? new LinkIqMeter(settings, streams)
                    : new WmbusMeter(settings, streams));
            }
        }

        Meters = meters;
    }

    /// <summary>All meters, in the order of the groups.</summary>
    public IReadOnlyList<RadioMeter> Meters { get; }

    private static MeterSettings SettingsOf(Scenario scenario, ScenarioMeterGroup group, int index,
        int meterIndex, RandomStreams streams)
    {
        var identity = new MeterIdentity(
            group.Manufacturer, group.FirstIdentificationNumber + index, group.Version, group.DeviceType);
        var random = streams.Get("meter " + identity + " place");
        var place = PlaceOf(group, index, random);
        return new MeterSettings
        {
            Index = meterIndex,
            Identity = identity,
            Mode = group.Mode,
            IntervalNs = group.IntervalNs,
            Encryption = group.Encryption,
            Jitter = group.Jitter,
            AlarmsPerDay = group.AlarmsPerDay,
            PlaceMetres = place,
            TxPowerDbm = group.TxPowerDbm,
            CrystalErrorPpm = Math.Clamp(random.NextGaussian(), -3, 3) * group.CrystalSpreadPpm,
            CrystalDailySwingPpm = Math.Abs(random.NextGaussian()) * group.CrystalDailySwingPpm,
            CrystalSwingPhase = random.NextDouble(),
            CrystalAgeingPpmPerDay = random.NextGaussian() * group.CrystalAgeingPpmPerYear / 365,
            BuildingLossDb = group.BuildingLossDb,
            Records = group.Records,
            FullFrameEvery = group.FullFrameEvery,
            IsForeign = group.IsForeign,
            StartUtc = scenario.StartUtc,
        };
    }

    private static (double X, double Y, double Z) PlaceOf(
        ScenarioMeterGroup group, int index, RandomStream random)
    {
        // Drawn whether it is needed or not: what comes after in the stream stays the same.
        var first = random.NextDouble();
        var second = random.NextDouble();
        if (group.PlacesMetres is { } places)
        {
            return places[index];
        }

        if (group.Street is { } street)
        {
            return street.PlaceOf(index, group.Count, first, second);
        }

        // The root of a uniform number spreads evenly over the disc.
        var distance = group.RadiusMetres * Math.Sqrt(first);
        var angle = 2 * Math.PI * second;
        return (
            group.CentreMetres.X + (distance * Math.Cos(angle)),
            group.CentreMetres.Y + (distance * Math.Sin(angle)),
            group.CentreMetres.Z);
    }
}
