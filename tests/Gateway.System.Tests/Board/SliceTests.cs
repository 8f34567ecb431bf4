using System;
using Gateway.App;
using Gateway.Core;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

/// <summary>No stage but the radio holds the loop longer than a frame can wait.</summary>
[TestClass]
public class SliceTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Run_StreetOnTheModelledProcessor_NoSliceIsLongerThanTheLimit()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        test.RunFor(1_000);
        var slices = test.World.Gateway.Firmware.Slices;
        var report = test.Finish();
        Assert.AreEqual(1, test.World.Gateway.Boots);
        foreach (var stage in Enum.GetValues<StageId>())
        {
            TestContext.WriteLine($"{stage}: {slices.LongestUs(stage)} us");
        }

        foreach (var stage in Enum.GetValues<StageId>())
        {
            if (stage != StageId.Radio)
            {
                Assert.IsLessThanOrEqualTo(Limits.MaxSliceUs, slices.LongestUs(stage), stage.ToString());
            }
        }

        Assert.AreEqual(slices.LongestUs(slices.WorstStage), report.Firmware.LongestSliceUs);
        Assert.AreEqual(slices.WorstStage.ToString(), report.Firmware.LongestSliceStage);
        Assert.IsGreaterThan(0, report.Firmware.LongestSliceUs);
        Assert.IsGreaterThan(10_000, report.Firmware.SpiTransfers);
    }
}
