using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101ReceptionTests
{
    /// <summary>Every length from one that fits the first chunk to beyond 512: below, at and above
    /// 256.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(1000)]
    public void Receive_EveryLength_ArrivesByteEqualAndTheChipStopsByItself(int granularityUs)
    {
        RadioBench bench = new RadioBench { GranularityUs = granularityUs }.Start();
        for (int length = 20; length <= 600; length++)
        {
            bench.Sink.Total = length;
            byte[] frame = RadioBench.Frame(length, length);
            bench.Send(frame);
            Assert.AreEqual(RxEnd.Complete, bench.Sink.End, $"length {length}");
            CollectionAssert.AreEqual(frame, bench.Sink.Bytes, $"length {length}");
            Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
            bench.NowUs += 3_000;
            bench.StepIfDue();
        }

        RadioCounters counters = bench.Radio.Counters;
        Assert.AreEqual(581u, counters.Syncs);
        Assert.AreEqual(581u, counters.Completed);
        Assert.AreEqual(0u, counters.Restarts + counters.Overflows + counters.Stalled + counters.Aborted);
        Assert.AreEqual(0, bench.Chip.Violations, "the last FIFO byte was read while receiving");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(12)]
    [DataRow(19)]
    public void Receive_ShorterThanTheFirstChunk_EndsWithBytesBehindIt(int length)
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = length;
        byte[] frame = RadioBench.Frame(length);
        bench.Send(frame);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes[..length]);
        Assert.IsTrue(bench.Sink.Count <= 32);
    }

    [TestMethod]
    [DataRow(100, 100)]
    [DataRow(255, 255)]
    [DataRow(256, 1)] // PKTLEN must not be 0: one byte more
    [DataRow(257, 1)]
    [DataRow(435, 179)]
    [DataRow(512, 1)]
    [DataRow(600, 88)]
    public void Receive_Length_FixedLengthOnlyWhenFewerThan256AreToCome(int length, int pktLen)
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = length;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        byte[] frame = RadioBench.Frame(length + 1);
        int switchedAt = -1;
        for (int i = 0; i < length && bench.Sink.Ends == 0; i++)
        {
            bench.NowUs += RadioBench.ByteUs;
            bench.Chip.Air(frame.AsSpan(i, 1));
            bench.StepIfDue();
            if (switchedAt < 0 && (bench.Chip[0x08] & 3) == 0)
            {
                switchedAt = i + 1;
                Assert.AreEqual(pktLen, bench.Chip[0x06]);
            }
        }

        Assert.IsTrue(switchedAt > 0, "never switched to fixed length");
        int chipTotal = length % 256 == 0 ? length + 1 : length;
        Assert.IsTrue(chipTotal - switchedAt < 256, $"switched at {switchedAt}");
        bench.NowUs += RadioBench.ByteUs;
        bench.Chip.Air(frame.AsSpan(length, 1));
        bench.StepIfDue();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame[..length], bench.Sink.Bytes);
        Assert.AreEqual(2, bench.Chip[0x08] & 3, "infinite again for the next frame");
    }

    [TestMethod]
    public void Receive_FittingTail_OneInterruptAtTheEndAndNoPolling()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 80;
        bench.Send(RadioBench.Frame(80));
        Assert.AreEqual(2, bench.Sink.Pushes);

        // Sync, first threshold, end of packet.
        Assert.AreEqual(3, bench.Steps);
    }

    [TestMethod]
    public void Receive_LongFrame_FewStepsAndTransfersPerByte()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 435;
        int transfers = bench.Chip.Transfers;
        bench.Send(RadioBench.Frame(435));
        Assert.IsTrue(bench.Steps <= 16, $"{bench.Steps} steps");
        transfers = bench.Chip.Transfers - transfers;
        Assert.IsTrue(transfers <= 35, $"{transfers} transfers");
    }

    [TestMethod]
    public void Receive_EdgesLost_LevelsAndTimesSuffice()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Chip.Gdo0.LosesEdges = true;
        bench.Chip.Gdo2.LosesEdges = true;
        bench.Sink.Total = 300;
        byte[] frame = RadioBench.Frame(300);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step(); // another stage woke the loop
        for (int i = 0; i < frame.Length; i++)
        {
            bench.NowUs += RadioBench.ByteUs;
            bench.Chip.Air(frame.AsSpan(i, 1));
            bench.StepIfDue();
        }

        bench.Idle(bench.NowUs + 1_000);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    [TestMethod]
    public void Receive_Gdo0Dead_TimesSuffice()
    {
        RadioBench bench = new();
        FakePin dead = new();
        Cc1101Radio radio = new(bench.Chip, dead, bench.Chip.Gdo2);
        Assert.AreEqual(RadioStatus.Ok, radio.Start(RadioProfile.T1C1, bench.Sink, 0));
        bench.Sink.Total = 300;
        byte[] frame = RadioBench.Frame(300);
        bench.Chip.Sync();
        long now = 0;
        radio.Step(now);
        for (int i = 0; i < frame.Length + 20 && bench.Sink.Ends == 0; i++)
        {
            now += RadioBench.ByteUs;
            bench.Chip.Air(frame.AsSpan(Math.Min(i, 299), 1));
            if (now >= radio.NextWakeUs)
            {
                radio.Step(now);
            }
        }

        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    [TestMethod]
    public void Receive_SyncNoticedLate_IsDatedByTheBytesThatCame()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 50;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Chip.Air(RadioBench.Frame(25));
        bench.NowUs += 25 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(bench.NowUs - (25 * RadioBench.ByteUs), bench.Sink.SyncUs);
        Assert.AreEqual(RadioProfile.T1C1, bench.Sink.Profile);
        Assert.AreEqual(1, bench.Sink.Pushes, "a full threshold is drained at once");
    }

    [TestMethod]
    public void Receive_BytesBetweenTransfers_NothingLostNoViolation()
    {
        RadioBench bench = new RadioBench().Start();
        for (int length = 20; length < 500; length += 7)
        {
            byte[] frame = RadioBench.Frame(length, length);
            bench.Sink.Total = length;
            Assert.IsTrue(bench.Chip.Sync());
            int sent = 0;
            int ends = bench.Sink.Ends;
            bench.Chip.AfterTransfer = () =>
            {
                // A slow SPI: two bytes arrive during each transfer.
                int n = Math.Min(2, frame.Length - sent);
                if (bench.Chip.InPacket && n > 0)
                {
                    bench.Chip.Air(frame.AsSpan(sent, n));
                    sent += n;
                }
            };
            bench.Step();
            for (int i = 0; i < 2000 && bench.Sink.Ends == ends; i++)
            {
                bench.NowUs += 1_000;
                if (sent < length && bench.Chip.FifoCount < 40)
                {
                    bench.Chip.Air(frame.AsSpan(sent++, 1));
                }

                bench.Step();
            }

            bench.Chip.AfterTransfer = null;
            CollectionAssert.AreEqual(frame, bench.Sink.Bytes, $"length {length}, {bench.Sink.End}");
        }

        Assert.AreEqual(0, bench.Chip.Violations);
    }

    /// <summary>With no byte behind it the last FIFO byte is wanted: the driver must stop the chip first.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(5)]
    public void Receive_LengthKnownTooLateForTheChip_EndsByRxBytes(int bytesBehind)
    {
        // The sink finds the length when the chip's counter has passed it already.
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 40;
        bench.Sink.KnownAfter = 39;
        byte[] frame = RadioBench.Frame(40);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame);
        bench.NowUs += 40 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(0, bench.Sink.Ends);
        bench.Chip.Air(RadioBench.Frame(bytesBehind));
        bench.NowUs += 5 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
        Assert.AreEqual(0, bench.Chip.Violations);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
    }

    [TestMethod]
    public void Receive_RssiLqiFreqEst_AllRawValuesConvert()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 30;
        byte[] frame = RadioBench.Frame(30);
        for (int raw = 0; raw < 256; raw++)
        {
            bench.Chip.Rssi = (byte)raw;
            bench.Chip.Lqi = (byte)raw;
            bench.Chip.FreqEst = (byte)raw;
            bench.Send(frame);
            int signed = raw < 128 ? raw : raw - 256;
            Assert.AreEqual((signed / 2.0) - 74, bench.Sink.RssiDbm, 0.5, $"RSSI {raw}");
            Assert.AreEqual(raw % 128, bench.Sink.Lqi, $"LQI {raw}");
            Assert.AreEqual(signed * 26e6 / 16384, bench.Sink.FrequencyOffsetHz, 1.0, $"FREQEST {raw}");
        }
    }

    [TestMethod]
    public void Receive_Thousand_AllocatesNothing()
    {
        RadioBench bench = new RadioBench().Start();
        byte[] frame = RadioBench.Frame(200);
        bench.Sink.Total = frame.Length;
        Run(bench, frame, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(bench, frame, 1000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(1010u, bench.Radio.Counters.Completed);

        // Assertions of the sink box their arguments: the driver must add nothing to what the sink needs.
        RecordingSink alone = new() { Total = frame.Length };
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            ((IFrameSink)alone).Begin(RadioProfile.T1C1, 0);
            ((IFrameSink)alone).End(RxEnd.Complete, 0, 0, 0);
        }

        Assert.AreEqual(GC.GetAllocatedBytesForCurrentThread() - before, allocated);
    }

    private static void Run(RadioBench bench, byte[] frame, int count)
    {
        for (int n = 0; n < count; n++)
        {
            bench.Chip.Sync();
            for (int i = 0; i < frame.Length; i++)
            {
                bench.NowUs += RadioBench.ByteUs;
                bench.Chip.Air(frame.AsSpan(i, 1));
                bench.StepIfDue();
            }
        }
    }
}
