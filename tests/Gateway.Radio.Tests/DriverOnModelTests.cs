using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Wmbus;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

/// <summary>Driver and chip model of every chip together.</summary>
public abstract class DriverOnModelTests
{
    protected abstract RadioChip Kind { get; }

    private protected ModelBench NewBench(IFrameSink sink) => ModelBench.Of(Kind, sink);

    [TestMethod]
    public void Start_Model_Ok()
    {
        ModelBench bench = NewBench(new RecordingSink()).Start();
        Assert.IsTrue(bench.IsReceiving);
        Assert.AreEqual(0, bench.Warnings.Count, string.Join("; ", bench.Warnings));
    }

    [TestMethod]
    [DataRow(ChipFault.Dead)]
    [DataRow(ChipFault.StuckHigh)]
    public void Start_BrokenChip_NotFoundAndRecoversWhenRepaired(ChipFault fault)
    {
        ModelBench bench = NewBench(new RecordingSink());
        bench.Chip.Fail(fault);
        Assert.AreEqual(RadioStatus.NotFound, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
        bench.Run(500_000);
        bench.Chip.Fail(ChipFault.None);
        bench.Run(2_000_000);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
        Assert.IsTrue(bench.IsReceiving);
    }

    /// <summary>Raw bytes of every length; T1 and C1 are the same to the driver.</summary>
    [TestMethod]
    [DataRow(1, 50)]
    [DataRow(1000, 50)]
    [DataRow(1, 2000)]
    public void Receive_EveryLength_ArrivesByteEqual(int granularityUs, int latencyUs)
    {
        RecordingSink sink = new();
        ModelBench bench = NewBench(sink);
        bench.GranularityUs = granularityUs;
        bench.LatencyUs = latencyUs;
        bench.Start();
        for (int length = 15; length <= 560; length += length < 80 || (length > 250 && length < 262) ? 1 : 13)
        {
            byte[] frame = ChipBench.Frame(length, length);
            sink.Total = length;
            int ends = sink.Ends;
            var sent = bench.Send(FrameEncoder.FromChips(frame), bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 8_000);
            Assert.AreEqual(ends + 1, sink.Ends, $"length {length}: {bench.Last()}");
            Assert.AreEqual(RxEnd.Complete, sink.End, $"length {length}: {bench.Last()}");
            CollectionAssert.AreEqual(frame, sink.Bytes[..length], $"length {length}");
            Assert.AreEqual(ReceptionOutcome.ReceivedIntoFifo, bench.Outcomes[^1], $"length {length}");
        }

        Assert.AreEqual(0, bench.Warnings.Count, string.Join("; ", bench.Warnings));
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
    }

    [TestMethod]
    [DataRow(AirMode.T1)]
    [DataRow(AirMode.C1A)]
    [DataRow(AirMode.C1B)]
    public void Receive_TelegramsOfAllLengths_ArriveThroughTheLink(AirMode mode)
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link).Start();
        int longest = mode == AirMode.C1B ? 252 : 256;
        for (int length = 12; length <= longest; length += 4)
        {
            byte[] telegram = ChipBench.Frame(length, length);
            telegram[0] = (byte)(length - 1);
            telegram[1] = 0x44;
            var sent = bench.Send(FrameEncoder.Encode(telegram, mode), bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 4_000);
            Telegram got = link.Pool.TryTake();
            Assert.IsNotNull(got, $"{mode}, {length} bytes: {link.LastStatus}, {bench.Last()}");
            CollectionAssert.AreEqual(telegram, got.Bytes[..got.Length], $"{mode}, {length} bytes");
            long syncUs = sent.BitNs(FrameEncoder.DataStart) / 1000;
            Assert.AreEqual(syncUs, got.ReceivedUs, 200, "time of the sync word");
            Assert.AreEqual(-60, got.RssiDbm, 3, "RSSI");
            link.Pool.Release(got);
        }
    }

    [TestMethod]
    [DataRow(-20_000)]
    [DataRow(0)]
    [DataRow(15_000)]
    public void Receive_SenderOffFrequency_OffsetReported(int offsetHz)
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        var sent = bench.Send(
            FrameEncoder.FromChips(ChipBench.Frame(60)),
            bench.NowUs + 1_000,
            carrierHz: AirChannel.FrequentCarrierHz + offsetHz);
        bench.Run((sent.EndNs / 1000) + 4_000);
        Assert.AreEqual(RxEnd.Complete, sink.End);
        Assert.AreEqual(offsetHz, sink.FrequencyOffsetHz, 3_000);
    }

    /// <summary>0.5 ms of silence between two frames: each must find the chip listening.</summary>
    [TestMethod]
    [DataRow(AirMode.T1)]
    [DataRow(AirMode.C1A)]
    [DataRow(AirMode.C1B)]
    public void Receive_ThirtyBackToBack_AllArrive(AirMode mode)
    {
        WmbusReceiver link = new(32);
        ModelBench bench = NewBench(link).Start();
        long atUs = bench.NowUs + 1_000;
        for (int i = 0; i < 30; i++)
        {
            byte[] telegram = ChipBench.Frame(30 + (i * 5), i);
            telegram[0] = (byte)(telegram.Length - 1);
            telegram[1] = 0x44;
            var sent = bench.Send(FrameEncoder.Encode(telegram, mode), atUs);
            atUs = (sent.EndNs / 1000) + 500;
        }

        bench.Run(atUs + 10_000);
        Assert.AreEqual(30u, bench.Radio.Counters.Completed, bench.Last());
        Assert.AreEqual(30, link.Pool.ReadyCount);
    }

    /// <summary>From the last bit of a frame to a receiver that has settled.</summary>
    [TestMethod]
    public void Rearm_AfterAFrame_DeafForLessThanTheBar()
    {
        RecordingSink sink = new() { Total = 80 };
        ModelBench bench = NewBench(sink);
        bench.SpiCallUs = 20;
        bench.StepUs = 0;
        bench.Start();
        var sent = bench.Send(FrameEncoder.FromChips(ChipBench.Frame(80)), bench.NowUs + 1_000);
        bench.Run((sent.EndNs / 1000) + 3_000);
        Assert.AreEqual(RxEnd.Complete, sink.End);
        Assert.AreEqual(1, bench.Chip.RearmCount);
        long deafUs = bench.Chip.DeafNs / 1000;

        // 0.3 ms, 50 µs of them latency of the loop, and the chip's own settling.
        Assert.IsTrue(deafUs > 0 && deafUs <= 300 + bench.SettleUs, $"{deafUs} µs");
        Console.WriteLine($"{Kind}: deaf for {deafUs} µs");
    }

    [TestMethod]
    public void Step_TooLate_OverflowThenNextFrame()
    {
        RecordingSink sink = new() { Total = 200 };
        ModelBench bench = NewBench(sink).Start();
        byte[] frame = ChipBench.Frame(200);
        var sent = bench.Send(FrameEncoder.FromChips(frame), bench.NowUs + 1_000);
        bench.Run(bench.NowUs + 3_500);
        Assert.AreEqual(1, sink.Begins);
        bench.Spend(12_000);
        bench.Run((sent.EndNs / 1000) + 2_000);
        Assert.AreEqual(RxEnd.Overflow, sink.End);
        Assert.AreEqual(1, bench.Chip.OverflowCount);
        Assert.AreEqual(1u, bench.Radio.Counters.Overflows);
        sent = bench.Send(FrameEncoder.FromChips(frame), bench.NowUs + 1_000);
        bench.Run((sent.EndNs / 1000) + 4_000);
        Assert.AreEqual(RxEnd.Complete, sink.End);
        CollectionAssert.AreEqual(frame, sink.Bytes);
    }

    /// <summary>Noise behind a sync word is given up at the first chunk, and a frame 2.2 ms later is
    /// heard.</summary>
    [TestMethod]
    public void Receive_FalseSync_AbortedEarly()
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link).Start();
        long atUs = bench.NowUs + 1_000;
        bench.Send(FrameEncoder.FromChips([0x00, 0xFF]), atUs);
        byte[] telegram = ChipBench.Frame(60);
        telegram[0] = 59;
        var sent = bench.Send(FrameEncoder.Encode(telegram, AirMode.C1A), atUs + 640 + 2_200);
        bench.Run((sent.EndNs / 1000) + 4_000);
        Assert.AreEqual(1u, bench.Radio.Counters.Aborted);
        Telegram got = link.Pool.TryTake();
        Assert.IsNotNull(got, bench.Last());
        CollectionAssert.AreEqual(telegram, got.Bytes[..got.Length]);
    }

    [TestMethod]
    public void Idle_BrownOut_RestartedAndReceives()
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        bench.Chip.Fail(ChipFault.BrownOutReset);
        bench.Run(bench.NowUs + 12_000_000);
        Assert.AreEqual(1u, bench.Radio.Counters.Restarts);
        var sent = bench.Send(FrameEncoder.FromChips(ChipBench.Frame(60)), bench.NowUs + 1_000);
        bench.Run((sent.EndNs / 1000) + 4_000);
        Assert.AreEqual(RxEnd.Complete, sink.End);
    }

    /// <summary>Five minutes of idling: calibrations and checks go through without a reset, the floor is that
    /// of the air.</summary>
    [TestMethod]
    public void Idle_FiveMinutes_NoRestartAndNoiseFloorOfTheAir()
    {
        ModelBench bench = NewBench(new RecordingSink()).Start();
        bench.Run(300_000_000);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.IsTrue(bench.IsReceiving);
        double floor = bench.Medium.NoiseFloorDbm(bench.FilterHz);
        Assert.AreEqual(floor, bench.Radio.NoiseFloorDbm, 4.0);
        Assert.AreEqual(0, bench.Warnings.Count, string.Join("; ", bench.Warnings));
    }
}
