using Gateway.Core;
using Gateway.Radio.Sx1276;

namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276RecoveryTests : DriverRecoveryTests
{
    // 50 looks a second for a preamble without a sync word.
    private protected override int MaxIdleTransfersAMinute => 3_400;

    private protected override IFakeChip NewChip() => new FakeSx1276();

    private protected override RadioStage NewRadio(
        IFakeChip chip, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Sx1276Radio(chip, fifoPin, syncPin, null);

    [TestMethod]
    public void Stall_DataLineLow_EndsAtTheNextLook()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.StuckMiso = 0;
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(1, bench.Sink.Ends);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
    }

    /// <summary>A loop that was held up between restart and clearing has cleared a new frame's sync flag: the
    /// filling FIFO tells, not the poll half a second later.</summary>
    [TestMethod]
    public void Idle_SyncFlagCleared_FillingFifoFreesTheReceiver()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        Assert.IsTrue(bench.Chip.Sync());
        bench.Chip.Transfer([0xBE, 0x0B, 0x10], new byte[3], 3);
        bench.Chip.SyncPin.TakeEdge();
        Assert.IsFalse(bench.Chip.SyncPin.Level);
        bench.Sink.AbortAfter = 1;
        for (int i = 0; i < 25; i++)
        {
            bench.NowUs += ChipBench.ByteUs;
            bench.Chip.Air([0x55]);
            bench.StepIfDue();
        }

        Assert.AreEqual(1, bench.Sink.Ends);
        Assert.IsTrue(bench.Chip.IsListening);
    }

    /// <summary>A look finds the receiver locked; it is freed when the longest preamble has passed and not
    /// before, and a frame that comes meanwhile is left alone.</summary>
    [TestMethod]
    public void Watch_LockedReceiver_RestartedAfterThePreambleTime()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Chip.IsLocked = true;
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(0, bench.Chip.Restarts);
        Assert.AreEqual(bench.NowUs + 480, bench.Radio.NextWakeUs);
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(1, bench.Chip.Restarts);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
    }
}
