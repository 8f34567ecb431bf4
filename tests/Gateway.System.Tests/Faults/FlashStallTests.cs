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

    private static Report RunWith(string log, bool stalls)
    {
        var street = Runs.Load("street");
        var report = Runs.Run(
            street with
            {
                DurationNs = 60 * Runs.MinuteNs,
                Gateway = street.Gateway with { Log = log, FlashStalls = stalls },
            },
            1);
        Runs.AssertGood(report);
        return report;
    }
}
