using Gateway.Core;
using Gateway.Link;
using Gateway.Radio;
using Gateway.Simulator.Meters;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Radios;

/// <summary>Two radios receive a frame while few telegrams are free: one of them follows it to its end.</summary>
[TestClass]
public class FrameLeftToTwinTests
{
    // Of 8, more than half: the pool is short.
    private const int Waiting = 5;
    private const int Head = 24;
    private const int Rest = 400;
    private const long SyncUs = 1_000_000;

    private static readonly byte[] _telegram = Telegrams.Random(40, 1);

    [TestMethod]
    [DataRow(AirMode.T1, -70, -90)]
    [DataRow(AirMode.T1, -90, -70)]
    [DataRow(AirMode.C1A, -70, -90)]
    [DataRow(AirMode.C1B, -70, -90)]
    public void Push_OtherRadioHasTheSameHead_IsLeftToItWithItsPower(AirMode mode, int stayDbm, int leaveDbm)
    {
        var rig = Short(Waiting);
        Assert.IsGreaterThan(0, rig.Push(0, _telegram, mode, 0, Head));
        Assert.AreEqual(FrameLength.Abort, rig.Push(1, _telegram, mode, 0, Head + 8));
        rig.Radios[1].Sink.End(RxEnd.Aborted, leaveDbm, 5, 0);
        Assert.AreEqual(1u, rig.Lines[1].Counters.Total(LinkStatus.Discarded));
        Assert.AreEqual(1u, rig.Lines[1].Counters.Frames);

        Assert.IsGreaterThan(0, rig.Push(0, _telegram, mode, Head, Rest));
        rig.Radios[0].Sink.End(RxEnd.Complete, stayDbm, 5, 0);
        Assert.AreEqual(Waiting + 1, rig.Pool.ReadyCount);
        var telegram = TakeLast(rig);
        CollectionAssert.AreEqual(_telegram, telegram.Bytes[..telegram.Length]);
        Assert.AreEqual(-70, telegram.RssiDbm);
        Assert.AreEqual(-90, telegram.SecondRssiDbm);
        Assert.AreEqual(0, telegram.RadioIndex);
        Assert.AreEqual(0u, rig.Copies.Merged, "a copy that did not come is none");
    }

    /// <summary>Whoever has the head later leaves: never both.</summary>
    [TestMethod]
    public void Push_FirstHasLessThanTheHead_OtherOneStays()
    {
        var rig = Short(Waiting);
        rig.Push(0, _telegram, AirMode.T1, 0, 10);
        Assert.IsGreaterThan(0, rig.Push(1, _telegram, AirMode.T1, 0, Head), "nobody else has the address yet");
        Assert.IsGreaterThan(0, rig.Push(1, _telegram, AirMode.T1, Head, 8), "asked once");
        Assert.AreEqual(FrameLength.Abort, rig.Push(0, _telegram, AirMode.T1, 10, 20));
    }

    [TestMethod]
    [DataRow(Waiting - 1, 0, 0L, "enough are free")]
    [DataRow(Waiting, 5, 0L, "another meter")]
    [DataRow(Waiting, 0, 10_001L, "another time")]
    [DataRow(Waiting, 0, -10_001L, "another time")]
    public void Push_NotTheSameOrNoNeed_BothGoOn(int waiting, int differentAt, long apartUs, string why)
    {
        var rig = Short(waiting, apartUs);
        var other = (byte[])_telegram.Clone();
        other[differentAt] ^= (byte)(differentAt > 0 ? 1 : 0);
        Assert.IsGreaterThan(0, rig.Push(0, _telegram, AirMode.T1, 0, Head));
        Assert.IsGreaterThan(0, rig.Push(1, other, AirMode.T1, 0, Head), why);
    }

    /// <summary>What another radio had in the frame before is nothing of this one's.</summary>
    [TestMethod]
    public void Begin_AfterAFrameThatWasLeft_StartsAnew()
    {
        var rig = Short(Waiting);
        rig.Push(0, _telegram, AirMode.T1, 0, Head);
        rig.Push(1, _telegram, AirMode.T1, 0, Head);
        rig.Radios[1].Sink.End(RxEnd.Aborted, -50, 5, 0);
        rig.Push(0, _telegram, AirMode.T1, Head, 20);
        rig.Radios[0].Sink.End(RxEnd.Stalled, -60, 5, 0);
        Assert.AreEqual(1u, rig.Lines[0].Counters.Total(LinkStatus.Truncated));

        rig.Begin(1, SyncUs + 50_000);
        rig.Radios[1].Sink.End(RxEnd.Stalled, -60, 5, 0);
        Assert.AreEqual(1u, rig.Lines[1].Counters.Total(LinkStatus.Truncated), "not left to anybody");
        rig.Hear(0, _telegram, SyncUs + 100_000, -60);
        var telegram = TakeLast(rig);
        Assert.AreEqual(-60, telegram.RssiDbm);
        Assert.AreEqual(Telegram.NoSecondRssi, telegram.SecondRssiDbm);
    }

    /// <summary>The head of the one that stays turns out to be all that was right of it: nobody has the telegram, and
    /// each radio has counted its frame.</summary>
    [TestMethod]
    public void Push_TheOneThatStaysIsDamaged_BothAreCounted()
    {
        var rig = Short(Waiting);
        rig.Push(0, _telegram, AirMode.T1, 0, Head);
        rig.Push(1, _telegram, AirMode.T1, 0, Head);
        rig.Radios[1].Sink.End(RxEnd.Aborted, -50, 5, 0);
        var other = (byte[])_telegram.Clone();
        other[20] ^= 1;
        rig.Push(0, other, AirMode.T1, Head, 12);
        rig.Push(0, _telegram, AirMode.T1, Head + 12, Rest);
        rig.Radios[0].Sink.End(RxEnd.Complete, -60, 5, 0);
        Assert.AreEqual(Waiting, rig.Pool.ReadyCount);
        Assert.AreEqual(Waiting + 1u, rig.Lines[0].Counters.Frames);
        Assert.AreEqual((uint)Waiting, rig.Lines[0].Counters.Total(LinkStatus.Ok));
        Assert.AreEqual(1u, rig.Lines[1].Counters.Total(LinkStatus.Discarded));
    }

    [TestMethod]
    public void Push_ThreeRadios_TheBestTwoPowersCount()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1, RadioRig.T1C1);
        Fill(rig, Waiting);
        for (var radio = 0; radio < 3; radio++)
        {
            rig.Begin(radio, SyncUs);
        }

        rig.Push(0, _telegram, AirMode.T1, 0, Head);
        Assert.AreEqual(FrameLength.Abort, rig.Push(1, _telegram, AirMode.T1, 0, Head));
        rig.Radios[1].Sink.End(RxEnd.Aborted, -50, 5, 0);
        Assert.AreEqual(FrameLength.Abort, rig.Push(2, _telegram, AirMode.T1, 0, Head));
        rig.Radios[2].Sink.End(RxEnd.Aborted, -80, 5, 0);
        rig.Push(0, _telegram, AirMode.T1, Head, Rest);
        rig.Radios[0].Sink.End(RxEnd.Complete, -60, 5, 0);
        var telegram = TakeLast(rig);
        Assert.AreEqual(-50, telegram.RssiDbm);
        Assert.AreEqual(-60, telegram.SecondRssiDbm);
        Assert.AreEqual((uint)Waiting, rig.Lines[0].OnlyHere, "others had it");
    }

    private static RadioRig Short(int waiting, long apartUs = 0)
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        Fill(rig, waiting);
        rig.Begin(0, SyncUs);
        rig.Begin(1, SyncUs + apartUs);
        return rig;
    }

    private static void Fill(RadioRig rig, int count)
    {
        for (var i = 0; i < count; i++)
        {
            rig.Hear(0, Telegrams.Random(20, 80 + i), (i - 10) * 100_000, -60);
        }
    }

    private static Telegram TakeLast(RadioRig rig)
    {
        Telegram telegram = null;
        while (rig.Pool.ReadyCount > 0)
        {
            telegram = rig.Copies.TryTake();
            Assert.IsNotNull(telegram);
        }

        return telegram;
    }
}
