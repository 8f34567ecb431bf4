// Throws the dice for random faults: a component fails, works for a while (exponential), fails again. Kinds of a
// component are equally likely; lengths and amounts are spread evenly over their decades, so that short and long ones
// come alike. Everything follows from the seed.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>Random faults of a gateway.</summary>
public static class FaultDice
{
    private const double SecondNs = 1e9;

    // Kind, word, shortest and longest in seconds (0 = an instant), least and greatest amount.
    private static readonly (string Component, FaultKind Kind, string Name, double MinS, double MaxS, double Least, double Most)[]
        _kinds =
        [
            ("radio", FaultKind.RadioDead, null, 5, 600, 0, 0),
            ("radio", FaultKind.RadioStuckHigh, null, 5, 600, 0, 0),
            ("radio", FaultKind.RadioBrownOut, null, 0, 0, 0, 0),
            ("crystal", FaultKind.CrystalStep, null, 60, 3600, 5, 190),
            ("antenna", FaultKind.AntennaLoss, null, 60, 3600, 6, 60),
            ("ethernet", FaultKind.InterfaceDown, "ethernet", 2, 1800, 0, 0),
            ("wifi", FaultKind.InterfaceDown, "wifi", 2, 1800, 0, 0),
            .. NetworkWorld.ModemFaults.Select(word =>
                ("modem", FaultKind.Modem, word, word == NetworkWorld.ModemReboot ? 0.0 : 5, 900.0, 0.0, 0.0)),
            .. BrokerFaults.All.Select(word =>
                ("broker", FaultKind.Broker, word, BrokerFaults.IsInstant(word) ? 0.0 : 2, 3600.0, 0.0, 0.0)),
            ("power", FaultKind.PowerCut, null, 0.5, 600, 0, 0),
            ("disk", FaultKind.DiskDead, null, 1, 600, 0, 0),
            ("disk", FaultKind.DiskFull, null, 60, 3600, 0, 0),
            ("disk", FaultKind.DiskRot, null, 0, 0, 1, 8),
            ("disk", FaultKind.DiskSlow, null, 60, 3600, 2, 20),
            ("clock", FaultKind.ClockStep, null, 60, 7200, 1, 100_000),
        ];

    /// <summary>What may fail.</summary>
    public static IReadOnlyList<string> Components { get; } = [.. _kinds.Select(kind => kind.Component).Distinct()];

    /// <summary>The faults of a gateway, in no order.</summary>
    /// <param name="faults">What the scenario says.</param>
    /// <param name="gateway">The gateway: what it has not got does not fail.</param>
    /// <param name="random">The substream of a component.</param>
    public static IEnumerable<ScenarioFault> Throw(
        ScenarioRandomFaults faults, ScenarioGateway gateway, Func<string, RandomStream> random) =>
        faults.Components.SelectMany(component => Throw(faults, gateway, component, random(component)));

    private static IEnumerable<ScenarioFault> Throw(
        ScenarioRandomFaults faults, ScenarioGateway gateway, string component, RandomStream random)
    {
        var kinds = _kinds.Where(kind => kind.Component == component && Has(gateway, kind.Kind, kind.Name)).ToList();
        var atNs = (double)faults.FromNs;
        while (kinds.Count > 0)
        {
            atNs += -Math.Log(1 - random.NextDouble()) * faults.PauseNs;
            var kind = kinds[random.Next(kinds.Count)];
            var isInstant = kind.MinS == 0;
            var lengthNs = isInstant ? 0 : Spread(random, kind.MinS, kind.MaxS) * SecondNs;
            if (atNs + lengthNs >= faults.UntilNs)
            {
                yield break;
            }

            yield return new ScenarioFault
            {
                AtNs = (long)atNs,
                ForNs = isInstant ? null : (long)lengthNs,
                Gateway = gateway.Id,
                Radio = random.Next(gateway.Radios.Count),
                Kind = kind.Kind,
                Name = kind.Name,
                Amount = kind.Least == 0 ? 0 : Amount(random, kind.Kind, kind.Least, kind.Most),
            };
            atNs += lengthNs;
        }
    }

    private static bool Has(ScenarioGateway gateway, FaultKind kind, string name) => kind switch
    {
        FaultKind.InterfaceDown => gateway.Links.Contains(name),
        FaultKind.Modem => gateway.Links.Contains("modem"),
        FaultKind.DiskDead => gateway.Log == "card",
        _ => true,
    };

    private static double Amount(RandomStream random, FaultKind kind, double least, double most)
    {
        var amount = Math.Round(Spread(random, least, most), 1);
        return kind == FaultKind.DiskRot ? Math.Floor(amount)
            : kind is FaultKind.CrystalStep or FaultKind.ClockStep && random.Next(2) == 0 ? -amount : amount;
    }

    private static double Spread(RandomStream random, double least, double most) =>
        least * Math.Pow(most / least, random.NextDouble());
}
