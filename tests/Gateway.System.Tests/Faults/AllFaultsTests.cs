using System;
using System.Linq;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>all-faults.json, a quarter of its day with the faults closer together. A thousand whole days:
/// <c>./gateway bench faults --count 1000</c>.</summary>
[TestClass]
public class AllFaultsTests
{
    private const long HourNs = 60 * Runs.MinuteNs;

    [TestMethod]
    [DataRow(1UL)]
    [DataRow(2UL)]
    [DataRow(3UL)]
    [DataRow(4UL)]
    [DataRow(5UL)]
    [DataRow(6UL)]
    [DataRow(7UL)]
    [DataRow(8UL)]
    [DataRow(9UL)]
    [DataRow(10UL)]
    public void Run_EverythingFailsAgainAndAgain_AllIsAccountedForAndQueuesDrain(ulong seed)
    {
        var report = Runs.Run(Short(), seed);
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Store.Pending, $"seed {seed}: records wait");
        Assert.IsGreaterThan(80, report.Faults.Count);
        Assert.IsGreaterThan(2, (int)report.PowerCuts);
        Assert.IsGreaterThan(4_000L, report.Store.Acked);
        Assert.IsTrue(report.Faults.All(fault => fault.AtS < 4.5 * 3600), "the last faults leave time to drain");
        Assert.IsEmpty(report.Store.Dropped.Keys.Except(
            ["BufferFull", "Closed", "Corrupt", "LogFull", "Overwritten", "PowerCut", "WriteFailed"]).ToList());
    }

    [TestMethod]
    public void Dice_ManySeeds_EveryKindComesUpAndNothingThatIsNotThere()
    {
        var scenario = Runs.Load("all-faults");
        Assert.AreEqual(24 * HourNs, scenario.DurationNs);
        Assert.HasCount(FaultDice.Components.Count, scenario.RandomFaults.Components);
        var seen = Enumerable.Range(1, 30).SelectMany(seed => scenario.AllGateways.SelectMany(gateway =>
            FaultDice.Throw(scenario.RandomFaults, gateway, component =>
                new Gateway.Simulator.Time.RandomStreams((ulong)seed).Get(gateway.Id + component)))).ToList();

        // What a person or a panel does, which the gateways here do not have, is nothing that chance deals: a wipe
        // loses records because it was asked to.
        foreach (var kind in Enum.GetValues<FaultKind>().Except([FaultKind.ButtonPressed, FaultKind.PowerWarning]))
        {
            Assert.IsTrue(seen.Any(fault => fault.Kind == kind), kind.ToString());
        }

        foreach (var word in NetworkWorld.ModemFaults.Concat(BrokerFaults.All).Concat(["ethernet", "wifi"]))
        {
            Assert.IsTrue(seen.Any(fault => fault.Name == word), word);
        }

        Assert.IsTrue(seen.All(fault => fault.AtNs + (fault.ForNs ?? 0) < scenario.RandomFaults.UntilNs));
        Assert.IsTrue(seen.All(fault => fault.Gateway == "gw-card"
            || fault.Kind is not (FaultKind.DiskDead or FaultKind.InterfaceDown or FaultKind.Modem)));
    }

    private static Scenario Short()
    {
        var scenario = Runs.Load("all-faults");
        return scenario with
        {
            DurationNs = 6 * HourNs,
            RandomFaults = scenario.RandomFaults with { UntilNs = 9 * HourNs / 2, PauseNs = 30 * Runs.MinuteNs },
        };
    }
}
