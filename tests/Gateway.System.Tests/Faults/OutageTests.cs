using System;
using System.Linq;
using Gateway.App;
using Gateway.Boards;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;
using Gateway.Testing;

namespace Gateway.System.Tests.Faults;

/// <summary>Three days without a broker: outage-72h.json with as many hours and fewer meters.</summary>
[TestClass]
public class OutageTests
{
    private const long HourNs = 60 * Runs.MinuteNs;
    private const int MetersOfAGroup = 60;

    // Objects of a connection or a message that is under way at one moment and not at another.
    private const int PassingBytes = 1024;

    [TestMethod]
    public void Run_BrokerAwayForThreeDays_EverythingArrivesInOrderAndMemoryIsFlat()
    {
        var scenario = Runs.Load("outage-72h");
        var outage = scenario.Broker.Outages.Single();
        Assert.AreEqual((HourNs, 72 * HourNs), (outage.AtNs, outage.ForNs));
        Assert.AreEqual(1_000, scenario.MeterCount);
        Assert.AreEqual("card", scenario.Gateway.Log);
        Assert.IsTrue(scenario.Meters.All(group => group.IntervalNs == 15 * Runs.MinuteNs));

        using var test = new TestWorld(scenario with
        {
            Meters = [.. scenario.Meters.Select(group => group with { Count = MetersOfAGroup })],
        }).Start();
        test.World.RunUntil(outage.AtNs);
        var online = MemoryOf(test);
        test.World.RunUntil(outage.AtNs + HourNs);
        var offline = MemoryOf(test);
        test.World.RunUntil(outage.AtNs + outage.ForNs);
        Assert.AreEqual(offline, MemoryOf(test), PassingBytes, "bytes of the firmware's objects");
        var waiting = test.World.CreateReport(false).Store.Pending;
        Assert.IsGreaterThan(33_000L, waiting);

        // Twelve records a second and more, and the longest back-off before it.
        test.World.RunUntil(outage.AtNs + outage.ForNs + HourNs);
        Assert.AreEqual(online, MemoryOf(test), PassingBytes, "bytes of the firmware's objects");
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Store.Pending);
        Assert.IsEmpty(report.Store.Dropped);
        Assert.AreEqual(report.Store.Appended, report.Uplink.Records - report.Uplink.Repeated);
        Assert.IsGreaterThan((outage.AtNs + outage.ForNs) / 1e9, report.Uplink.LastBacklogS);
        Assert.IsLessThan(((outage.AtNs + outage.ForNs) / 1e9) + 3600, report.Uplink.LastBacklogS);
    }

    [TestMethod]
    public void Run_CardIsPulledAndPutBack_LogGoesOnWithoutARestart()
    {
        var street = Runs.Load("street");
        using var test = new TestWorld(street with { Gateway = street.Gateway with { Log = "card" } }).Start();
        var drive = test.World.Flash.Drive('D');
        test.RunFor(300);
        drive.IsDead = true;
        test.RunFor(120);
        drive.IsDead = false;
        test.RunFor(300);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Store.Pending);
        Assert.IsGreaterThan(100L, report.Store.Dropped.Values.Sum());
        Assert.IsEmpty(report.Store.Dropped.Keys.Except(["WriteFailed", "BufferFull"]).ToList());
        Assert.AreEqual(report.Store.Appended - report.Store.Dropped["WriteFailed"], report.Store.Acked);
    }

    [TestMethod]
    public void Run_CardIsMissingAtStart_LogOpensWhenItIsThere()
    {
        var street = Runs.Load("street");
        using var test = new TestWorld(street with { Gateway = street.Gateway with { Log = "card" } });
        var drive = test.World.Flash.Drive('D');
        drive.IsDead = true;
        test.Start();
        test.RunFor(100);
        Assert.AreEqual(Gateway.Store.StoreStatus.TooSmall, test.World.Gateway.Firmware.StoreStatus);
        drive.IsDead = false;
        test.RunFor(200);
        Assert.AreEqual(Gateway.Store.StoreStatus.Formatted, test.World.Gateway.Firmware.StoreStatus);
        test.RunFor(100);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.IsGreaterThan(100L, report.Store.Dropped["Closed"]);
        Assert.IsGreaterThan(100L, report.Store.Acked);
        Assert.AreEqual(report.Store.Appended, report.Store.Acked);
    }

    private static double MemoryOf(TestWorld test) => BoardMemory.Measure(
        [test.World.Gateway.Firmware], BoardMemory.Firmware(typeof(NanoFileStore))).TotalBytes;
}
