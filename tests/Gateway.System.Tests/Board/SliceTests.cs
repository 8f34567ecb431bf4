using System;
using System.Globalization;
using System.Linq;
using Gateway.App;
using Gateway.Core;
using Gateway.Cost;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

/// <summary>No stage but the radio holds the loop longer than a frame can wait.</summary>
[TestClass]
public class SliceTests
{
    private const int NsPerOp = 400;
    private const int CrowdSeconds = 20;
    private const long LongestJobUs = 2_560; // 32 bytes of 80 µs

    public TestContext TestContext { get; set; }

    /// <summary>A quiet day with statistics, a full channel, and backlog after an outage and a power cut. Each
    /// instruction of the firmware is counted and takes its time.</summary>
    [TestMethod]
    [DataRow("street", 1_000)]
    [DataRow("crowd", 60)]
    [DataRow("storm", 2_400)]
    [DataRow("diversity", 3_600)]
    public void Run_EachInstructionCounted_NoSliceIsLongerThanTheLimit(string scenario, int seconds)
    {
        var result = Run(scenario, seconds, NsPerOp);
        var longestUs = Number(result[0]);
        Assert.IsEmpty(result.Skip(5), string.Join("; ", result));
        Assert.IsGreaterThan(500, longestUs, "nothing was counted");
        Assert.IsLessThanOrEqualTo(Limits.MaxSliceUs, longestUs, result[1]);
        Assert.AreEqual("0", result[2], "FIFO overflows");
        Assert.IsGreaterThan(0, Number(result[3]));
    }

    /// <summary>Wired lines with every trouble of meters and converters.</summary>
    [TestMethod]
    [DataRow("mbus-faults", 1_500)]
    [DataRow("dlt645-faults", 840)]
    [DataRow("mbus-line", 900)]
    [DataRow("dlt645-line", 600)]
    [DataRow("mbus-64", 300)]
    [DataRow("mbus-compact", 500)]
    public void Run_WiredLineCounted_NoSliceIsLongerThanTheLimit(string scenario, int seconds)
    {
        var result = Run(scenario, seconds, NsPerOp);
        var longestUs = Number(result[0]);
        Assert.IsEmpty(result.Skip(5), string.Join("; ", result));
        Assert.IsGreaterThan(500, longestUs, "nothing was counted");
        Assert.IsLessThanOrEqualTo(Limits.MaxSliceUs, longestUs, result[1]);
    }

    /// <summary>A search beside the reads, what was found told one by one.</summary>
    [TestMethod]
    [DataRow("mbus-64", "primary", 120)]
    [DataRow("mbus-64", "addresses", 240)]
    [DataRow("mbus-line", "addresses", 240)]
    [DataRow("dlt645-32", "addresses", 240)]
    [DataRow("dlt645-32", "digits", 240)]
    [DataRow("dlt645-line", "addresses", 240)]
    public void Run_SearchCounted_NoSliceIsLongerThanTheLimit(string scenario, string what, int seconds)
    {
        var result = (string[])CountingRuns.Call(
            typeof(CountedWires), nameof(CountedWires.RunSearch), scenario, what, seconds, NsPerOp);
        TestContext.WriteLine(string.Join("; ", result));
        Assert.IsGreaterThan(3, Number(result[2]), "found");
        Assert.IsLessThanOrEqualTo(Limits.MaxSliceUs, Number(result[0]), result[3]);
    }

    /// <summary>Reading a command and checking its tag are jobs beside the loop: none of them may take longer than half a
    /// FIFO.</summary>
    [TestMethod]
    public void Run_CommandsToMetersCounted_NeitherSliceNorJobIsLongerThanItsLimit()
    {
        var result = (string[])CountingRuns.Call(typeof(CountedWires), nameof(CountedWires.RunCommands), NsPerOp);
        TestContext.WriteLine(string.Join("; ", result));
        Assert.AreEqual("ok ok ok ok ok", result[4]);
        Assert.IsGreaterThan(100, Number(result[1]), "a command is read in many jobs");
        Assert.IsLessThanOrEqualTo(LongestJobUs, Number(result[0]));
        Assert.IsLessThanOrEqualTo(Limits.MaxSliceUs, Number(result[2]), result[3]);
    }

    /// <summary>Somebody on the line answers everything in a hostile way, while it is read and while it is searched.</summary>
    [TestMethod]
    [DataRow("mbus", "")]
    [DataRow("mbus", "primary")]
    [DataRow("mbus", "addresses")]
    [DataRow("dlt645", "")]
    [DataRow("dlt645", "addresses")]
    [DataRow("dlt645", "digits")]
    public void Run_HostileWireCounted_NoSliceIsLongerThanTheLimit(string protocol, string search)
    {
        var kinds = protocol == "mbus" ? HostileWire.MBusKinds : HostileWire.Dlt645Kinds;
        var result = (string[])CountingRuns.Call(typeof(CountedWires), nameof(CountedWires.RunHostile),
            protocol, string.Join(',', kinds), search, NsPerOp);
        TestContext.WriteLine(string.Join("\n", result.Select(one => one.Split('\n')[0])));
        Assert.HasCount(kinds.Count, result);
        Assert.IsTrue(Array.TrueForAll(result, one => Number(one.Split(' ')[0]) > 500), "nothing was counted");
        var longer = result.Where(one => Number(one.Split(' ')[0]) > Limits.MaxSliceUs).ToArray();
        Assert.IsEmpty(longer, string.Join("\n", longer));
    }

    /// <summary>Commands about the gateway itself, with a configuration that is tried and comes back.</summary>
    [TestMethod]
    public void Run_CommandsOfTheGatewayItself_NoSliceIsLongerThanTheLimit()
    {
        var result = (string[])CountingRuns.Call(typeof(CountedRuns), nameof(CountedRuns.RunUpkeep), NsPerOp);
        TestContext.WriteLine(string.Join("; ", result));
        Assert.IsEmpty(result.Skip(5), string.Join("; ", result));
        Assert.AreEqual("3", result[3], "restarts: tried, back, asked for");
        foreach (var us in result.Take(3).Select(Number))
        {
            Assert.IsGreaterThan(100, us, "nothing was counted");
            Assert.IsLessThanOrEqualTo(Limits.MaxSliceUs, us, result[4]);
        }
    }

    /// <summary>Behind the start the installer's file is adopted, which hashes it: what a job interprets keeps the loop from
    /// the radio, so that no job may take longer than half a FIFO.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(5)]
    [DataRow(8)]
    [DataRow(9)]
    public void Run_CrowdOfAnySeed_NeitherSliceNorJobLosesAFrame(int seed)
    {
        var result = (long[])CountingRuns.Call(
            typeof(CountedRuns), nameof(CountedRuns.RunCrowd), seed, CrowdSeconds, NsPerOp);
        TestContext.WriteLine(string.Join("; ", result));
        Assert.AreEqual(0, result[0], $"FIFO overflows, seed {seed}");
        Assert.IsGreaterThan(500, result[1]);
        Assert.IsGreaterThan(100, result[2], "the file is hashed in many jobs");
        Assert.IsLessThanOrEqualTo(LongestJobUs, result[3]);
    }

    /// <summary>Ordinary runs take prices from the table: they say of the same traffic what counting says, so that their
    /// longest slice means something.</summary>
    [TestMethod]
    [DataRow("crowd", 60)]
    [DataRow("street", 1_000)]
    public void Run_PricesOfTheTable_AgreeWithCounting(string scenario, int seconds)
    {
        using var test = new TestWorld(Runs.Load(scenario)).Start();
        test.RunFor(seconds);
        var report = test.Finish();
        var counted = Run(scenario, seconds, NsPerOp);
        var text = $"{report.Firmware.LongestSliceUs} us {report.Firmware.LongestSliceStage}";
        TestContext.WriteLine(text);
        Assert.IsGreaterThan(0.7 * Number(counted[0]), report.Firmware.LongestSliceUs, text);
        Assert.IsLessThan(1.3 * Number(counted[0]), report.Firmware.LongestSliceUs, text);
    }

    /// <summary>The check of the slices fails where it must.</summary>
    [TestMethod]
    public void Run_ProcessorOfHalfTheSpeed_ReportsASliceBeyondTheLimit()
    {
        Assert.IsGreaterThan(Limits.MaxSliceUs, Number(Run("crowd", 20, 2 * NsPerOp)[0]));
    }

    private string[] Run(string scenario, int seconds, int nsPerOp)
    {
        var result = (string[])CountingRuns.Call(
            typeof(CountedRuns), nameof(CountedRuns.Run), scenario, seconds, nsPerOp);
        TestContext.WriteLine(string.Join("; ", result));
        return result;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [TestMethod]
    public void Report_Firmware_TellsTheWorstSliceAndItsStage()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        test.RunFor(60);
        var slices = test.World.Gateway.Firmware.Slices;
        var report = test.Finish();
        Assert.AreEqual(slices.LongestUs(slices.WorstStage), report.Firmware.LongestSliceUs);
        Assert.AreEqual(slices.WorstStage.ToString(), report.Firmware.LongestSliceStage);
        Assert.AreEqual(
            test.World.Gateway.Firmware.Lines[0].Radio.Counters.Transfers, (uint)report.Firmware.SpiTransfers);
        StringAssert.Contains(report.ToJson(), "\"longest_slice_us\": ");
    }
}
