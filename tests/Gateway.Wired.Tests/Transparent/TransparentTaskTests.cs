// The transparent channel on a simulated bus: its turn, its timeouts, its expiry.
using Gateway.Core;
using Gateway.Simulator.Wire;

namespace Gateway.Wired.Tests.Transparent;

[TestClass]
public sealed class TransparentTaskTests
{
    private static readonly SerialSettings Line = SerialSettings.Create8E1(2400);
    private static readonly SerialSettings Other = new(9600, 8, SerialParity.None, 1);
    private static readonly byte[] Request = [0x7E, 0xA0, 0x07, 0x7E];

    [TestMethod]
    public void Transparent_Answer_ComesBackAsItWasSent()
    {
        LineBench bench = new(WireKind.Rs485);
        ScriptedDevice device = new(Other, [1, 2, 3, 4, 5, 6, 7]);
        bench.Bus.Attach(device);

        TransparentTask task = bench.Run(Make(Other, totalMs: 1000, gapMs: 20));

        Assert.AreEqual(TransparentResult.Ok, task.Result);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6, 7 }, task.Reply[..task.ReplyCount]);
        CollectionAssert.AreEqual(Request, device.Heard[0]);
        Assert.AreEqual(TransparentEnd.Pause, task.EndedBy);
        Assert.IsGreaterThan(0, task.AnswerUs);
    }

    [TestMethod]
    public void Transparent_PauseShorterThanTheGap_DoesNotEndTheAnswer()
    {
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Attach(new TwoPartDevice(Other, pauseMs: 60));

        Assert.AreEqual(4, bench.Run(Make(Other, totalMs: 1000, gapMs: 80)).ReplyCount);
    }

    [TestMethod]
    public void Transparent_PauseLongerThanTheGap_EndsTheAnswer()
    {
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Attach(new TwoPartDevice(Other, pauseMs: 60));

        Assert.AreEqual(2, bench.Run(Make(Other, totalMs: 1000, gapMs: 40)).ReplyCount);
    }

    [TestMethod]
    [DataRow(150)]
    [DataRow(700)]
    public void Transparent_Silence_EndsAtTheTotalTimeout(int totalMs)
    {
        LineBench bench = new(WireKind.Rs485);

        long fromUs = bench.NowUs;
        TransparentTask task = bench.Run(Make(Other, totalMs, gapMs: 20));

        Assert.AreEqual(TransparentResult.Silence, task.Result);
        Assert.AreEqual(Other.BytesUs(Request.Length) + (totalMs * 1000), bench.NowUs - fromUs, 5_000);
    }

    [TestMethod]
    public void Transparent_EndlessBabble_EndsAtTheTotalTimeout()
    {
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Attach(new ScriptedDevice(Other, new byte[400]));

        long fromUs = bench.NowUs;
        TransparentTask task = bench.Run(Make(Other, totalMs: 200, gapMs: 20));

        Assert.AreEqual(TransparentResult.Ok, task.Result);
        Assert.AreEqual(TransparentEnd.Timeout, task.EndedBy);
        Assert.AreEqual(190.0, task.ReplyCount, 10);
        Assert.AreEqual(Other.BytesUs(Request.Length) + 200_000, bench.NowUs - fromUs, 5_000);
    }

    [TestMethod]
    public void Transparent_LongAnswer_StopsWhenItsBufferIsFull()
    {
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Attach(new ScriptedDevice(Other, new byte[600]));

        TransparentTask task = bench.Run(Make(Other, totalMs: 5000, gapMs: 20));

        Assert.AreEqual(TransparentResult.Ok, task.Result);
        Assert.AreEqual(SerialExchange.MaxBytes, task.ReplyCount);
        Assert.AreEqual(TransparentEnd.Full, task.EndedBy);
    }

    [TestMethod]
    [DataRow(300, TransparentResult.Expired, 1)]
    [DataRow(3000, TransparentResult.Silence, 2)]
    public void Transparent_SomebodyStillSends_IsNotSentBehindItsExpiry(
        int expiresMs, TransparentResult expected, int heard)
    {
        LineBench bench = new(WireKind.Rs485);
        ScriptedDevice device = new(Line, new byte[200]);
        bench.Bus.Attach(device);
        Assert.AreEqual(TransparentEnd.Timeout, bench.Run(Make(Line, totalMs: 50, gapMs: 20)).EndedBy);

        TransparentTask task = Make(Line, 100, 20, expiresUs: bench.NowUs + (expiresMs * 1000));
        bench.Run(task);

        Assert.AreEqual(expected, task.Result);
        Assert.HasCount(heard, device.Heard);
        Assert.AreEqual(expected == TransparentResult.Expired, task.SentUs == 0);
    }

    [TestMethod]
    public void Transparent_LineFreeAfterExpiry_SendsNothing()
    {
        LineBench bench = new(WireKind.Rs485);
        ScriptedDevice device = new(Line);
        bench.Bus.Attach(device);
        OneExchange read = new(Line, [1, 2, 3]);
        TransparentTask task = Make(Line, totalMs: 100, gapMs: 20, expiresUs: bench.NowUs + 100_000);

        bench.Line.TryEnqueue(read);
        bench.Line.TryEnqueue(task);
        bench.RunUntilIdle();

        Assert.AreEqual(TransparentResult.Expired, task.Result);
        Assert.AreEqual(0, task.SentUs);
        Assert.HasCount(1, device.Heard);
    }

    [TestMethod]
    public void Transparent_BetweenReads_WaitsForItsTurnAndLeavesTheSettingsToOthers()
    {
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Attach(new ScriptedDevice(Line, [3, 1, 2], [3, 4, 5], [3, 6, 7]));
        bench.Bus.Attach(new ScriptedDevice(Other, null, [9, 9]) { DelayBits = 40 });
        OneExchange first = new(Line, [1, 2, 3], 2);
        OneExchange last = new(Line, [1, 2, 3]);
        TransparentTask task = Make(Other, totalMs: 300, gapMs: 20);

        bench.Line.TryEnqueue(first);
        bench.Line.TryEnqueue(task);
        bench.Line.TryEnqueue(last);
        bench.RunUntilIdle();

        CollectionAssert.AreEqual(new ILineTask[] { first, task, last }, bench.Ended);
        Assert.IsTrue(first.Results.TrueForAll(result => result.Result == ExchangeResult.Ok));
        Assert.IsGreaterThanOrEqualTo(first.Results[1].EndUs, task.SentUs);
        Assert.AreEqual(ExchangeResult.Ok, last.Results[0].Result);
    }

    [TestMethod]
    public void Transparent_BrokenPort_IsReported()
    {
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Options.IsPortBroken = true;

        Assert.AreEqual(TransparentResult.PortFailed, bench.Run(Make(Other, 100, 20)).Result);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(513)]
    public void Set_NoOrTooManyBytes_IsRefused(int count)
    {
        Assert.IsFalse(new TransparentTask().Set(Line, new byte[600], 0, count, 100, 20, long.MaxValue));
    }

    private static TransparentTask Make(
        SerialSettings settings, int totalMs, int gapMs, long expiresUs = long.MaxValue)
    {
        TransparentTask task = new();
        Assert.IsTrue(task.Set(settings, Request, 0, Request.Length, totalMs, gapMs, expiresUs));
        return task;
    }

    private sealed class TwoPartDevice(SerialSettings settings, int pauseMs) : IWireDevice
    {
        public SerialSettings Settings => settings;

        public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
        {
            if (bytes.Count == Request.Length)
            {
                bus.Send(this, [1, 2], 20_000_000);
                bus.Send(this, [3, 4], 20_000_000 + (pauseMs * 1_000_000L) + SerialBus.BitsNs(settings, 20));
            }
        }
    }
}
