using System;
using System.Globalization;
using System.Linq;
using Gateway.App;
using Gateway.Core;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

/// <summary>No stage but the radio holds the loop longer than a frame can wait.</summary>
[TestClass]
public class SliceTests
{
    public TestContext TestContext { get; set; }

    /// <summary>A quiet day with statistics, a full channel, and backlog after an outage and a power
    /// cut.</summary>
    [TestMethod]
    [DataRow("street", 1_000)]
    [DataRow("crowd", 60)]
    [DataRow("storm", 2_400)]
    public void Run_OnTheModelledProcessor_NoSliceIsLongerThanTheLimit(string scenario, int seconds)
    {
        using var test = new TestWorld(Runs.Load(scenario)).Start();
        test.RunFor(seconds);
        var slices = test.World.Gateway.Firmware.Slices;
        var report = test.Finish();
        TestContext.WriteLine(string.Join(", ", Enum.GetValues<StageId>().Select(stage => string.Create(
            CultureInfo.InvariantCulture, $"{stage} {slices.LongestUs(stage)} us"))));
        Runs.AssertGood(report);
        Assert.IsGreaterThan(0, report.Firmware.LongestSliceUs);
        Assert.IsLessThanOrEqualTo(
            Limits.MaxSliceUs, report.Firmware.LongestSliceUs, report.Firmware.LongestSliceStage);
        Assert.AreEqual(0, report.Radio.Overflow);
    }

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
