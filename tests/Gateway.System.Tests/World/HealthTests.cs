using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Gateway.App;
using Gateway.System.Tests.Commands;

namespace Gateway.System.Tests.World;

/// <summary>What a gateway tells of its own health.</summary>
[TestClass]
public class HealthTests
{
    [TestMethod]
    public void Stats_AfterTroubles_TellOfEach()
    {
        var street = Runs.Load("street");
        using var test = new TestWorld(street with
        {
            Gateway = street.Gateway with { Id = "gw-1", TakesCommands = true, Links = ["ethernet", "modem"] },
        });
        var stats = new List<JsonNode>();
        test.Broker.Delivered += (topic, payload) =>
        {
            if (topic.EndsWith("/event/stats", StringComparison.Ordinal))
            {
                stats.Add(JsonNode.Parse(payload));
            }
        };
        test.Start();
        var headend = new Headend(test);
        test.RunFor(120);
        Assert.HasCount(1, stats);
        Assert.AreEqual(0, (int)stats[0]["health"]["clock_jumps"]);

        test.World.Gateway.Board.FreeHeap = 1_500_000;
        test.World.StepClock(3_600_000);
        var forged = "{\"id\":\"f\",\"exp\":EXP,\"body\":{},\"mac\":\"" + new string('0', 64) + "\"}";
        Assert.AreEqual("unauthorised", Code(headend, "reboot", forged));
        test.RunFor(900);
        test.World.Gateway.Board.FreeHeap = 1_900_000;
        test.World.StepClock(-600_000);
        test.RunFor(900);

        Assert.HasCount(3, stats);
        var health = stats[1]["health"];
        Assert.AreEqual((1, 3600), ((int)health["clock_jumps"], (int)health["clock_jump_s"]));
        Assert.AreEqual(1, (int)health["refused"]);
        Assert.AreEqual(0, (int)health["alarms_lost"]);
        Assert.AreEqual(1_500_000, (int)health["heap_low_bytes"]);
        Assert.AreEqual("up", (string)stats[1]["links"]["ethernet"]);
        health = stats[2]["health"];
        Assert.AreEqual((2, -600), ((int)health["clock_jumps"], (int)health["clock_jump_s"]));
        Assert.AreEqual(1_500_000, (int)health["heap_low_bytes"]);
        Assert.AreEqual(1_900_000, (int)stats[2]["heap_free_bytes"]);
        var slices = test.World.Gateway.Firmware.Slices;
        Assert.AreEqual(slices.WorstStage.ToString().ToLowerInvariant(), (string)health["slice"]);
        Assert.IsTrue(Enum.GetValues<StageId>().Where(stage => stage != StageId.Radio)
            .All(stage => slices.LongestUs(stage) <= slices.LongestUs(slices.WorstStage)));
        Assert.IsTrue((int)health["slice_us"] > 0 && (int)health["slice_us"] <= slices.LongestUs(slices.WorstStage));
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Stats_DriveThatIsDead_AlarmsAreCountedAsLost()
    {
        var street = Runs.Load("street");
        using var test = new TestWorld(street with
        {
            Gateway = street.Gateway with { Log = "card" },
            Meters = [.. street.Meters.Select(group => group with { AlarmsPerDay = 200 })],
        });
        JsonNode last = null;
        test.Broker.Delivered += (topic, payload) =>
            last = topic.EndsWith("/event/stats", StringComparison.Ordinal) ? JsonNode.Parse(payload) : last;
        test.Start();
        test.RunFor(300);
        test.World.Flash.Drive('D').IsDead = true;
        test.RunFor(600);
        test.World.Flash.Drive('D').IsDead = false;
        test.RunFor(1000);
        Assert.IsGreaterThan(0, (int)last["health"]["alarms_lost"]);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.IsLessThanOrEqualTo(report.Store.Dropped.Values.Sum(), (long)(int)last["health"]["alarms_lost"]);
    }

    private static string Code(Headend headend, string name, string payload) =>
        headend.Ask(name, payload.Replace("EXP", $"{headend.NowMs + 60_000}", StringComparison.Ordinal))
            ?.GetProperty("code").GetString();
}
