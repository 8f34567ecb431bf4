using System;
using System.IO;
using System.Linq;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

[TestClass]
public class ScenarioRunTests
{
    [TestMethod]
    public void Run_EveryScenarioOfTheRepository_OneMinuteIsAccountedFor()
    {
        var files = Directory.GetFiles(Path.Combine(Runs.Root(), "simulator", "scenarios"), "*.json")
            .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order().ToList();
        Assert.IsGreaterThanOrEqualTo(4, files.Count);
        foreach (var file in files)
        {
            var scenario = Scenario.Load(file);

            // The log on a new card is made first: 64 MB over SPI.
            var minutes = scenario.AllGateways.Any(gateway => gateway.Log == "card") ? 3 : 1;
            var report = Runs.Run(scenario with { DurationNs = minutes * Runs.MinuteNs }, 1);
            Runs.AssertGood(report, Path.GetFileName(file));
            if (scenario.MeterCount > 0)
            {
                Assert.IsGreaterThan(0, report.Radio.ReceivedOk, file);
            }
        }
    }

    [TestMethod]
    public void Run_MorePriorityRulesThanTheBoardHolds_ErrorNamesRuleAndReason()
    {
        var rules = Enumerable.Range(0, 60).Select(i => $"allow KAM-{50000000 + i} class=priority").ToList();
        var street = Runs.Load("street");
        var scenario = street with { Gateway = street.Gateway with { ForwardAll = false, Rules = rules } };
        var error = Assert.ThrowsExactly<SimulationException>(() => Runs.Run(scenario, 1));
        StringAssert.Contains(error.Message, "filter.rules[50]: ");
        StringAssert.Contains(error.Message, "50");
    }

    [TestMethod]
    [DataRow("not a name!", "gateway.id")]
    [DataRow("", "gateway.id")]
    public void Run_GatewayIdThatTheFirmwareRefuses_ErrorNamesThePath(string id, string path)
    {
        var street = Runs.Load("street");
        var scenario = street with { Gateway = street.Gateway with { Id = id } };
        var error = Assert.ThrowsExactly<SimulationException>(() => Runs.Run(scenario, 1));
        StringAssert.Contains(error.Message, path);
    }

    [TestMethod]
    public void Run_BoardWithoutPinMap_ErrorNamesTheDocument()
    {
        var street = Runs.Load("street");
        var scenario = street with { Gateway = street.Gateway with { Board = "abacus" } };
        var error = Assert.ThrowsExactly<SimulationException>(() => Runs.Run(scenario, 1));
        StringAssert.Contains(error.Message, "pinmap-abacus.csv");
    }

    [TestMethod]
    public void Progress_MeterThatWasHeard_HasItsPowerAtTheReceiver()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        test.RunFor(60);
        var heard = test.World.Scene.Meters.Select(test.World.Reads.ProgressOf).Where(p => p.HeardCount > 0).ToList();
        Assert.IsGreaterThan(15, heard.Count);
        foreach (var progress in heard)
        {
            Assert.IsTrue(progress.LastRssiDbm is > -115 and < -10, $"{progress.LastRssiDbm} dBm");
        }

        Assert.IsGreaterThan(3, heard.Select(p => p.LastRssiDbm).Distinct().Count());
    }
}
