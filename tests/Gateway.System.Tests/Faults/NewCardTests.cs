using System;
using Gateway.Simulator.World;
using Gateway.Store;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>A new card: 64 MB of log have to be made, once.</summary>
[TestClass]
public class NewCardTests
{
    [TestMethod]
    public void FirstStart_NewCard_IsDeafForLittleMoreThanAMinuteOnceAndNeverAgain()
    {
        using var test = new TestWorld(Scenario()).Start();
        var firstS = test.World.Time.NowNs / 1e9;
        test.RunFor(60);
        Assert.AreEqual(StoreStatus.Formatted, test.World.Gateway.Firmware.StoreStatus);
        test.World.PullPlug();
        var offNs = test.World.Time.NowNs;
        test.World.Gateway.RestorePower();
        var secondS = (test.World.Time.NowNs - offNs) / 1e9;
        Console.WriteLine($"the radios start {firstS:F1} s after power with a new card, {secondS:F1} s with the same again");
        test.RunFor(60);
        Assert.AreEqual(StoreStatus.Ok, test.World.Gateway.Firmware.StoreStatus);
        Assert.IsTrue(firstS is > 10 and < 90, $"{firstS} s");
        Assert.IsLessThan(3.0, secondS);
        Runs.AssertGood(test.Finish());
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

        Console.WriteLine($"the log of a card that is put in is there after {makingS} s; {heard} telegrams heard meanwhile");
        Assert.IsTrue(makingS is > 20 and < 150, $"{makingS} s");
        Assert.IsGreaterThan(makingS / 2, (int)heard);
        test.RunFor(120);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual(0L, report.Radio.Overflow);
        Assert.IsGreaterThan(0L, report.Store.Acked);
    }

    private static Scenario Scenario()
    {
        var street = Runs.Load("street");
        return street with { Gateway = street.Gateway with { Log = "card" } };
    }
}
