using System;
using System.Linq;
using Gateway.Core;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class ReceiverTests
{
    private static readonly byte[] StandardAir =
        FrameEncoder.C1A(Convert.FromHexString(GoldenFrameTests.StandardTelegram));

    [TestMethod]
    public void TryTake_AfterGoodFrame_HasEverythingTheRadioSaid()
    {
        var receiver = new WmbusReceiver(2);
        Assert.IsNull(receiver.Pool.TryTake());
        Receive(receiver, RxEnd.Complete);

        Telegram telegram = receiver.Pool.TryTake();

        Assert.AreEqual(16, telegram.Length);
        Assert.AreEqual(LinkMode.C1, telegram.Mode);
        Assert.AreEqual(FrameFormat.A, telegram.Format);
        Assert.AreEqual(77L, telegram.ReceivedUs);
        Assert.AreEqual(-81, telegram.RssiDbm);
        Assert.AreEqual(9, telegram.Lqi);
        Assert.AreEqual(-3000, telegram.FrequencyOffsetHz);
        Assert.IsNull(receiver.Pool.TryTake());
    }

    [TestMethod]
    public void End_PoolEmpty_DropsAndCountsUntilReleased()
    {
        var receiver = new WmbusReceiver(2);
        Receive(receiver, RxEnd.Complete);
        Receive(receiver, RxEnd.Complete);
        Receive(receiver, RxEnd.Complete);

        Assert.AreEqual(LinkStatus.NoBuffer, receiver.LastStatus);
        Assert.AreEqual(1u, receiver.Counters.Get(FrameKind.C1A, LinkStatus.NoBuffer));
        Assert.AreEqual(2, receiver.Pool.ReadyCount);
        receiver.Pool.Release(receiver.Pool.TryTake());
        Receive(receiver, RxEnd.Complete);
        Assert.AreEqual(LinkStatus.Ok, receiver.LastStatus);
        Assert.AreEqual(3u, receiver.Counters.Total(LinkStatus.Ok));
    }

    [TestMethod]
    public void TryTake_SeveralWaiting_GivesTheOldestFirst()
    {
        var receiver = new WmbusReceiver(3);
        var random = new Random(3);
        for (int round = 0; round < 5; round++)
        {
            byte[] first = FrameEncoder.RandomTelegram(random, 20 + round);
            byte[] second = FrameEncoder.RandomTelegram(random, 40 + round);
            Receive(receiver, RxEnd.Complete, FrameEncoder.T1(first));
            Receive(receiver, RxEnd.Complete, FrameEncoder.C1B(second));
            foreach (byte[] expected in new[] { first, second })
            {
                Telegram telegram = receiver.Pool.TryTake();
                CollectionAssert.AreEqual(expected, telegram.Bytes.Take(telegram.Length).ToArray());
                receiver.Pool.Release(telegram);
            }
        }
    }

    [TestMethod]
    [DataRow(RxEnd.Overflow, LinkStatus.Overflow)]
    [DataRow(RxEnd.Stalled, LinkStatus.Truncated)]
    [DataRow(RxEnd.Complete, LinkStatus.Truncated)]
    public void End_FrameNotWhole_IsCountedByItsReason(RxEnd end, LinkStatus expected)
    {
        var receiver = new WmbusReceiver(1);
        Receive(receiver, end, StandardAir[..^1]);

        Assert.AreEqual(expected, receiver.LastStatus);
        Assert.AreEqual(1u, receiver.Counters.Get(FrameKind.C1A, expected));
        Assert.AreEqual(0, receiver.Pool.ReadyCount);
    }

    [TestMethod]
    public void End_OverflowBehindAWholeFrame_IsOk()
    {
        var receiver = new WmbusReceiver(1);
        Receive(receiver, RxEnd.Overflow);

        Assert.AreEqual(LinkStatus.Ok, receiver.LastStatus);
    }

    [TestMethod]
    public void Begin_FrameStillOpen_CountsTheOldOneAsDiscarded()
    {
        var receiver = new WmbusReceiver(1);
        receiver.Begin(RadioProfile.T1C1, 0);
        receiver.Push(StandardAir, 0, 10);
        Receive(receiver, RxEnd.Complete);

        Assert.AreEqual(1u, receiver.Counters.Get(FrameKind.C1A, LinkStatus.Discarded));
        Assert.AreEqual(1u, receiver.Counters.Get(FrameKind.C1A, LinkStatus.Ok));
        Assert.AreEqual(2u, receiver.FramesEnded);
        Assert.AreEqual(2u, receiver.Counters.Frames);
    }

    [TestMethod]
    public void Push_OtherProfile_IsAbortedAndCounted()
    {
        var receiver = new WmbusReceiver(1);
        receiver.Begin(RadioProfile.LinkIq, 0);

        Assert.AreEqual(FrameLength.Abort, receiver.Push(StandardAir, 0, StandardAir.Length));
        receiver.End(RxEnd.Aborted, 0, 0, 0);
        Assert.AreEqual(1u, receiver.Counters.Total(LinkStatus.Unsupported));
        Assert.AreEqual(0, receiver.Pool.ReadyCount);
    }

    [TestMethod]
    public void PushAndEnd_WithoutBegin_DoNothing()
    {
        var receiver = new WmbusReceiver(1);

        Assert.AreEqual(FrameLength.Abort, receiver.Push(StandardAir, 0, StandardAir.Length));
        receiver.End(RxEnd.Complete, 0, 0, 0);
        Assert.AreEqual(0u, receiver.FramesEnded);
        Assert.AreEqual(0u, receiver.Counters.Frames);
    }

    [TestMethod]
    public void LastBytes_AfterBadCrc_ShowTheUnverifiedAddress()
    {
        var receiver = new WmbusReceiver(1);
        byte[] raw = (byte[])StandardAir.Clone();
        raw[^1] ^= 0xFF;
        Receive(receiver, RxEnd.Aborted, raw);

        Assert.AreEqual(LinkStatus.BadCrc, receiver.LastStatus);
        Assert.AreEqual(1u, receiver.Counters.CrcBad);
        var address = new MeterAddress();
        address.ReadLink(receiver.LastBytes, 2);
        Assert.AreEqual(0x12345678u, address.IdentificationNumber);
    }

    private static void Receive(WmbusReceiver receiver, RxEnd end, byte[] raw = null)
    {
        raw ??= StandardAir;
        receiver.Begin(RadioProfile.T1C1, 77);
        receiver.Push(raw, 0, raw.Length);
        receiver.End(end, -81, 9, -3000);
    }
}
