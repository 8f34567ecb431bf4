using System.Globalization;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>What it costs when the processor stands still while its flash erases a block: frames whose FIFO overflows
/// meanwhile, counted; and what a card, or commits farther apart, save.</summary>
[TestClass]
public class FlashStallTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Flash_StallsTheLoop_FramesAreLostAndCounted()
    {
        var without = RunWith("internal", stalls: false);
        var with = RunWith("internal", stalls: true);
        Assert.AreEqual(0, without.Radio.Overflow);
        Assert.IsGreaterThan(0L, with.Radio.Overflow);

        // A commit each 10 s with a block or two of 45 ms: frames that fit into the FIFO outlast it, longer ones do not.
        var lost = (double)(without.Radio.ReceivedOk - with.Radio.ReceivedOk) / without.Radio.ReceivedOk;
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{without.Radio.ReceivedOk} frames, {with.Radio.Overflow} overflows, {lost:P3} lost"));
        Assert.IsLessThan(0.01, lost);
    }

    [TestMethod]
    public void Flash_StallsTheLoopButTheLogIsOnACard_NothingIsLost()
    {
        var report = RunWith("card", stalls: true);
        Assert.AreEqual(0, report.Radio.Overflow);
    }

    // The first start takes the installer's configuration over, which is written to the flash once.
    [TestMethod]
    [DataRow("card", 0)]
    [DataRow("internal", 10)]
    public void Flash_WhatIsWrittenWhileItListens_LiesBesideTheLog(string log, int leastStalls)
    {
        using var test = new TestWorld(Scenario(log, stalls: true)).Start();
        var world = test.World;
        test.RunFor(60);
        world.PullPlug();
        world.Gateway.RestorePower();
        var stalls = 0;
        var stalled = world.Flash.Stalled;
        world.Flash.Stalled = ns =>
        {
            stalls++;
            stalled(ns);
        };
        test.RunFor(300);
        world.StepClock(3_600_000);
        test.RunFor(300);

        var drive = world.Flash.Drive(log == "card" ? 'D' : 'I').Files;
        Assert.IsTrue(drive.ContainsKey("event-0") && drive.ContainsKey("clock-0"), "there was nothing to write");
        Assert.AreEqual(1U, world.Gateway.Firmware.Time.ClockJumps);
        Assert.IsTrue(leastStalls == 0 ? stalls == 0 : stalls >= leastStalls, $"{stalls} stalls");
    }

    private static Report RunWith(string log, bool stalls)
    {
        var report = Runs.Run(Scenario(log, stalls), 1);
        Runs.AssertGood(report);
        return report;
    }

    private static Scenario Scenario(string log, bool stalls)
    {
        var street = Runs.Load("street");
        return street with
        {
            DurationNs = 60 * Runs.MinuteNs,
            Gateway = street.Gateway with { Log = log, FlashStalls = stalls },
        };
    }
}
