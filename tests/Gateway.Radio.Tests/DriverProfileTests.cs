using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>What a board with several radios asks of every driver: another profile without a restart, the
/// urgent part of a step alone, the time for which it has listened.</summary>
public abstract class DriverProfileTests : DriverTests
{
    [TestMethod]
    public void Retune_ChipInOrder_ListensWithoutAReset()
    {
        ChipBench bench = Start();
        int resets = bench.Fake.Resets;
        int calibrations = bench.Fake.Calibrations;
        RecordingSink other = new() { Total = 50 };
        int transfers = bench.Fake.Transfers;
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Retune(RadioProfile.S1, other, bench.NowUs));
        Assert.IsLessThan(60, bench.Fake.Transfers - transfers);
        Assert.AreEqual(resets, bench.Fake.Resets);
        Assert.AreEqual(calibrations + 1, bench.Fake.Calibrations);
        Assert.IsTrue(bench.Fake.IsListening);

        // Registers of the new profile stand the driver's own checks.
        bench.Idle(bench.NowUs + 30_000_000);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        byte[] frame = ChipBench.Frame(50);
        for (int i = 0; i < 120 && other.Ends == 0; i++)
        {
            bench.NowUs += 244;
            bench.Fake.Air(i < frame.Length ? frame.AsSpan(i, 1) : [0]);
            bench.StepIfDue();
        }

        Assert.AreEqual(RadioProfile.S1, other.Profile);
        CollectionAssert.AreEqual(frame, other.Bytes);
        Assert.AreEqual(0, bench.Sink.Begins, "the sink of before");
        Assert.AreEqual(0, bench.Fake.Violations);
    }

    [TestMethod]
    public void Retune_FrameUnderWay_EndsItAsStalled()
    {
        ChipBench bench = Start();
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        Assert.IsTrue(bench.Radio.IsReceiving);
        bench.Radio.Retune(RadioProfile.S1, new RecordingSink(), bench.NowUs);
        Assert.IsFalse(bench.Radio.IsReceiving);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.IsTrue(bench.Fake.IsListening);
    }

    [TestMethod]
    public void Retune_BusDead_SaysSoAndTriesAgainWithTheNewProfile()
    {
        ChipBench bench = Start();
        bench.Fake.StuckMiso = 0;
        RecordingSink other = new() { Total = 40 };
        Assert.AreEqual(RadioStatus.NotFound, bench.Radio.Retune(RadioProfile.S1, other, bench.NowUs));
        bench.Fake.StuckMiso = null;
        bench.Idle(bench.NowUs + 2_000_000);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        Assert.AreEqual(RadioProfile.S1, other.Profile);
    }

    [TestMethod]
    public void Retune_ProfileNobodyKnows_IsRefused()
    {
        ChipBench bench = Start();
        Assert.AreEqual(
            RadioStatus.UnknownProfile, bench.Radio.Retune((RadioProfile)9, new RecordingSink(), bench.NowUs));
        Assert.AreEqual(long.MaxValue, bench.Radio.NextWakeUs);
    }

    [TestMethod]
    public void Serve_IdleDutiesDue_LeavesThemToStep()
    {
        ChipBench bench = Start();
        bench.NowUs += 20_000_000;
        Assert.IsLessThan(bench.NowUs, bench.Radio.NextWakeUs);
        int transfers = bench.Fake.Transfers;
        bench.Radio.Serve(bench.NowUs);
        Assert.AreEqual(transfers, bench.Fake.Transfers);
        bench.Step();
        Assert.IsGreaterThan(transfers, bench.Fake.Transfers);
    }

    [TestMethod]
    public void Serve_ChipDead_DoesNotTryToRestart()
    {
        ChipBench bench = NewBench();
        bench.Fake.StuckMiso = 0;
        Assert.AreNotEqual(
            RadioStatus.Ok, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, bench.NowUs));
        bench.Fake.StuckMiso = null;
        bench.NowUs += 2_000_000;
        int transfers = bench.Fake.Transfers;
        bench.Radio.Serve(bench.NowUs);
        Assert.AreEqual(transfers, bench.Fake.Transfers);
        bench.Step();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
    }

    [TestMethod]
    public void Serve_Only_ReceivesAWholeFrame()
    {
        ChipBench bench = Start();
        bench.Sink.Total = 90;
        byte[] frame = ChipBench.Frame(90);
        Assert.IsTrue(bench.Fake.Sync());
        for (int i = 0; i < 200 && bench.Sink.Ends == 0; i++)
        {
            bench.Radio.Serve(bench.NowUs);
            bench.NowUs += ChipBench.ByteUs;
            bench.Fake.Air(i < frame.Length ? frame.AsSpan(i, 1) : [0]);
        }

        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    [TestMethod]
    public void ListenedUs_ChipDeadForAWhile_CountsOnlyWhatItListened()
    {
        ChipBench bench = NewBench();
        bench.Fake.StuckMiso = 0;
        bench.Radio.Start(RadioProfile.T1C1, bench.Sink, bench.NowUs);
        Assert.AreEqual(0, bench.Radio.ListenedUs(bench.NowUs + 500_000), "before the chip has ever listened");
        bench.Fake.StuckMiso = null;
        bench.Idle(bench.NowUs + 1_500_000);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
        Assert.AreEqual(500_000, bench.Radio.ListenedUs(bench.NowUs), "started again after a second");

        long diedUs = bench.NowUs;
        bench.Fake.StuckMiso = 0;
        bench.Idle(bench.NowUs + 60_000_000);
        Assert.AreNotEqual(RadioStatus.Ok, bench.Radio.Status);
        long listenedUs = bench.Radio.ListenedUs(bench.NowUs);
        Assert.AreEqual(listenedUs, bench.Radio.ListenedUs(bench.NowUs + 7_000_000), "stands still");
        Assert.IsLessThan(
            500_000 + RadioTiming.CheckUs + RadioTiming.IdlePollUs, listenedUs, $"died at {diedUs}");
        Assert.IsGreaterThanOrEqualTo(500_000, listenedUs);
    }
}
