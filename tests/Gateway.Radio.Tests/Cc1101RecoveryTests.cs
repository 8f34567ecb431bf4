using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101RecoveryTests : DriverRecoveryTests
{
    private protected override IFakeChip NewChip() => new FakeCc1101();

    private protected override RadioStage NewRadio(
        IFakeChip chip, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Cc1101Radio(chip, fifoPin, syncPin);

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
    public void Complete_Frame_ListensByItselfAndTwoTransfersEndIt()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 60;
        byte[] frame = RadioBench.Frame(60);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame.AsSpan(0, 30));
        bench.Step();
        bench.Chip.Air(frame.AsSpan(30));
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
        Assert.IsTrue(bench.Chip.Gdo0.HasEdge, "GDO0 rises at the end of the packet");
        int transfers = bench.Chip.Transfers;
        bench.Step();
        Assert.AreEqual(2, bench.Chip.Transfers - transfers);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
        Assert.AreEqual(1, bench.Chip.Calibrations, "no calibration between frames");
    }

    /// <summary>In the tail GDO0 says that the packet has ended; GDO2 must agree.</summary>
    [TestMethod]
    public void Tail_GlitchOnGdo0_FrameGoesOn()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 60;
        byte[] frame = BeginTail(bench, 60);
        bench.Chip.Air(frame.AsSpan(30, 20));
        bench.Chip.Gdo0.Level = true;
        bench.Step();
        bench.Chip.Air(frame.AsSpan(50));
        bench.Step();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
        Assert.AreEqual(0, bench.Chip.Violations);
    }

    /// <summary>The status byte of the read must agree too, else what was read is not what the sender sent.</summary>
    [TestMethod]
    [DataRow(true, 20)]
    [DataRow(false, 5)]
    public void Tail_ChipStoppedShortOfTheEnd_StalledNotDelivered(bool isIdle, int bytes)
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 60;
        byte[] frame = BeginTail(bench, 60);
        bench.Chip.Air(frame.AsSpan(30, bytes));
        bench.Chip.EndPacket();
        bench.Chip.State = isIdle ? FakeCc1101.Mode.Idle : FakeCc1101.Mode.Rx;
        bench.Step();
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Stalled);
        Assert.IsTrue(bench.Chip.IsListening);
    }

    /// <summary>What follows has filled the FIFO before anybody came: the tail is in it, whole.</summary>
    [TestMethod]
    public void Tail_FifoOverflownBehindIt_DeliveredWhole()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 60;
        byte[] frame = BeginTail(bench, 60);
        bench.Chip.Air(frame.AsSpan(30));
        bench.Chip.EndPacket();
        bench.Chip.State = FakeCc1101.Mode.Overflow;
        bench.Step();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
        Assert.IsTrue(bench.Chip.IsListening);
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

    private static byte[] BeginTail(RadioBench bench, int length)
    {
        byte[] frame = RadioBench.Frame(length);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame.AsSpan(0, 30));
        bench.Step();
        return frame;
    }
}
