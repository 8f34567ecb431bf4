// The key "wired" of a scenario's gateway.
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.World;

/// <summary>Reads wired lines.</summary>
internal static class ScenarioWiredReader
{
    private const int MaxMeters = 250;

    /// <summary>The lines of a gateway; none without the key.</summary>
    public static IReadOnlyList<ScenarioLine> Read(ScenarioObject gateway)
    {
        var lines = gateway.Children("wired").Select(ReadLine).ToList();
        foreach (var kind in lines.GroupBy(line => line.Kind).Where(group => group.Count() > 1))
        {
            throw gateway.Error("wired", $"the board has one port for {kind.Key}");
        }

        return lines;
    }

    private static ScenarioLine ReadLine(ScenarioObject from)
    {
        var kind = from.Choice("kind", (WireKind?)null, ("mbus", WireKind.MBus), ("rs485", WireKind.Rs485));
        var line = new ScenarioLine
        {
            Name = from.Text("name"),
            Kind = kind,
            Port = (int)from.Whole("port", -1, 3, -1),
            BaudRate = (int)from.Whole("baud", 300, 38_400, 2400),
            Echo = from.Flag("echo", false),
            LatencyMs = from.Number("latency_ms", 0, 2_000, 0),
            LossRate = from.Number("byte_loss", 0, 1, 0),
            ErrorRate = from.Number("bit_errors", 0, 1, 0),
            WakeBytes = (int)from.Whole("wake_bytes", 0, 4_096, 0),
            Meters = from.Children("meters", required: true).Select(group => ReadGroup(group, kind)).ToList(),
            Jobs = from.Children("jobs").Select(ReadJob).ToList(),
        };
        if (line.MeterCount > MaxMeters)
        {
            throw from.Error("meters", $"{line.MeterCount} meters are more than {MaxMeters} on a line");
        }

        foreach (var job in line.Jobs.Where(job => job.First + job.Count > line.MeterCount))
        {
            throw from.Error("jobs", $"\"{job.Name}\" wants meters that the line has not got");
        }

        from.Finish();
        return line;
    }

    private static ScenarioWiredGroup ReadGroup(ScenarioObject from, WireKind kind)
    {
        var defaults = new ScenarioWiredGroup();
        var group = new ScenarioWiredGroup
        {
            Count = (int)from.Whole("count", 1, MaxMeters, 1),
            Make = from.Text("make", LineDevices.Makes(kind)[0]),
            Addressing = from.Text("addressing", defaults.Addressing),
            FirstNumber = from.Whole("first_number", 1, 999_999_999_999, 12_000_001),
            FirstPrimary = (int)from.Whole("first_primary", 1, MaxMeters, 1),
            TellsPrimary = from.Flag("tells_primary", false),
            ReplyBytes = (int)from.Whole("reply_bytes", 0, 255, 0),
            AnswerMs = from.Number("answer_ms", 0, 10_000, defaults.AnswerMs),
            BaudRate = (int)from.Whole("baud", 0, 38_400, 0),
            IntervalS = (int)from.Whole("interval_s", 0, 1_000_000, 0),
            Compact = from.Has("compact") ? from.Text("compact") : null,
            Trouble = from.Has("trouble") ? from.Text("trouble") : null,
        };
        from.Skip("compact");
        from.Skip("trouble");
        Check(from, "make", group.Make, LineDevices.Makes(kind));
        Check(from, "addressing", group.Addressing, ["primary", "number", "full"]);
        if (group.Compact != null)
        {
            Check(from, "compact", group.Compact, LineDevices.CompactWords(kind, group.Make));
        }

        if (group.Trouble != null)
        {
            Check(from, "trouble", group.Trouble, LineDevices.Troubles(kind));
        }

        from.Finish();
        return group;
    }

    private static ScenarioReadJob ReadJob(ScenarioObject from)
    {
        var job = new ScenarioReadJob
        {
            Name = from.Text("name"),
            At = from.Text("at"),
            Class = from.Text("class", "regular"),
            Missed = from.Text("missed", "skip"),
            First = (int)from.Whole("first", 0, MaxMeters, 0),
            Count = (int)from.Whole("count", 0, MaxMeters, 0),
            Registers = from.Has("registers") ? from.Texts("registers") : null,
        };
        from.Skip("registers");
        from.Finish();
        return job;
    }

    private static void Check(ScenarioObject from, string key, string word, IReadOnlyList<string> known)
    {
        if (!known.Contains(word))
        {
            throw from.Error(key, $"\"{word}\" is not one of {string.Join(", ", known)}");
        }
    }
}
