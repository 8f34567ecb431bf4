using Gateway.Core;

namespace Gateway.Core.Tests;

[TestClass]
public class WallClockTests
{
    [TestMethod]
    public void ToUnixMs_NeverSet_CountsFromBoot()
    {
        var clock = new WallClock();
        Assert.AreEqual(TimeQuality.None, clock.Quality);
        Assert.AreEqual(1_234L, clock.ToUnixMs(1_234_567));
    }

    [TestMethod]
    public void ToUnixMs_AfterSet_AddsWhatPassed()
    {
        var clock = new WallClock();
        clock.Set(1_763_773_200_000, 5_000_000, TimeQuality.Ntp);
        Assert.AreEqual(TimeQuality.Ntp, clock.Quality);
        Assert.AreEqual(1_763_773_200_000L, clock.ToUnixMs(5_000_000));
        Assert.AreEqual(1_763_773_201_500L, clock.ToUnixMs(6_500_000));
        Assert.AreEqual(1_763_773_195_000L, clock.ToUnixMs(0));
    }

    [TestMethod]
    public void Set_SecondTime_Replaces()
    {
        var clock = new WallClock();
        clock.Set(1_000_000, 0, TimeQuality.Rtc);
        clock.Set(2_000_000, 1_000_000, TimeQuality.Ntp);
        Assert.AreEqual(2_000_000L, clock.ToUnixMs(1_000_000));
        Assert.AreEqual(TimeQuality.Ntp, clock.Quality);
    }
}
