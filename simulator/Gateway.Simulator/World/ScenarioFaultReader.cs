// The faults of a scenario: those that it names one by one, and those that are left to chance.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Gateway.Simulator.World;

/// <summary>Reads what breaks.</summary>
internal static class ScenarioFaultReader
{
    private const double MostBits = 1_000;

    private static readonly (string Component, string Type, FaultKind Kind)[] _faults =
    [
        ("radio", "dead", FaultKind.RadioDead),
        ("radio", "stuck_high", FaultKind.RadioStuckHigh),
        ("radio", "brown_out", FaultKind.RadioBrownOut),
        ("crystal", "step", FaultKind.CrystalStep),
        ("antenna", "loss", FaultKind.AntennaLoss),
        ("ethernet", "down", FaultKind.InterfaceDown),
        ("wifi", "down", FaultKind.InterfaceDown),
        .. NetworkWorld.ModemFaults.Select(word => ("modem", word, FaultKind.Modem)),
        .. BrokerFaults.All.Select(word => ("broker", word, FaultKind.Broker)),
        ("power", "cut", FaultKind.PowerCut),
        ("power", "warning", FaultKind.PowerWarning),
        ("button", "pressed", FaultKind.ButtonPressed),
        ("disk", "dead", FaultKind.DiskDead),
        ("disk", "full", FaultKind.DiskFull),
        ("disk", "rot", FaultKind.DiskRot),
        ("disk", "slow", FaultKind.DiskSlow),
        ("clock", "step", FaultKind.ClockStep),
    ];

    /// <summary>The random faults, or null.</summary>
    public static ScenarioRandomFaults ReadRandom(ScenarioObject root)
    {
        if (!root.Has("random_faults"))
        {
            root.Skip("random_faults");
            return null;
        }

        var from = root.Child("random_faults");
        var components = from.Has("components") ? from.Texts("components") : Skipped(from, "components", FaultDice.Components);
        var faults = new ScenarioRandomFaults
        {
            FromNs = from.DurationNs("from", "0s"),
            UntilNs = from.DurationNs("until"),
            PauseNs = from.DurationNs("pause"),
            Components = components,
        };
        from.Finish();
        var wrong = components.FirstOrDefault(component => !FaultDice.Components.Contains(component));
        return wrong != null
            ? throw from.Error("components", $"\"{wrong}\" is not one of {string.Join(", ", FaultDice.Components)}")
            : faults.UntilNs <= faults.FromNs ? throw from.Error("until", "must be later than \"from\"")
            : faults.PauseNs < 1_000_000_000 ? throw from.Error("pause", "must be 1 s or more")
            : root.Has("power_cuts") ? throw root.Error("power_cuts", "random faults cut the power themselves")
            : faults;
    }

    /// <summary>The faults, and whether their gateways exist.</summary>
    public static IReadOnlyList<ScenarioFault> ReadFaults(
        ScenarioObject root, IReadOnlyList<ScenarioGateway> gateways)
    {
        var all = new List<ScenarioFault>();
        foreach (var from in root.Children("faults"))
        {
            var fault = ReadFault(from);
            if (fault.Gateway != null && gateways.All(gateway => gateway.Id != fault.Gateway))
            {
                throw from.Error("gateway", $"there is no gateway \"{fault.Gateway}\"");
            }

            if (gateways.Any(gateway =>
                (fault.Gateway ?? gateway.Id) == gateway.Id && gateway.Radios.Count <= fault.Radio))
            {
                throw from.Error("radio", "a gateway has no such radio");
            }

            CheckOwnKind(from, root, fault, gateways);
            if (IsOfTheChip(fault.Kind) && all.Any(other => IsOfTheChip(other.Kind) && Overlap(other, fault)))
            {
                throw from.Error("at", "the radio chip is broken already at that time");
            }

            all.Add(fault);
        }

        return all;
    }

    private static ScenarioFault ReadFault(ScenarioObject from)
    {
        var component = from.Text("component");
        var type = from.Text("type");
        var known = Array.Find(_faults, one => one.Component == component && one.Type == type);
        if (known.Component == null)
        {
            throw from.Error("type", $"\"{component}\" \"{type}\" is not one of "
                + string.Join(", ", _faults.Select(one => one.Component + " " + one.Type)));
        }

        var fault = new ScenarioFault
        {
            AtNs = from.DurationNs("at"),
            ForNs = ScenarioTownReader.OptionalNs(from, "for"),
            Gateway = from.Has("gateway") ? from.Text("gateway") : Skipped<string>(from, "gateway", null),
            Radio = (int)from.Whole("radio", 1, ScenarioRadioReader.MaxRadios, 1) - 1,
            Kind = known.Kind,
            Name = known.Kind switch
            {
                FaultKind.InterfaceDown => component,
                FaultKind.Modem or FaultKind.Broker => type,
                _ => null,
            },
            Amount = known.Kind switch
            {
                FaultKind.CrystalStep => from.Number("ppm", -200, 200),
                FaultKind.AntennaLoss => from.Number("db", 0, 200),
                FaultKind.DiskRot => from.Number("bits", 1, MostBits, 1),
                FaultKind.DiskSlow => from.Number("times", 1, 1_000),
                FaultKind.ClockStep => from.Number("s", -1e7, 1e7),
                _ => 0,
            },
        };
        from.Finish();
        return fault.ForNs.HasValue && IsInstant(fault)
            ? throw from.Error("for", $"\"{component}\" \"{type}\" is an instant")
            : !fault.ForNs.HasValue && fault.Kind is FaultKind.PowerCut or FaultKind.ButtonPressed ? throw from.Error("for", "is missing")
            : fault;
    }

    private static bool IsInstant(ScenarioFault fault) => fault.Kind is FaultKind.RadioBrownOut or FaultKind.DiskRot
        || (fault.Kind == FaultKind.Broker && BrokerFaults.IsInstant(fault.Name));

    private static void CheckOwnKind(
        ScenarioObject from, ScenarioObject root, ScenarioFault fault, IReadOnlyList<ScenarioGateway> gateways)
    {
        if (fault.Kind == FaultKind.PowerCut && root.Has("power_cuts"))
        {
            throw from.Error("type", "there are power_cuts too: one of the two, please");
        }

        if (fault.Kind is FaultKind.PowerWarning or FaultKind.ButtonPressed && gateways.Any(gateway =>
            (fault.Gateway ?? gateway.Id) == gateway.Id && gateway.Board == "esp32" && !gateway.HasPanel))
        {
            throw from.Error("component", "a gateway has no panel: \"panel\": true");
        }

        if (fault.Kind == FaultKind.DiskDead && gateways.Any(gateway =>
            (fault.Gateway ?? gateway.Id) == gateway.Id && gateway.Log != "card"))
        {
            throw from.Error("type", "only a card can be pulled out: without the internal flash there is no firmware");
        }
    }

    private static bool IsOfTheChip(FaultKind kind) =>
        kind is FaultKind.RadioDead or FaultKind.RadioStuckHigh or FaultKind.RadioBrownOut;

    private static bool Overlap(ScenarioFault one, ScenarioFault other) =>
        (one.Gateway == null || other.Gateway == null || one.Gateway == other.Gateway)
        && one.Radio == other.Radio
        && one.AtNs <= EndNs(other) && other.AtNs <= EndNs(one);

    private static long EndNs(ScenarioFault fault) =>
        fault.Kind == FaultKind.RadioBrownOut ? fault.AtNs
            : fault.ForNs is { } lengthNs ? fault.AtNs + lengthNs : long.MaxValue;

    private static T Skipped<T>(ScenarioObject from, string key, T value)
    {
        from.Skip(key);
        return value;
    }
}
