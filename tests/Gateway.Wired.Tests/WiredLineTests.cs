using Gateway.Core;
using Gateway.Simulator.Wire;

namespace Gateway.Wired.Tests;

[TestClass]
public sealed class WiredLineTests
{
    private static readonly byte[] Request = [0x10, 0x5B, 0x01, 0x5C, 0x16];

    private static byte[] Reply(int length) => [(byte)length, .. Enumerable.Range(1, length - 1).Select(i => (byte)i)];

    [TestMethod]
    [DataRow(300)]
    [DataRow(2400)]
    [DataRow(9600)]
    [DataRow(38400)]
    public void Exchange_Reply_EndsWithItsLastByteInAFewSteps(int baud)
    {
        SerialSettings settings = SerialSettings.Create8E1(baud);
        LineBench bench = new(WireKind.MBus);
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(101)));
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        Assert.AreEqual(ExchangeResult.Ok, task.Results[0].Result);
        CollectionAssert.AreEqual(Reply(101), task.Results[0].Reply);
        long minimumUs = settings.BitsUs(((5 + 101) * 11) + 11);
        long tookUs = task.Results[0].EndUs - task.BeginUs;
        Assert.IsLessThanOrEqualTo(minimumUs + settings.BytesUs(1) + 3_000, tookUs);
        Assert.IsLessThanOrEqualTo(10L, bench.Steps);
    }

    [TestMethod]
    public void Exchange_LateReply_MeasuresAnswerTime()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus);
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(30)) { DelayBits = 240 });
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        Assert.AreEqual(ExchangeResult.Ok, task.Results[0].Result);
        Assert.AreEqual(100_000, task.Results[0].AnswerUs, 10_000);
    }

    [TestMethod]
    public void Exchange_NoDevice_EndsSilentAtTheTimeout()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus);
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        Assert.AreEqual(ExchangeResult.Silence, task.Results[0].Result);
        long tookUs = task.Results[0].EndUs - task.BeginUs;
        Assert.AreEqual(settings.BytesUs(5) + 200_000, tookUs, 3_000);
        Assert.AreEqual(1, bench.Line.Counters.Silent);
    }

    [TestMethod]
    public void Exchange_BrokenOffReply_IsTruncated()
    {
        SerialSettings settings = SerialSettings.Create8E1(9600);
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(60)[..40]));
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        Assert.AreEqual(ExchangeResult.Truncated, task.Results[0].Result);
        Assert.HasCount(40, task.Results[0].Reply);
        Assert.AreEqual(1, bench.Line.Counters.Truncated);
    }

    [TestMethod]
    public void Exchange_Garbage_WaitsForQuietLine()
    {
        SerialSettings settings = SerialSettings.Create8E1(9600);
        LineBench bench = new(WireKind.Rs485);
        bench.Bus.Attach(new ScriptedDevice(settings, new byte[100], Reply(5)));
        OneExchange task = bench.Run(new OneExchange(settings, Request, 2));

        Assert.AreEqual(ExchangeResult.Garbled, task.Results[0].Result);
        Assert.IsGreaterThan(settings.BytesUs(105) + 50_000, task.Results[0].EndUs - task.BeginUs);
        Assert.AreEqual(ExchangeResult.Ok, task.Results[1].Result);
    }

    [TestMethod]
    [DataRow(WireKind.Rs485)]
    [DataRow(WireKind.MBus)]
    public void Exchange_Echo_IsRemoved(WireKind kind)
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(kind, 1, new LineOptions { Echo = true });
        bench.Bus.Options.Echo = true;
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(20), null, Reply(1)));
        OneExchange task = bench.Run(new OneExchange(settings, Request, 3) { WakeBytes = 200 });

        CollectionAssert.AreEqual(Reply(20), task.Results[0].Reply);
        Assert.AreEqual(ExchangeResult.Silence, task.Results[1].Result);
        Assert.AreEqual(ExchangeResult.Ok, task.Results[2].Result);
    }

    [TestMethod]
    public void Exchange_EchoMissing_IsEchoWrong()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus, 1, new LineOptions { Echo = true });
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(20)));
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        Assert.AreEqual(ExchangeResult.EchoWrong, task.Results[0].Result);
        Assert.AreEqual(1, bench.Line.Counters.EchoWrong);
    }

    [TestMethod]
    public void Exchange_ConverterBehindNetwork_WaitsLonger()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus, 1, new LineOptions { LatencyUs = 400_000 });
        bench.Bus.Options.LatencyMs = 150;
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(101)));
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        Assert.AreEqual(ExchangeResult.Ok, task.Results[0].Result);
        CollectionAssert.AreEqual(Reply(101), task.Results[0].Reply);
    }

    [TestMethod]
    public void Exchange_WithoutReply_EndsWhenSent()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.Rs485);
        ScriptedDevice device = new(settings);
        bench.Bus.Attach(device);
        OneExchange task = bench.Run(new OneExchange(settings, Request) { ExpectsReply = false, WakeBytes = 300 });

        Assert.AreEqual(ExchangeResult.Ok, task.Results[0].Result);
        Assert.AreEqual(settings.BytesUs(305), task.Results[0].EndUs - task.BeginUs, 5_000);
        byte[] heard = [.. device.Heard.SelectMany(bytes => bytes)];
        Assert.HasCount(305, heard);
        CollectionAssert.AreEqual(Request, heard[300..]);
    }

    [TestMethod]
    public void Exchange_PortBroken_IsPortFailed()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus);
        bench.Bus.Options.IsPortBroken = true;
        OneExchange task = bench.Run(new OneExchange(settings, Request, 2));

        Assert.IsTrue(task.Results.TrueForAll(one => one.Result == ExchangeResult.PortFailed));
        Assert.AreEqual(2, bench.Line.Counters.PortFailed);
    }

    [TestMethod]
    public void Exchange_WrongSpeed_IsNotUnderstood()
    {
        LineBench bench = new(WireKind.MBus);
        ScriptedDevice device = new(SerialSettings.Create8E1(9600));
        bench.Bus.Attach(device);
        bench.Run(new OneExchange(SerialSettings.Create8E1(2400), Request));

        Assert.IsFalse(device.Heard.Exists(bytes => bytes.AsSpan().SequenceEqual(Request)));
        Assert.IsNotEmpty(device.Heard);
    }

    [TestMethod]
    public void Exchange_WrongParity_ArrivesWithErrors()
    {
        LineBench bench = new(WireKind.MBus);
        ScriptedDevice device = new(new SerialSettings(2400, 8, SerialParity.Odd, 1));
        bench.Bus.Attach(device);
        bench.Run(new OneExchange(SerialSettings.Create8E1(2400), Request));

        Assert.AreEqual(Request.Length, device.BadBytes);
    }

    [TestMethod]
    public void Line_Tasks_RunOneAfterAnotherWithIdleTime()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus, 1, new LineOptions { QueueLength = 2 });
        ScriptedDevice device = new(settings, Reply(10), Reply(10), Reply(10), Reply(10));
        bench.Bus.Attach(device);
        OneExchange first = new(settings, Request, 2), second = new(settings, Request, 2);
        Assert.IsTrue(bench.Line.TryEnqueue(first));
        Assert.IsTrue(bench.Line.TryEnqueue(second));
        Assert.IsFalse(bench.Line.TryEnqueue(first), "the queue holds two");
        bench.RunUntilIdle();

        Assert.AreSame(first, bench.Ended[0]);
        Assert.AreSame(second, bench.Ended[1]);
        Assert.HasCount(4, device.Heard);
        Assert.IsGreaterThanOrEqualTo(first.Results[1].EndUs, second.BeginUs);
        Assert.AreEqual(4, bench.Line.Counters.Ok);
        Assert.AreEqual(1, bench.Line.Counters.Refused);
        double use = (double)bench.Line.Counters.MinimumUs / bench.Line.Counters.BusyUs;
        Assert.IsInRange(0.85, 1.0, use);
    }

    [TestMethod]
    public void Bus_TwoSlavesAtOnce_MasterHearsWiredAnd()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus);
        bench.Bus.Attach(new ScriptedDevice(settings, [[3, 0xF3, 0x3C]]));
        bench.Bus.Attach(new ScriptedDevice(settings, [[3, 0x3F, 0x3C]]));
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        CollectionAssert.AreEqual(new byte[] { 3, 0x33, 0x3C }, task.Results[0].Reply);
    }

    [TestMethod]
    public void Bus_TwoSlavesApart_MasterHearsGarbage()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus);
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(20)) { DelayBits = 11 });
        bench.Bus.Attach(new ScriptedDevice(settings, Reply(20)) { DelayBits = 14.4 });
        OneExchange task = bench.Run(new OneExchange(settings, Request));

        bool same = task.Results[0].Reply.AsSpan().SequenceEqual(Reply(20));
        Assert.IsFalse(same);
        Assert.IsNotEmpty(task.Results[0].Reply);
    }

    [TestMethod]
    public void Bus_Rs485_OthersHearReplies()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.Rs485);
        ScriptedDevice talks = new(settings, Reply(6)), listens = new(settings);
        bench.Bus.Attach(talks);
        bench.Bus.Attach(listens);
        bench.Run(new OneExchange(settings, Request));

        Assert.HasCount(1, talks.Heard, "a sender does not hear itself");
        CollectionAssert.AreEqual(Reply(6), listens.Heard[1]);
    }

    [TestMethod]
    public void Line_SomebodyStillSends_RequestWaits()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus);
        ScriptedDevice device = new(settings, [3, 1, 2, .. new byte[200]], Reply(5));
        bench.Bus.Attach(device);
        OneExchange task = bench.Run(new OneExchange(settings, Request, 2));

        Assert.AreEqual(ExchangeResult.Ok, task.Results[0].Result, "it ends at its own length");
        CollectionAssert.AreEqual(Reply(5), task.Results[1].Reply);
        Assert.IsGreaterThan(0, bench.Line.Counters.Strays);
        Assert.IsGreaterThan(settings.BytesUs(205 + 10), task.Results[1].EndUs - task.BeginUs);
    }

    [TestMethod]
    public void Line_DeviceNeverStopsSending_DoesNotStopTheLine()
    {
        SerialSettings settings = SerialSettings.Create8E1(2400);
        LineBench bench = new(WireKind.MBus);
        bench.Bus.Attach(new ScriptedDevice(settings, [3, 1, 2, .. new byte[20_000]]));
        OneExchange task = bench.Run(new OneExchange(settings, Request, 2));

        Assert.HasCount(2, task.Results);
        Assert.IsGreaterThan(settings.BytesUs(5) + 2_000_000, task.Results[1].EndUs - task.Results[0].EndUs);
        Assert.IsLessThan(10_000_000, task.Results[1].EndUs - task.Results[0].EndUs);
    }
}
