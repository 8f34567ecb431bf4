using System.Linq;
using Gateway.Core;
using Gateway.Link;
using Gateway.Radio;
using Gateway.Simulator.Meters;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Radios;

/// <summary>Antenna diversity: the best of two copies, both powers.</summary>
[TestClass]
public class CopyCombinerTests
{
    private static readonly byte[] _telegram = Telegrams.Random(40, 1);

    [TestMethod]
    [DataRow(-80, -95)]
    [DataRow(-95, -80)]
    public void TryTake_BothCopiesGood_StrongerOneWithBothPowers(int firstDbm, int secondDbm)
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Hear(0, _telegram, 1_000_000, firstDbm);
        rig.Hear(1, _telegram, 1_000_900, secondDbm);
        var telegram = rig.Copies.TryTake();
        CollectionAssert.AreEqual(_telegram, telegram.Bytes[..telegram.Length]);
        Assert.AreEqual(-80, telegram.RssiDbm);
        Assert.AreEqual(-95, telegram.SecondRssiDbm);
        Assert.AreEqual(firstDbm == -80 ? 0 : 1, telegram.RadioIndex);
        Assert.IsNull(rig.Copies.TryTake());
        Assert.AreEqual(1u, rig.Copies.Merged);
        Assert.AreEqual(0u, rig.Lines[0].OnlyHere + rig.Lines[1].OnlyHere);
        rig.Pool.Release(telegram);
        AssertAllFree(rig);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void TryTake_OneCopyDamaged_OtherOneAlone(int good)
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Begin(0, 1_000_000);
        rig.Begin(1, 1_000_000);
        rig.End(good, _telegram, -90);
        Assert.IsFalse(rig.Copies.IsReady, "the other copy is still coming in");
        Assert.IsNull(rig.Copies.TryTake());
        rig.End(1 - good, _telegram, -70, damaged: true);
        Assert.IsTrue(rig.Copies.IsReady);
        var telegram = rig.Copies.TryTake();
        Assert.AreEqual(-90, telegram.RssiDbm);
        Assert.AreEqual(Telegram.NoSecondRssi, telegram.SecondRssiDbm);
        Assert.AreEqual(1u, rig.Lines[good].OnlyHere);
        Assert.AreEqual(0u, rig.Lines[1 - good].OnlyHere);
        Assert.AreEqual(0u, rig.Copies.Merged);
    }

    [TestMethod]
    public void TryTake_OtherRadioHasAnotherFrame_DoesNotWaitForIt()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Begin(1, 1_000_000);
        rig.Hear(0, _telegram, 1_020_000, -90);
        Assert.IsTrue(rig.Copies.IsReady);
        Assert.IsNotNull(rig.Copies.TryTake());
    }

    [TestMethod]
    public void TryTake_SameBytesLater_AreTwoTelegrams()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Hear(0, _telegram, 1_000_000, -90);
        rig.Hear(1, _telegram, 1_010_001, -80);
        Assert.AreEqual(-90, rig.Copies.TryTake().RssiDbm);
        Assert.AreEqual(-80, rig.Copies.TryTake().RssiDbm);
        Assert.AreEqual(0u, rig.Copies.Merged);
        Assert.AreEqual(1u, rig.Lines[0].OnlyHere);
        Assert.AreEqual(1u, rig.Lines[1].OnlyHere);
    }

    [TestMethod]
    public void TryTake_OtherBytesAtTheSameTime_AreTwoTelegrams()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Hear(0, _telegram, 1_000_000, -90);
        rig.Hear(1, Telegrams.Random(40, 2), 1_000_000, -80);
        Assert.IsNotNull(rig.Copies.TryTake());
        Assert.IsNotNull(rig.Copies.TryTake());
        Assert.AreEqual(0u, rig.Copies.Merged);
    }

    [TestMethod]
    public void TryTake_CopiesWithOthersBetween_AreFoundAndTheOrderStays()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        var second = Telegrams.Random(30, 3);
        rig.Hear(0, _telegram, 1_000_000, -90);
        rig.Hear(0, second, 1_005_000, -91);
        rig.Hear(1, _telegram, 1_000_100, -80);
        rig.Hear(1, second, 1_005_100, -81);
        var first = rig.Copies.TryTake();
        CollectionAssert.AreEqual(_telegram, first.Bytes[..first.Length]);
        Assert.AreEqual(-80, first.RssiDbm);
        var next = rig.Copies.TryTake();
        CollectionAssert.AreEqual(second, next.Bytes[..next.Length]);
        Assert.AreEqual(-81, next.RssiDbm);
        Assert.AreEqual(-91, next.SecondRssiDbm);
        Assert.IsNull(rig.Copies.TryTake());
        rig.Pool.Release(first);
        rig.Pool.Release(next);
        AssertAllFree(rig);
    }

    [TestMethod]
    public void TryTake_ThreeCopies_BestTwoPowersAreKept()
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1, RadioRig.T1C1);
        rig.Hear(0, _telegram, 1_000_000, -99);
        rig.Hear(1, _telegram, 1_000_000, -70);
        rig.Hear(2, _telegram, 1_000_000, -85);
        var telegram = rig.Copies.TryTake();
        Assert.AreEqual(-70, telegram.RssiDbm);
        Assert.AreEqual(-85, telegram.SecondRssiDbm);
        Assert.AreEqual(2u, rig.Copies.Merged);
        rig.Pool.Release(telegram);
        AssertAllFree(rig);
    }

    [TestMethod]
    public void TryTake_OtherRadioOnAnotherChannel_NothingIsMissedThere()
    {
        var rig = new RadioRig(RadioRig.T1C1, new ProfilePlan(RadioProfile.S1));
        rig.Begin(1, 1_000_000);
        rig.Hear(0, _telegram, 1_000_000, -90);
        Assert.IsNotNull(rig.Copies.TryTake(), "a frame on another channel is no copy");
        Assert.AreEqual(0u, rig.Lines[0].OnlyHere);
    }

    [TestMethod]
    public void TryTake_OneRadio_HandsThrough()
    {
        var rig = new RadioRig(RadioRig.T1C1);
        Assert.IsFalse(rig.Copies.IsReady);
        Assert.IsNull(rig.Copies.TryTake());
        rig.Hear(0, _telegram, 1_000_000, -90);
        rig.Hear(0, _telegram, 1_000_000, -90);
        Assert.IsTrue(rig.Copies.IsReady);
        Assert.IsNotNull(rig.Copies.TryTake());
        Assert.IsNotNull(rig.Copies.TryTake());
        Assert.AreEqual(0u, rig.Copies.Merged + rig.Lines[0].OnlyHere);
    }

    [TestMethod]
    [DataRow(-80, -95)]
    [DataRow(-95, -80)]
    public void TryTake_PoolIsFull_CopyOfTheLastOneIsMergedAllTheSame(int firstDbm, int secondDbm)
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        Fill(rig, 7);
        rig.Begin(0, 1_000_000);
        rig.Begin(1, 1_000_900);
        rig.End(0, _telegram, firstDbm);
        rig.End(1, _telegram, secondDbm);
        Assert.AreEqual(8, rig.Pool.ReadyCount);
        Assert.AreEqual(0u, rig.Lines[1].Counters.Total(LinkStatus.NoBuffer));
        Assert.AreEqual(1u, rig.Lines[1].Counters.Total(LinkStatus.Ok));
        var telegram = TakeLast(rig);
        Assert.AreEqual(-80, telegram.RssiDbm);
        Assert.AreEqual(-95, telegram.SecondRssiDbm);
        Assert.AreEqual(1u, rig.Copies.Merged);
    }

    [TestMethod]
    public void TryTake_CopyThatDiffersInOneByte_IsNoCopy()
    {
        // Behind the L-field, which makes another length, and the C-field, of which few values are frames.
        for (var i = 2; i < _telegram.Length; i++)
        {
            var other = (byte[])_telegram.Clone();
            other[i] ^= 0x80;
            AssertNoCopy(other, $"byte {i}");
        }

        AssertNoCopy([.. _telegram[..1].Select(length => (byte)(length + 1)), .. _telegram[1..], 0], "another length");
    }

    private static void AssertNoCopy(byte[] other, string what)
    {
        var rig = new RadioRig(RadioRig.T1C1, RadioRig.T1C1);
        rig.Hear(0, _telegram, 1_000_000, -90);
        rig.Hear(1, other, 1_000_000, -80);
        Assert.AreEqual(2, rig.Pool.ReadyCount, what);
        Assert.AreEqual(0u, rig.Copies.Merged, what);
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
        }

        return telegram;
    }

    // Every telegram of the pool can be given out again.
    private static void AssertAllFree(RadioRig rig)
    {
        for (var i = 0; i < 8; i++)
        {
            rig.Hear(0, Telegrams.Random(20, 50 + i), 2_000_000 + (i * 100_000), -60);
        }

        Assert.AreEqual(8, rig.Pool.ReadyCount);
        Assert.AreEqual(0u, rig.Lines[0].Counters.Total(LinkStatus.NoBuffer));
    }
}
