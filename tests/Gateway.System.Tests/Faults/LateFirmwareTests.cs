using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>A frame is lost when, and only when, the cost table says that the firmware was late.</summary>
[TestClass]
public class LateFirmwareTests
{
    [TestMethod]
    public void Run_ProcessorAsModelled_NoOverflow()
    {
        using var test = Run(new CpuModel());
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Radio.Overflow);
        Assert.AreEqual(0, test.Outcomes(ReceptionOutcome.LostOverflow));
        Assert.IsGreaterThan(200, report.Radio.ReceivedOk);
    }

    [TestMethod]
    [DataRow(8, 45, DisplayName = "everything 8 times slower")]
    [DataRow(11, 45, DisplayName = "everything 11 times slower")]
    [DataRow(12, 45, DisplayName = "everything 12 times slower")]
    [DataRow(1, 600, DisplayName = "600 ops a byte in the link decoder")]
    public void Run_TooSlow_OverflowsAreCountedAndRecoveredFrom(double slowdown, int linkByteOps)
    {
        var overflown = new HashSet<Transmission>();
        var rescued = 0;
        using var test = Run(new CpuModel { Slowdown = slowdown, LinkByteOps = linkByteOps }, test =>
        {
            test.World.Chip.ReceptionEnded += (frame, outcome) =>
                _ = outcome == ReceptionOutcome.LostOverflow && overflown.Add(frame);

            // The FIFO keeps its first 64 bytes: a frame may be whole among them.
            test.World.Radios[0].Frames.FrameEnded += (_, _, frame) =>
                rescued += frame != null && overflown.Contains(frame) ? 1 : 0;
        });
        var overflowsHalfWay = test.World.Gateway.Firmware.Lines[0].Radio.Counters.Overflows;
        var receivedHalfWay = test.World.CreateReport(false).Radio.ReceivedOk;
        test.RunFor(120);
        var report = test.Finish();
        Runs.AssertGood(report, $"slowdown {slowdown}, link {linkByteOps}");
        Assert.IsGreaterThan(0, (int)overflowsHalfWay);
        Assert.IsGreaterThan(0, test.Outcomes(ReceptionOutcome.LostOverflow));

        // It goes on: more frames and more overflows afterwards, and it never needed a reset.
        Assert.IsGreaterThan(receivedHalfWay, report.Radio.ReceivedOk);
        Assert.IsGreaterThan(overflowsHalfWay, (uint)report.Radio.Overflow);
        Assert.AreEqual(0u, test.World.Gateway.Firmware.Lines[0].Radio.Counters.Restarts);

        // Each frame that overflowed is either read all the same or counted as missed.
        Assert.HasCount(test.Outcomes(ReceptionOutcome.LostOverflow), overflown);
        Assert.IsGreaterThanOrEqualTo(overflown.Count - rescued, report.Radio.Missed, $"{rescued} rescued");
        Assert.IsLessThan(overflown.Count, 2 * rescued, "few of them are");
    }

    private static TestWorld Run(CpuModel cpu, Action<TestWorld> watch = null)
    {
        var test = new TestWorld(Runs.Load("street"), cpu: cpu).Start();
        watch?.Invoke(test);
        test.RunFor(180);
        return test;
    }
}
