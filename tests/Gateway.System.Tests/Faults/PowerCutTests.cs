using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;
using Gateway.Uplink;

namespace Gateway.System.Tests.Faults;

/// <summary>The plug is pulled: what was durable or acknowledged survives, and nothing else comes
/// back.</summary>
[TestClass]
public class PowerCutTests
{
    [TestMethod]
    [DataRow(1UL)]
    [DataRow(2UL)]
    [DataRow(3UL)]
    public void Run_PowerCutsInTheMiddle_EverythingDurableArrives(ulong seed)
    {
        // Odd times, so that cuts fall anywhere between commits; the third comes while the broker is away.
        var cuts = Cuts(61.7 + seed, 133.1, 200.3, 204.9, 333.3 + (seed * 0.37), 401.01);
        Check(Scenario(cuts, new ScenarioSpan(180 * TestWorld.SecondNs, 90 * TestWorld.SecondNs)), seed, 6);
    }

    [TestMethod]
    public void Run_CutAgainAndAgainDuringAnOutage_EverythingDurableArrives()
    {
        var cuts = Cuts([.. Enumerable.Range(0, 20).Select(i => 30 + (i * 11.13))]);

        // Eleven seconds of life each, ten of which a record may wait for its commit.
        Check(Scenario(cuts, new ScenarioSpan(20 * TestWorld.SecondNs, 300 * TestWorld.SecondNs)), 4, 20, 300);
    }

    [TestMethod]
    public void Run_RealBrokerAndPowerCuts_NothingIsLost()
    {
        Runs.RequireMosquitto();
        var scenario = Scenario(
            Cuts(61.7, 133.1, 200.3), new ScenarioSpan(180 * TestWorld.SecondNs, 60 * TestWorld.SecondNs));
        var report = Runs.Run(scenario, 9, new BrokerChoice(BrokerKind.Auto));
        Runs.AssertGood(report);
        Assert.AreEqual(3, report.PowerCuts);
        Assert.AreEqual(0, report.Store.Pending);
    }

    [TestMethod]
    public void Gateway_AfterAPowerCut_IsBackWithinSecondsAndCountsItsBoot()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        var states = new List<(string State, long Boot, bool IsWill, bool IsRetained)>();
        test.Broker.Model.Delivered += message => Note(states, message);
        for (var boot = 1; boot <= 3; boot++)
        {
            test.RunFor(15);
            Assert.AreEqual(UplinkState.Online, test.World.Gateway.Firmware.Uplink.State, $"boot {boot}");
            Assert.IsGreaterThan(10u, test.World.Gateway.Firmware.Filter.Counters.Received);
            if (boot < 3)
            {
                // The loop cannot see the plug: the command is done between two events.
                Cut(test, 5);
            }
        }

        CollectionAssert.AreEqual(
            new[] { "online 1", "offline will", "online 2", "offline will", "online 3" },
            states.Select(s => s.State + (s.IsWill ? " will" : s.Boot > 0 ? $" {s.Boot}" : "")).ToArray());
        Assert.IsTrue(states.All(s => s.IsRetained));
        Runs.AssertGood(test.Finish());
    }

    private static void Note(
        List<(string State, long Boot, bool IsWill, bool IsRetained)> states, DeliveredMessage message)
    {
        if (message.Topic.EndsWith("/state/conn", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(message.Payload);
            var root = json.RootElement;
            var boot = root.TryGetProperty("boot", out var number) ? number.GetInt64() : 0;
            states.Add((root.GetProperty("state").GetString(), boot, message.IsWill, message.Retain));
        }
    }

    private static void Cut(TestWorld test, double seconds)
    {
        var world = test.World;
        world.PullPlug();
        test.RunFor(seconds);
        world.Gateway.RestorePower();
    }

    private static void Check(Scenario scenario, ulong seed, int cuts, int atLeast = 500)
    {
        using var test = new TestWorld(scenario, seed);
        var watch = new CommitWatch(test.World);
        test.Start();
        test.World.RunUntil(scenario.DurationNs);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(cuts, report.PowerCuts);
        Assert.AreEqual(0, report.Store.Pending, "records wait");
        Assert.AreEqual("", watch.Missing, $"seed {seed}: durable, and never at the broker");
        Assert.AreEqual(1, watch.LogCount);
        Assert.IsGreaterThan(atLeast, watch.DurableCount);
    }

    private static Scenario Scenario(IReadOnlyList<ScenarioSpan> cuts, params ScenarioSpan[] outages)
    {
        var street = Runs.Load("street");
        return street with
        {
            DurationNs = 8 * Runs.MinuteNs,
            PowerCuts = cuts,
            Broker = street.Broker with { Outages = outages },
        };
    }

    private static ScenarioSpan[] Cuts(params double[] atS) =>
        [.. atS.Select(s => new ScenarioSpan((long)(s * TestWorld.SecondNs), 2 * TestWorld.SecondNs))];
}
