using System;
using System.Linq;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Gateway.Store;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>A new card: 64 MB of log have to be made, 2 MB of it before the radios start and the rest when it is
/// needed.</summary>
[TestClass]
public class NewCardTests
{
    // Opening, 512 writes of 512 bytes, closing.
    private const int CreateOperations = 514;
    private const string NextFile = "seg-008";
    private const long OffNs = 1_500_000_000;

    [TestMethod]
    public void FirstStart_NewCard_HearsAfterThreeSecondsAndKeepsEverything()
    {
        using var test = new TestWorld(Scenario()).Start();
        var firstS = test.World.Time.NowNs / 1e9;
        test.RunFor(60);
        Assert.AreEqual(StoreStatus.Formatted, test.World.Gateway.Firmware.StoreStatus);
        Assert.AreEqual(StoreProfile.MinSegmentCount, Segments(test));
        Assert.IsGreaterThan(60L, test.World.Frames.Decoded);
        test.World.PullPlug();
        var offNs = test.World.Time.NowNs;
        test.World.Gateway.RestorePower();
        var secondS = (test.World.Time.NowNs - offNs) / 1e9;
        Console.WriteLine($"the radios start {firstS:F1} s after power with a new card, {secondS:F1} s with it again");
        test.RunFor(60);
        Assert.AreEqual(StoreStatus.Ok, test.World.Gateway.Firmware.StoreStatus);
        Assert.IsLessThan(3.0, firstS);
        Assert.IsLessThan(1.0, secondS);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(0L, report.Radio.Overflow);
        Assert.IsFalse(report.Store.Dropped.ContainsKey("Closed"));
    }

    [TestMethod]
    public void Run_LogGetsFurtherFiles_NoFrameIsLost()
    {
        using var test = new TestWorld(BusyScenario()).Start();
        test.RunFor(1500);
        var made = Segments(test);
        Console.WriteLine($"{made} files after {test.World.Frames.Decoded} telegrams");
        Assert.IsGreaterThan(StoreProfile.MinSegmentCount + 1, made);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(0L, report.Radio.Overflow);
        Assert.IsEmpty(report.Store.Dropped);
        Assert.AreEqual(0, test.World.Gateway.Firmware.Store.Counters.FailedJobs);
    }

    // Its opening, its first bytes, somewhere in it, its closing.
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(300)]
    [DataRow(CreateOperations - 1)]
    public void Run_PowerGoesWhileAFileIsMade_GoesOnWithTheSameLog(int operation)
    {
        var madeAt = OperationsUntilAFileIsMade();
        using var test = new TestWorld(BusyScenario()).Start();
        var world = test.World;
        world.Flash.CutAfterOperations(
            madeAt - CreateOperations + operation - world.Flash.OperationCount, PowerCutMode.Torn,
            new RandomStream((ulong)operation));
        var log = world.Gateway.Firmware.Store.LogId;
        var left = -1;
        world.Gateway.Ticked += _ =>
        {
            if (world.Flash.IsOff && left < 0)
            {
                left = world.Flash.Drive('D').Files.TryGetValue(NextFile, out var bytes) ? bytes.Length : 0;
                world.At(world.Time.NowNs, world.PullPlug);
                world.At(world.Time.NowNs + OffNs, world.Gateway.RestorePower);
            }
        };
        test.RunFor(1500);

        Console.WriteLine($"{left} bytes were left of the file");
        Assert.IsTrue(left >= 0 && left < StoreProfile.SdCard().SegmentBytes, $"{left} bytes");
        var store = world.Gateway.Firmware.Store;
        Assert.AreEqual(log, store.LogId);
        Assert.AreEqual(StoreStatus.Ok, store.Status);
        Assert.AreEqual(0, store.Counters.SkippedSeqs);
        Assert.IsGreaterThan(StoreProfile.MinSegmentCount + 1, Segments(test));
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(1, report.PowerCuts);
        Assert.IsEmpty(report.Store.Dropped.Keys.Except(["PowerCut"]).ToList());
    }

    [TestMethod]
    public void Run_NewCardIsPutInLater_RadioGoesOnHearing()
    {
        using var test = new TestWorld(Scenario());
        var drive = test.World.Flash.Drive('D');
        drive.IsDead = true;
        test.Start();
        test.RunFor(65);
        drive.IsDead = false;
        var before = test.World.Frames.Decoded;
        var (makingS, heard) = (0, 0L);
        for (; makingS < 240 && test.World.Gateway.Firmware.StoreStatus != StoreStatus.Formatted; makingS++)
        {
            test.RunFor(1);
            heard = test.World.Frames.Decoded - before;
        }

        Console.WriteLine($"the log of a card that is put in is there after {makingS} s; {heard} telegrams meanwhile");
        Assert.IsLessThan(40, makingS, "it is looked for each half minute");
        Assert.IsGreaterThan(makingS / 2, (int)heard);
        test.RunFor(120);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(0L, report.Radio.Overflow);
        Assert.IsGreaterThan(0L, report.Store.Acked);
    }

    private static long OperationsUntilAFileIsMade()
    {
        using var test = new TestWorld(BusyScenario()).Start();
        var world = test.World;
        var madeAt = 0L;
        world.Gateway.Ticked += _ =>
            madeAt = madeAt != 0 || !world.Flash.Drive('D').Files.ContainsKey(NextFile) ? madeAt
                : world.Flash.OperationCount;
        while (madeAt == 0 && world.Time.NowNs < 3600 * TestWorld.SecondNs)
        {
            test.RunFor(1);
        }

        return madeAt;
    }

    private static int Segments(TestWorld test) =>
        test.World.Flash.Drive('D').Files.Keys.Count(name => name.StartsWith("seg-", StringComparison.Ordinal));

    private static Scenario Scenario()
    {
        var street = Runs.Load("street");
        return street with { Gateway = street.Gateway with { Log = "card" } };
    }

    // A segment is full after three minutes.
    private static Scenario BusyScenario()
    {
        var street = Scenario();
        return street with
        {
            Meters = [street.Meters[0] with { Count = 120, IntervalNs = 8 * TestWorld.SecondNs }],
        };
    }
}
