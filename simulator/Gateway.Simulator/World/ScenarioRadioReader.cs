using System.Collections.Generic;
using System.Linq;
using Gateway.Core;

namespace Gateway.Simulator.World;

/// <summary>Reads the radios of a gateway.</summary>
internal static class ScenarioRadioReader
{
    /// <summary>Most radios of a gateway: what the pin maps have places for.</summary>
    public const int MaxRadios = 2;

    private static readonly (string, RadioProfile)[] _profiles =
        [("T1C1", RadioProfile.T1C1), ("S1", RadioProfile.S1), ("LIQ", RadioProfile.LinkIq)];

    /// <summary>Without the key, one CC1101 that listens to T1 and C1.</summary>
    public static IReadOnlyList<ScenarioRadio> Read(ScenarioObject gateway)
    {
        var radios = gateway.Children("radios").Select(ReadRadio).ToList();
        if (radios.Count > MaxRadios)
        {
            throw gateway.Error("radios", $"more than {MaxRadios}: the boards have no pins for them");
        }

        return radios.Count > 0 ? radios
            : gateway.Has("radios") ? throw gateway.Error("radios", "must hold 1 at least") : [new ScenarioRadio()];
    }

    private static ScenarioRadio ReadRadio(ScenarioObject from, int index)
    {
        var chip = ScenarioReader.Word(from, "chip", "cc1101", "sx1276");
        var turns = from.Children("schedule").Select(ReadTurn).ToList();
        if (turns.Count > 0 && from.Has("profile"))
        {
            throw from.Error("schedule", "there is a \"profile\" too: one of the two, please");
        }

        var profile = from.Choice("profile", (RadioProfile?)RadioProfile.T1C1, _profiles);
        var id = from.Text("id", "");
        var radio = new ScenarioRadio
        {
            Chip = chip,
            Id = id.Length == 0 ? null : id,
            Turns = turns.Count > 0 ? turns : [new ScenarioTurn(profile, 0)],
            Antenna = (int)from.Whole("antenna", 1, MaxRadios, index + 1),
        };
        from.Finish();
        return radio;
    }

    private static ScenarioTurn ReadTurn(ScenarioObject from)
    {
        var turn = new ScenarioTurn(
            from.Choice<RadioProfile>("profile", null, _profiles), (int)from.Whole("s", 1, 3_600));
        from.Finish();
        return turn;
    }
}
