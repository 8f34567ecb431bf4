using System.Linq;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>Each fault of disk and clock by itself: what it costs, and that it is counted.</summary>
[TestClass]
public class DiskFaultTests
{
    private const long MinuteNs = Runs.MinuteNs;

    [TestMethod]
    public void Disk_FullOfOtherFiles_CostsALogThatGrowsItsRecords()
    {
        var report = RunWith("internal", new ScenarioFault
        {
            AtNs = 3 * MinuteNs, ForNs = 4 * MinuteNs, Kind = FaultKind.DiskFull,
        });
        Assert.IsGreaterThan(100L, report.Store.Dropped["WriteFailed"]);
        Assert.AreEqual(report.Store.Appended, report.Store.Acked + report.Store.Dropped.Values.Sum());
    }

    [TestMethod]
    public void Disk_FullOfOtherFiles_CostsALogOfFullLengthNothing()
    {
        var report = RunWith("card", new ScenarioFault
        {
            AtNs = 3 * MinuteNs, ForNs = 4 * MinuteNs, Kind = FaultKind.DiskFull,
        });
        Assert.IsEmpty(report.Store.Dropped);
        Assert.AreEqual(report.Store.Appended, report.Store.Acked);
    }

    [TestMethod]
    [DataRow("internal")]
    [DataRow("card")]
    public void Disk_TwentyTimesAsSlow_CostsNothing(string log)
    {
        var report = RunWith(log, new ScenarioFault
        {
            AtNs = 3 * MinuteNs, ForNs = 5 * MinuteNs, Kind = FaultKind.DiskSlow, Amount = 20,
        });
        Assert.IsEmpty(report.Store.Dropped);
        Assert.AreEqual(report.Store.Appended, report.Store.Acked);
    }

    [TestMethod]
    [DataRow("internal", 1UL)]
    [DataRow("card", 1UL)]
    [DataRow("internal", 2UL)]
    [DataRow("card", 2UL)]
    public void Disk_RotsDuringAnOutageWithAPowerCut_SingleBitsCostNothing(string log, ulong seed)
    {
        var rot = Enumerable.Range(0, 6).Select(i => new ScenarioFault
        {
            AtNs = ((4 + i) * MinuteNs) + (i * 7_000_000_000), Kind = FaultKind.DiskRot, Amount = 4,
        });
        var street = Street(log) with
        {
            Broker = new ScenarioBroker { Outages = [new ScenarioSpan(3 * MinuteNs, 8 * MinuteNs)] },
            Faults =
            [
                .. rot,
                new ScenarioFault { AtNs = 9 * MinuteNs, ForNs = MinuteNs / 6, Kind = FaultKind.PowerCut },
            ],
        };
        var report = Runs.Run(street, seed);
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Store.Pending);
        Assert.HasCount(7, report.Faults);

        // Two bits in the same record are possible, and rare.
        Assert.IsTrue(!report.Store.Dropped.TryGetValue("Corrupt", out var lost) || lost < 3, $"{lost} lost");
    }

    [TestMethod]
    [DataRow(86_400.0)]
    [DataRow(-86_400.0)]
    [DataRow(-1.5)]
    public void Clock_JumpsAndComesBack_EveryRecordArrives(double seconds)
    {
        var report = RunWith("internal", new ScenarioFault
        {
            AtNs = 3 * MinuteNs, ForNs = 4 * MinuteNs, Kind = FaultKind.ClockStep, Amount = seconds,
        });
        Assert.IsEmpty(report.Store.Dropped);
        Assert.AreEqual(report.Store.Appended, report.Store.Acked);
        Assert.AreEqual(seconds, report.Faults.Single().Amount);
    }

    private static Report RunWith(string log, ScenarioFault fault)
    {
        var report = Runs.Run(Street(log) with { Faults = [fault] }, 3);
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Store.Pending);
        Assert.HasCount(1, report.Faults);
        Assert.IsGreaterThan(400L, report.Store.Appended);
        return report;
    }

    private static Scenario Street(string log)
    {
        var street = Runs.Load("street");
        return street with { DurationNs = 14 * MinuteNs, Gateway = street.Gateway with { Log = log } };
    }
}
