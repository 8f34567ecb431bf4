// The chip listens again by itself when a packet has ended (MCSM1.RXOFF_MODE = 3), so the next frame may come before the
// driver has read what is left of the last one: the bytes of both are in the FIFO then, and the length mode is still the
// last one's.
using Gateway.Core;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101NextFrameTests
{
    private const int Length = 60;
    private static readonly byte[] _first = RadioBench.Frame(Length);
    private static readonly byte[] _second = ChipBench.Frame(Length, 2);

    /// <summary>Whatever has come of the next frame when the driver looks: nothing but its sync word, a byte, many
    /// bytes; in time by the pin, or after it should have looked.</summary>
    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(0, 5)]
    [DataRow(1, 0)]
    [DataRow(1, 5)]
    [DataRow(2, 5)]
    [DataRow(19, 5)]
    [DataRow(30, 5)]
    public void Receive_NextFrameBegunBeforeTheTailIsRead_BothArrive(int bytes, int lateBytes)
    {
        RadioBench bench = StartWithTail();
        Assert.IsTrue(bench.Chip.Sync(), "listens by itself");
        bench.Chip.Air(_second.AsSpan(0, bytes));
        bench.NowUs = bench.Radio.NextWakeUs + ((lateBytes - 4) * RadioBench.ByteUs);
        bench.Step();
        byte[]? first = null;
        for (int i = bytes; i < Length; i++)
        {
            first ??= bench.Sink.Ends == 1 ? bench.Sink.Bytes : null;
            bench.NowUs += RadioBench.ByteUs;
            bench.Chip.Air(_second.AsSpan(i, 1));
            bench.StepIfDue();
        }

        CollectionAssert.AreEqual(_first, first);
        Assert.AreEqual(2, bench.Sink.Ends);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(_second, bench.Sink.Bytes);
        Assert.AreEqual(0, bench.Chip.Violations);
        Assert.AreEqual(2u, bench.Radio.Counters.Completed);
    }

    /// <summary>PKTLEN of the last frame ends the next one early: that one is lost, and no other.</summary>
    [TestMethod]
    public void Receive_DriverLaterThanTheOldLength_NextFrameStallsAndTheThirdArrives()
    {
        RadioBench bench = StartWithTail(Length + 2);
        bench.Chip[0x06] = 24; // the length of a short frame
        Assert.IsTrue(bench.Chip.Sync());
        bench.Chip.Air(_second);
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(RadioBench.Frame(Length + 2), bench.Sink.Bytes);
        Assert.IsTrue(bench.Chip.IsListening, "nothing is left of the frame that was cut");
        bench.Sink.Total = Length;
        bench.Send(_second);
        CollectionAssert.AreEqual(_second, bench.Sink.Bytes);
        Assert.AreEqual(0, bench.Chip.Violations);
    }

    /// <summary>The first frame is whole in the FIFO: it is delivered, whatever overflows behind it.</summary>
    [TestMethod]
    public void Receive_NextFrameOverflowsBehindTheTail_FirstArrives()
    {
        RadioBench bench = StartWithTail();
        Assert.IsTrue(bench.Chip.Sync());
        bench.Chip.Air(_second.AsSpan(0, 50));
        Assert.AreEqual(FakeCc1101.Mode.Overflow, bench.Chip.State);
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(_first, bench.Sink.Bytes);
        Assert.IsTrue(bench.Chip.IsListening);
        bench.Send(_second);
        CollectionAssert.AreEqual(_second, bench.Sink.Bytes);
    }

    /// <summary>A calibration that is due takes the long way, once.</summary>
    [TestMethod]
    public void Receive_CalibrationDue_RearmedWithIt()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = Length;
        bench.NowUs += RadioTiming.CalibrationUs;
        int calibrations = bench.Chip.Calibrations;
        bench.Send(_first);
        bench.Send(_first);
        bench.Send(_first);
        Assert.AreEqual(1, bench.Chip.Calibrations - calibrations);
        Assert.IsTrue(bench.Chip.IsListening);
    }

    // Drained up to the last chunk, which is in the FIFO, whole.
    private static RadioBench StartWithTail(int length = Length)
    {
        RadioBench bench = new RadioBench().Start();
        byte[] frame = RadioBench.Frame(length);
        bench.Sink.Total = length;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame.AsSpan(0, 30));
        bench.NowUs += 30 * RadioBench.ByteUs;
        bench.Step();
        bench.Chip.Air(frame.AsSpan(30));
        Assert.AreEqual(0, bench.Sink.Ends);
        bench.NowUs += (length - 30) * RadioBench.ByteUs;
        return bench;
    }
}
