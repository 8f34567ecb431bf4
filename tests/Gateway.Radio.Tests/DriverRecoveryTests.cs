using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>What the driver of every chip has to survive, and how it idles.</summary>
public abstract class DriverRecoveryTests : DriverTests
{
    private protected virtual int MaxIdleTransfersAMinute => 150;

    [TestMethod]
    public void Abort_OnTheLastChunk_EndsAborted()
    {
        ChipBench bench = Start();
        bench.Sink.Total = 60;
        bench.Sink.AbortAfter = 60;
        bench.Send(ChipBench.Frame(60));
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
    }

    [TestMethod]
    public void Step_TooLate_OverflowCountedAndNextFrameReceived()
    {
        ChipBench bench = Start();
        bench.Sink.Total = 200;
        byte[] frame = ChipBench.Frame(200);
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        bench.Fake.Air(frame.AsSpan(0, 30));
        bench.Step();
        bench.Fake.Air(frame.AsSpan(30));
        bench.NowUs += 170 * ChipBench.ByteUs;
        bench.Step();
        Assert.AreEqual(RxEnd.Overflow, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Overflows);
        Assert.IsTrue(bench.Fake.IsListening);
        bench.Send(frame);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
    }

    [TestMethod]
    [DataRow(64, RxEnd.Complete)]
    [DataRow(40, RxEnd.Complete)]
    [DataRow(65, RxEnd.Overflow)]
    public void Step_FirstLookAfterOverflow_FrameThatFitsIsRescued(int length, RxEnd end)
    {
        ChipBench bench = Start();
        bench.Sink.Total = length;
        Assert.IsTrue(bench.Fake.Sync());
        byte[] air = ChipBench.Frame(100);
        bench.Fake.Air(air);
        bench.NowUs += 100 * ChipBench.ByteUs;
        bench.Step();
        Assert.AreEqual(end, bench.Sink.End);
        CollectionAssert.AreEqual(air[..Math.Min(length, 64)], bench.Sink.Bytes[..Math.Min(length, 64)]);
        Assert.IsTrue(bench.Fake.IsListening);
    }

    [TestMethod]
    public void Idle_SyncNeverNoticed_OverflowFoundByThePoll()
    {
        ChipBench bench = Start();
        bench.Fake.FifoPin.LosesEdges = true;
        bench.Fake.SyncPin.LosesEdges = true;
        Assert.IsTrue(bench.Fake.Sync());
        bench.Fake.Air(ChipBench.Frame(100));
        bench.Idle(bench.NowUs + 600_000);
        Assert.AreEqual(1u, bench.Radio.Counters.Overflows);
        Assert.IsTrue(bench.Fake.IsListening);
        Assert.AreEqual(bench.Sink.Begins, bench.Sink.Ends);
    }

    /// <summary>The filling FIFO tells of the frame.</summary>
    [TestMethod]
    public void Idle_SyncEdgeLost_FrameArrivesAllTheSame()
    {
        ChipBench bench = Start();
        bench.Fake.SyncPin.LosesEdges = true;
        bench.Sink.Total = 90;
        byte[] frame = ChipBench.Frame(90);
        bench.Send(frame);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    [TestMethod]
    public void Stall_NoBytesAfterSync_EndsAndRearms()
    {
        ChipBench bench = Start();
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        bench.Idle(bench.NowUs + 10_000);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Stalled);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.IsTrue(bench.Fake.IsListening);
        bench.Sink.Total = 90;
        bench.Send(ChipBench.Frame(90));
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
    }

    [TestMethod]
    public void Stall_ChipLeavesThePacket_EndsAtTheNextLook()
    {
        ChipBench bench = Start();
        bench.Sink.Total = 90;
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        bench.Fake.Air(ChipBench.Frame(25));
        bench.Step();
        bench.Fake.LosePower();
        bench.Idle(bench.NowUs + 10_000);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
    }

    [TestMethod]
    public void Stall_ThreeInARow_ResetsTheChip()
    {
        ChipBench bench = Start();
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
            Assert.IsTrue(bench.Fake.Sync());
            bench.Step();
            bench.Idle(bench.NowUs + 10_000);
        }

        Assert.AreEqual(1u, bench.Radio.Counters.Restarts);
        Assert.AreEqual(2, bench.Fake.Resets);
        Assert.AreEqual(3, bench.Sink.Ends);
    }

    [TestMethod]
    public void Sink_NeverTellsALength_Aborted()
    {
        ChipBench bench = Start();
        bench.Sink.KnownAfter = int.MaxValue;
        bench.Send(ChipBench.Frame(400));
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
        Assert.IsTrue(bench.Sink.Count <= RadioTiming.MaxUnknownBytes + 64);
    }

    [TestMethod]
    [DataRow(RadioTiming.MaxFrameBytes + 1)]
    [DataRow(int.MaxValue)]
    [DataRow(int.MinValue)]
    [DataRow(-2)]
    public void Sink_ImpossibleLength_Aborted(int total)
    {
        ChipBench bench = Start();
        bench.Sink.Total = total;
        bench.Send(ChipBench.Frame(100));
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
    }

    [TestMethod]
    public void Idle_PowerLost_RestartedWithinTheCheck()
    {
        ChipBench bench = Start();
        bench.Fake.LosePower();
        bench.Fake.ForceReceive(); // on reset values
        bench.Idle(bench.NowUs + RadioTiming.CheckUs + RadioTiming.IdlePollUs);
        Assert.AreEqual(1u, bench.Radio.Counters.Restarts);
        bench.Sink.Total = 90;
        bench.Send(ChipBench.Frame(90));
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
    }

    [TestMethod]
    public void Idle_LeftReceiveMode_RearmedThenRestarted()
    {
        ChipBench bench = Start();
        bench.Fake.LeaveReceive();
        bench.Idle(bench.NowUs + 600_000);
        Assert.IsTrue(bench.Fake.IsListening);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        bench.Fake.LeaveReceive();
        bench.Fake.RefusesRx = true;
        bench.Idle(bench.NowUs + 3_000_000);
        Assert.IsTrue(bench.Radio.Counters.Restarts >= 1);
        Assert.AreEqual(RadioStatus.NoReceive, bench.Radio.Status);
    }

    [TestMethod]
    public void Idle_ChipDies_StatusTellsAndRetries()
    {
        ChipBench bench = Start();
        bench.Fake.StuckMiso = 0;
        bench.Idle(bench.NowUs + 20_000_000);
        Assert.AreEqual(RadioStatus.NotFound, bench.Radio.Status);
        bench.Fake.StuckMiso = null;
        bench.Idle(bench.NowUs + 60_000_000);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
    }

    [TestMethod]
    public void Idle_Noise_SmoothedAndBounded()
    {
        ChipBench bench = Start();
        bench.Fake.SetRssi(-108);
        bench.Idle(bench.NowUs + 1_000_000);
        Assert.AreEqual(-108, bench.Radio.NoiseFloorDbm);
        bench.Fake.SetRssi(-60); // a sender meets one sample
        bench.Idle(bench.NowUs + 500_000);
        Assert.AreEqual(-106, bench.Radio.NoiseFloorDbm, 1);
        bench.Idle(bench.NowUs + 300_000_000);
        Assert.AreEqual(-60, bench.Radio.NoiseFloorDbm, 1);
        bench.Fake.SetRssi(-108);
        bench.Idle(bench.NowUs + 15_000_000);
        Assert.AreEqual(-108, bench.Radio.NoiseFloorDbm, 1);
        int transfers = bench.Fake.Transfers;
        bench.Idle(bench.NowUs + 60_000_000);
        Assert.IsTrue(bench.Fake.Transfers - transfers <= MaxIdleTransfersAMinute, "idle SPI traffic");
    }

    [TestMethod]
    public void Idle_LongTime_CalibratesNowAndThen()
    {
        ChipBench bench = Start();
        int calibrations = bench.Fake.Calibrations;
        bench.Idle(bench.NowUs + 301_000_000);
        int count = bench.Fake.Calibrations - calibrations;
        Assert.IsTrue(count is 9 or 10, $"{count} calibrations in 301 s");
    }

    [TestMethod]
    public void Busy_LongTime_CalibratesAtARearm()
    {
        ChipBench bench = Start();
        bench.Sink.Total = 90;
        byte[] frame = ChipBench.Frame(90);
        int calibrations = bench.Fake.Calibrations;
        long end = bench.NowUs + 95_000_000;
        while (bench.NowUs < end)
        {
            bench.Send(frame);
            bench.NowUs += 100_000;
        }

        Assert.AreEqual(3, bench.Fake.Calibrations - calibrations);
    }

    [TestMethod]
    public void Glitch_OnTheSyncPin_NoFrame()
    {
        ChipBench bench = Start();
        bench.Fake.SyncPin.Level = true;
        bench.Fake.SyncPin.Level = false;
        bench.Step();
        Assert.AreEqual(0, bench.Sink.Begins);
        bench.Step();
        Assert.IsTrue(bench.Radio.NextWakeUs > bench.NowUs);
    }

    [TestMethod]
    public void Start_DuringAFrame_EndsItOnce()
    {
        ChipBench bench = Start();
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        Assert.IsTrue(bench.Radio.IsReceiving);
        bench.StartListening();
        Assert.AreEqual(1, bench.Sink.Ends);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.IsFalse(bench.Radio.IsReceiving);
    }

    [TestMethod]
    public void Step_NeverStarted_DoesNothing()
    {
        ChipBench bench = NewBench();
        bench.Step();
        Assert.AreEqual(0, bench.Fake.Transfers);
        Assert.AreEqual(long.MaxValue, bench.Radio.NextWakeUs);
        Assert.AreEqual(-128, bench.Radio.NoiseFloorDbm);
    }

    [TestMethod]
    public void Step_StartFailed_TriesAgainWithDoublingWaits()
    {
        ChipBench bench = NewBench();
        bench.Fake.StuckMiso = 0xFF;
        long now = 0;
        Assert.AreEqual(RadioStatus.NotFound, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, now));
        long[] waitsS = [1, 2, 4, 8, 16, 32, 60, 60];
        foreach (long waitS in waitsS)
        {
            Assert.AreEqual(now + (waitS * 1_000_000), bench.Radio.NextWakeUs);
            int transfers = bench.Fake.Transfers;
            bench.Radio.Step(bench.Radio.NextWakeUs - 1);
            Assert.AreEqual(transfers, bench.Fake.Transfers, "tried too early");
            now = bench.Radio.NextWakeUs;
            bench.Radio.Step(now);
        }

        Assert.AreEqual(8u, bench.Radio.Counters.Restarts);
        bench.Fake.StuckMiso = null;
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
        bench.Sink.Total = 40;
        byte[] frame = ChipBench.Frame(40);
        bench.Send(frame);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }
}
