using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101RecoveryTests
{
    [TestMethod]
    public void Abort_BadFirstBlock_ListensAgainAfterOneTransfer()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.AbortAfter = 18;
        int transfers = 0;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        byte[] noise = RadioBench.Frame(20);
        bench.Chip.Air(noise);
        bench.NowUs += 20 * RadioBench.ByteUs;
        bool listens = false;
        bench.Chip.AfterTransfer = () =>
        {
            transfers++;
            listens = bench.Chip.State == FakeCc1101.Mode.Rx && !bench.Chip.InPacket;
        };
        bench.Step();
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Aborted);

        // RXBYTES, FIFO, and the re-arm that the sink's answer causes.
        Assert.AreEqual(3, transfers);
        Assert.IsTrue(listens);
        Assert.AreEqual(0, bench.Chip.FifoCount);
        Assert.IsFalse(bench.Radio.IsReceiving);
    }

    [TestMethod]
    public void Complete_Frame_ThreeTransfersFromItsEndToListening()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 60;
        byte[] frame = RadioBench.Frame(60);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame.AsSpan(0, 30));
        bench.Step();
        bench.Chip.Air(frame.AsSpan(30));
        Assert.AreEqual(FakeCc1101.Mode.Idle, bench.Chip.State);
        Assert.IsTrue(bench.Chip.Gdo0.HasEdge, "GDO0 rises at the end of the packet");
        int transfers = bench.Chip.Transfers;
        bench.Step();
        Assert.AreEqual(3, bench.Chip.Transfers - transfers);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
        Assert.AreEqual(1, bench.Chip.Calibrations, "no calibration between frames");
    }

    [TestMethod]
    public void Abort_OnTheLastChunk_EndsAborted()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 60;
        bench.Sink.AbortAfter = 60;
        bench.Send(RadioBench.Frame(60));
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
    }

    [TestMethod]
    public void Step_TooLate_OverflowCountedAndNextFrameReceived()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 200;
        byte[] frame = RadioBench.Frame(200);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame.AsSpan(0, 30));
        bench.Step();
        bench.Chip.Air(frame.AsSpan(30));
        bench.NowUs += 170 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(RxEnd.Overflow, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Overflows);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
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
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = length;
        Assert.IsTrue(bench.Chip.Sync());
        byte[] air = RadioBench.Frame(100);
        bench.Chip.Air(air);
        Assert.AreEqual(FakeCc1101.Mode.Overflow, bench.Chip.State);
        bench.NowUs += 100 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(end, bench.Sink.End);
        CollectionAssert.AreEqual(air[..Math.Min(length, 64)], bench.Sink.Bytes[..Math.Min(length, 64)]);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
    }

    [TestMethod]
    public void Idle_SyncNeverNoticed_OverflowFoundByThePoll()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Chip.Gdo2.LosesEdges = true;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Chip.Air(RadioBench.Frame(100));
        bench.Idle(bench.NowUs + 600_000);
        Assert.AreEqual(1u, bench.Radio.Counters.Overflows);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
        Assert.AreEqual(0, bench.Sink.Begins);
    }

    [TestMethod]
    public void Stall_NoBytesAfterSync_EndsAndRearms()
    {
        RadioBench bench = new RadioBench().Start();
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Idle(bench.NowUs + 10_000);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Stalled);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
        bench.Sink.Total = 90;
        bench.Send(RadioBench.Frame(90));
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
    }

    [TestMethod]
    public void Stall_ChipLeavesThePacket_EndsAtTheNextLook()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 90;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(RadioBench.Frame(25));
        bench.Step();
        bench.Chip.LosePower();
        bench.Idle(bench.NowUs + 10_000);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
    }

    [TestMethod]
    public void Stall_ThreeInARow_ResetsTheChip()
    {
        RadioBench bench = new RadioBench().Start();
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
            Assert.IsTrue(bench.Chip.Sync());
            bench.Step();
            bench.Idle(bench.NowUs + 10_000);
        }

        Assert.AreEqual(1u, bench.Radio.Counters.Restarts);
        Assert.AreEqual(2, bench.Chip.Resets);
        Assert.AreEqual(3, bench.Sink.Ends);
    }

    [TestMethod]
    public void RxBytes_DisagreesForAWhile_NothingLost()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 120;
        byte[] frame = RadioBench.Frame(120);
        for (int bad = 1; bad <= 12; bad++)
        {
            bench.Chip.BadRxBytes = bad;
            bench.Send(frame);
            Assert.AreEqual(RxEnd.Complete, bench.Sink.End, $"{bad} bad readings");
            CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
        }
    }

    [TestMethod]
    public void RxBytes_NeverAgrees_StalledNotStuck()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 120;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.BadRxBytes = int.MaxValue;
        bench.Chip.Air(RadioBench.Frame(30));
        bench.Idle(bench.NowUs + 10_000);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
    }

    [TestMethod]
    public void Sink_NeverTellsALength_Aborted()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.KnownAfter = int.MaxValue;
        bench.Send(RadioBench.Frame(400));
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
        Assert.IsTrue(bench.Sink.Count <= Cc1101Timing.MaxUnknownBytes + 64);
    }

    [TestMethod]
    [DataRow(Cc1101Timing.MaxFrameBytes + 1)]
    [DataRow(int.MaxValue)]
    [DataRow(int.MinValue)]
    [DataRow(-2)]
    public void Sink_ImpossibleLength_Aborted(int total)
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = total;
        bench.Send(RadioBench.Frame(100));
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
    }

    [TestMethod]
    public void Idle_PowerLost_RestartedWithinTheCheck()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Chip.LosePower();
        bench.Chip.State = FakeCc1101.Mode.Rx; // it receives, on reset values
        bench.Idle(bench.NowUs + Cc1101Timing.CheckUs + Cc1101Timing.IdlePollUs);
        Assert.AreEqual(1u, bench.Radio.Counters.Restarts);
        Assert.AreEqual(0x54, bench.Chip[0x04]);
        bench.Sink.Total = 90;
        bench.Send(RadioBench.Frame(90));
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
    }

    [TestMethod]
    public void Idle_LeftReceiveMode_RearmedThenRestarted()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Chip.State = FakeCc1101.Mode.Idle;
        bench.Idle(bench.NowUs + 600_000);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        bench.Chip.State = FakeCc1101.Mode.Idle;
        bench.Chip.RefusesRx = true;
        bench.Idle(bench.NowUs + 3_000_000);
        Assert.IsTrue(bench.Radio.Counters.Restarts >= 1);
        Assert.AreEqual(RadioStatus.NoReceive, bench.Radio.Status);
    }

    [TestMethod]
    public void Idle_ChipDies_StatusTellsAndRetries()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Chip.StuckMiso = 0;
        bench.Idle(bench.NowUs + 20_000_000);
        Assert.AreEqual(RadioStatus.NotFound, bench.Radio.Status);
        bench.Chip.StuckMiso = null;
        bench.Idle(bench.NowUs + 60_000_000);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
    }

    [TestMethod]
    public void Idle_Noise_SmoothedAndBounded()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Chip.Rssi = 0xBC; // −108 dBm
        bench.Idle(bench.NowUs + 1_000_000);
        Assert.AreEqual(-108, bench.Radio.NoiseFloorDbm);
        bench.Chip.Rssi = 0x1C; // −60 dBm: a sender meets one sample
        bench.Idle(bench.NowUs + 500_000);
        Assert.AreEqual(-106, bench.Radio.NoiseFloorDbm, 1);
        bench.Idle(bench.NowUs + 300_000_000);
        Assert.AreEqual(-60, bench.Radio.NoiseFloorDbm, 1);
        bench.Chip.Rssi = 0xBC;
        bench.Idle(bench.NowUs + 15_000_000);
        Assert.AreEqual(-108, bench.Radio.NoiseFloorDbm, 1);
        int transfers = bench.Chip.Transfers;
        bench.Idle(bench.NowUs + 60_000_000);
        Assert.IsTrue(bench.Chip.Transfers - transfers <= 150, "idle SPI traffic");
    }

    [TestMethod]
    public void Idle_LongTime_CalibratesNowAndThen()
    {
        RadioBench bench = new RadioBench().Start();
        int calibrations = bench.Chip.Calibrations;
        bench.Idle(bench.NowUs + 301_000_000);
        int count = bench.Chip.Calibrations - calibrations;
        Assert.IsTrue(count is 9 or 10, $"{count} calibrations in 301 s");
    }

    [TestMethod]
    public void Busy_LongTime_CalibratesAtARearm()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 90;
        byte[] frame = RadioBench.Frame(90);
        int calibrations = bench.Chip.Calibrations;
        long end = bench.NowUs + 95_000_000;
        while (bench.NowUs < end)
        {
            bench.Send(frame);
            bench.NowUs += 100_000;
        }

        Assert.AreEqual(3, bench.Chip.Calibrations - calibrations);
    }

    [TestMethod]
    public void Glitch_OnTheSyncPin_NoFrame()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Chip.Gdo2.Level = true;
        bench.Chip.Gdo2.Level = false;
        bench.Step();
        Assert.AreEqual(0, bench.Sink.Begins);
        bench.Step();
        Assert.IsTrue(bench.Radio.NextWakeUs > bench.NowUs);
    }

    [TestMethod]
    public void Start_DuringAFrame_EndsItOnce()
    {
        RadioBench bench = new RadioBench().Start();
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        Assert.IsTrue(bench.Radio.IsReceiving);
        bench.Start();
        Assert.AreEqual(1, bench.Sink.Ends);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.IsFalse(bench.Radio.IsReceiving);
    }
}
