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
        using var test = Run(new CpuModel { Slowdown = slowdown, LinkByteOps = linkByteOps });
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
        Assert.IsGreaterThanOrEqualTo(test.Outcomes(ReceptionOutcome.LostOverflow), report.Radio.Missed);
    }

    private static TestWorld Run(CpuModel cpu)
    {
        var test = new TestWorld(Runs.Load("street"), cpu: cpu).Start();
        test.RunFor(180);
        return test;
    }
}
