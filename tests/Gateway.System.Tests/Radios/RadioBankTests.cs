using Gateway.Core;
using Gateway.Link.LinkIq;
using Gateway.Link.Wmbus;
using Gateway.Radio;

namespace Gateway.System.Tests.Radios;

/// <summary>Several radios as one stage: who is served first, and when a plan goes on.</summary>
[TestClass]
public class RadioBankTests
{
    private const long Second = 1_000_000;

    private static ProfilePlan Alternating => new([RadioProfile.T1C1, RadioProfile.S1], [50, 10]);

    [TestMethod]
    public void Step_NobodyReceives_StepsAll()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Bank.Step(0);
        Assert.AreEqual("A step, B step", rig.TakeLog());
        Assert.IsFalse(rig.Bank.IsReceiving);
    }

    [TestMethod]
    public void Step_OneReceives_ServesAllAndNothingElse()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Radios[1].IsReceiving = true;
        rig.Bank.Step(0);
        Assert.IsTrue(rig.Bank.IsReceiving);
        rig.TakeLog();
        rig.Bank.Step(0);
        Assert.AreEqual("A serve, B serve", rig.TakeLog());
        rig.Radios[1].IsReceiving = false;
        rig.Bank.Step(5);
        Assert.IsTrue(rig.Bank.IsReceiving, "decoding the ends took long: another look first");
        Assert.AreEqual(5, rig.Bank.NextWakeUs);
        rig.Bank.Step(5);
        Assert.IsFalse(rig.Bank.IsReceiving);
        Assert.AreEqual("A serve, B serve, A serve, B serve", rig.TakeLog());
        rig.Bank.Step(5);
        Assert.AreEqual("A step, B step", rig.TakeLog());
    }

    [TestMethod]
    public void Step_ManyTelegramsWait_OthersMayWorkAtOnce()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        for (var i = 0; i < 5; i++)
        {
            rig.Hear(0, World.Telegrams.Random(20, i), i * Second, -80);
        }

        rig.Radios[1].IsReceiving = true;
        rig.Bank.Step(0);
        rig.Radios[1].IsReceiving = false;
        rig.Bank.Step(0);
        Assert.IsFalse(rig.Bank.IsReceiving);
    }

    [TestMethod]
    public void Step_TheOnlyRadioEndsItsFrame_OthersMayWorkAtOnce()
    {
        var rig = new RadioRig(RadioRig.T1C1);
        rig.Radios[0].IsReceiving = true;
        rig.Bank.Step(0);
        rig.Radios[0].IsReceiving = false;
        rig.Bank.Step(0);
        Assert.IsFalse(rig.Bank.IsReceiving);
    }

    [TestMethod]
    public void NextWakeUs_IsTheEarliestThatCounts()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1, RadioRig.T1C1);
        (rig.Radios[0].NextWakeUs, rig.Radios[1].NextWakeUs, rig.Radios[2].NextWakeUs) = (30, 20, 40);
        rig.Bank.Step(0);
        Assert.AreEqual(20, rig.Bank.NextWakeUs);
        rig.Radios[0].IsReceiving = true;
        rig.Radios[2].IsReceiving = true;
        rig.Bank.Step(0);
        Assert.AreEqual(30, rig.Bank.NextWakeUs, "idle duties do not count while frames are coming in");
    }

    [TestMethod]
    public void Step_PlanGoesOn_RetunesInTurnAndCountsTheTime()
    {
        var rig = new RadioRig(Alternating);
        var (line, radio) = (rig.Lines[0], rig.Radios[0]);
        rig.Bank.Step(49 * Second);
        Assert.AreEqual("A step", rig.TakeLog());
        Assert.AreEqual(50 * Second, rig.Bank.NextWakeUs);
        radio.Listened = 45 * Second;
        rig.Bank.Step(50 * Second);
        Assert.AreEqual("A step, A retune S1", rig.TakeLog());
        Assert.AreEqual(RadioProfile.S1, line.Profile);
        Assert.AreEqual(60 * Second, rig.Bank.NextWakeUs);
        radio.Listened = 54 * Second;
        Assert.AreEqual(45 * Second, line.ListenedUs(RadioProfile.T1C1, 59 * Second));
        Assert.AreEqual(9 * Second, line.ListenedUs(RadioProfile.S1, 59 * Second));
        Assert.AreEqual(0, line.ListenedUs(RadioProfile.LinkIq, 59 * Second));
        rig.Bank.Step(60 * Second);
        Assert.AreEqual("A step, A retune T1C1", rig.TakeLog());
        radio.Listened = 100 * Second;
        Assert.AreEqual(91 * Second, line.ListenedUs(RadioProfile.T1C1, 105 * Second));
        Assert.AreEqual(9 * Second, line.ListenedUs(RadioProfile.S1, 105 * Second));
        Assert.AreEqual(2u, line.Switches);
        Assert.AreEqual(110 * Second, rig.Bank.NextWakeUs);
    }

    [TestMethod]
    public void Step_FrameAtTheEndOfATurn_IsNotCut()
    {
        var rig = new RadioRig(Alternating, RadioRig.T1C1);
        rig.Radios[0].IsReceiving = true;
        rig.Bank.Step(50 * Second);
        rig.Bank.Step((50 * Second) + 100);
        Assert.AreEqual("A step, B step, A serve, B serve", rig.TakeLog());
        rig.Radios[0].IsReceiving = false;

        // The next sync word came while this one was decoded: the driver wants to look at once.
        rig.Radios[0].NextWakeUs = (50 * Second) + 200;
        rig.Bank.Step((50 * Second) + 200);
        Assert.AreEqual("A serve, B serve", rig.TakeLog());
        rig.Bank.Step((50 * Second) + 250);
        Assert.AreEqual("A serve, B serve", rig.TakeLog());
        rig.Radios[0].NextWakeUs = long.MaxValue;
        rig.Bank.Step((50 * Second) + 300);
        Assert.AreEqual("A step, B step, A retune S1", rig.TakeLog());
        Assert.AreEqual((60 * Second) + 300, rig.Bank.NextWakeUs, "the turn has its full time");
    }

    [TestMethod]
    public void Step_AnotherRadioReceives_ChangeWaits()
    {
        var rig = new RadioRig(Alternating, RadioRig.T1C1);
        rig.Radios[1].IsReceiving = true;
        rig.Bank.Step(50 * Second);
        Assert.AreEqual("A step, B step", rig.TakeLog());
        rig.Radios[1].IsReceiving = false;
        rig.Bank.Step(50 * Second);
        rig.Bank.Step(50 * Second);
        Assert.AreEqual("A serve, B serve, A serve, B serve, A retune S1", rig.TakeLog());
    }

    [TestMethod]
    public void Step_RadioThatNeverFallsQuiet_ChangesAfterASecond()
    {
        var rig = new RadioRig(Alternating);
        rig.Radios[0].NextWakeUs = 0;
        rig.Bank.Step((51 * Second) - 1);
        Assert.AreEqual("A step", rig.TakeLog());
        rig.Bank.Step(51 * Second);
        Assert.AreEqual("A step, A retune S1", rig.TakeLog());
    }

    [TestMethod]
    public void Step_TwoPlansDueAtOnce_OneChangeAStep()
    {
        var rig = new RadioRig(Alternating, Alternating);
        rig.Bank.Step(50 * Second);
        Assert.AreEqual("A step, B step, A retune S1", rig.TakeLog());
        rig.Bank.Step(50 * Second);
        Assert.AreEqual("A step, B step, B retune S1", rig.TakeLog());
    }

    [TestMethod]
    public void Line_PlanOfAllProfiles_HasADecoderForEachOverOnePoolAndOneSetOfCounters()
    {
        var rig = new RadioRig(
            new ProfilePlan([RadioProfile.T1C1, RadioProfile.LinkIq, RadioProfile.S1], [1, 1, 1]));
        var line = rig.Lines[0];
        var wmbus = line.Receiver;
        Assert.IsInstanceOfType<WmbusReceiver>(wmbus);
        rig.Bank.Step(Second);
        Assert.IsInstanceOfType<LinkIqReceiver>(line.Receiver);
        Assert.AreSame(wmbus.Pool, line.Receiver.Pool);
        Assert.AreSame(wmbus.Counters, line.Receiver.Counters);
        Assert.AreSame(rig.Radios[0].Sink, line.Receiver);
        rig.Bank.Step(2 * Second);
        Assert.AreSame(wmbus, line.Receiver);
        Assert.IsTrue(line.MayListenTo(RadioProfile.S1));
    }
}
