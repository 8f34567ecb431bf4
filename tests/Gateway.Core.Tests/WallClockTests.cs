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

    [TestMethod]
    public void Stamp_ClockSetLater_ResolvesToTheTimeOfReception()
    {
        var clock = new WallClock(7);
        var stamp = clock.Stamp(10_000_000);
        Assert.IsLessThan(0, stamp);
        Assert.AreEqual(7U, WallClock.BootOf(stamp));
        Assert.IsFalse(clock.TryResolve(stamp, out var ms));
        Assert.AreEqual(10_000, ms);
        clock.Set(1_763_773_200_000, 3_600_000_000, TimeQuality.Ntp);
        Assert.IsTrue(clock.TryResolve(stamp, out ms));
        Assert.AreEqual(1_763_773_200_000 - 3_590_000, ms);
        Assert.AreEqual(1_763_773_200_000, clock.Stamp(3_600_000_000));
    }

    [TestMethod]
    public void Stamp_OfAnEarlierStart_ResolvesWhileThatIsRemembered()
    {
        var stamp = new WallClock(41).Stamp(5_000_000);
        var clock = new WallClock(42);
        Assert.IsFalse(clock.TryResolve(stamp, out var ms));
        Assert.AreEqual(5_000, ms);
        clock.Remember(41, 1_700_000_000_000);
        Assert.IsTrue(clock.TryResolve(stamp, out ms));
        Assert.AreEqual(1_700_000_005_000, ms);
        clock.Remember(41 + WallClock.RememberedStarts, 1_800_000_000_000);
        Assert.IsFalse(clock.TryResolve(stamp, out _));
    }

    [TestMethod]
    [DataRow(0U, 0L)]
    [DataRow(1U, 999L)]
    [DataRow(4_194_303U, 1_000_000_000_000_000L)]
    public void Stamp_Extremes_KeepStartAndTime(uint boot, long us)
    {
        var stamp = new WallClock(boot).Stamp(us);
        Assert.IsLessThan(0, stamp);
        Assert.AreEqual(boot, WallClock.BootOf(stamp));
        new WallClock(boot + 1).TryResolve(stamp, out var ms);
        Assert.AreEqual(us / 1_000, ms);
    }
}
