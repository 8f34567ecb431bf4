using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>What the driver of every chip has to do with frames.</summary>
public abstract class DriverReceptionTests : DriverTests
{
    /// <summary>Every length from one that fits the first chunk to beyond 512: below, at and above
    /// 256.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(1000)]
    public void Receive_EveryLength_ArrivesByteEqual(int granularityUs)
    {
        ChipBench bench = NewBench();
        bench.GranularityUs = granularityUs;
        bench.StartListening();
        for (int length = 20; length <= 600; length++)
        {
            bench.Sink.Total = length;
            byte[] frame = ChipBench.Frame(length, length);
            bench.Send(frame);
            Assert.AreEqual(RxEnd.Complete, bench.Sink.End, $"length {length}");
            CollectionAssert.AreEqual(frame, bench.Sink.Bytes, $"length {length}");
            Assert.IsTrue(bench.Fake.IsListening);
            bench.NowUs += 3_000;
            bench.StepIfDue();
        }

        RadioCounters counters = bench.Radio.Counters;
        Assert.AreEqual(581u, counters.Syncs);
        Assert.AreEqual(581u, counters.Completed);
        Assert.AreEqual(0u, counters.Restarts + counters.Overflows + counters.Stalled + counters.Aborted);
        Assert.AreEqual(0, bench.Fake.Violations, "what the datasheet forbids");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(12)]
    [DataRow(19)]
    public void Receive_ShorterThanTheFirstChunk_EndsWithBytesBehindIt(int length)
    {
        ChipBench bench = Start();
        bench.Sink.Total = length;
        byte[] frame = ChipBench.Frame(length);
        bench.Send(frame);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes[..length]);
        Assert.IsTrue(bench.Sink.Count <= 32);
    }

    [TestMethod]
    public void Receive_EdgesLost_LevelsAndTimesSuffice()
    {
        ChipBench bench = Start();
        bench.Fake.FifoPin.LosesEdges = true;
        bench.Fake.SyncPin.LosesEdges = true;
        bench.Sink.Total = 300;
        byte[] frame = ChipBench.Frame(300);
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step(); // another stage woke the loop
        for (int i = 0; i < frame.Length; i++)
        {
            bench.NowUs += ChipBench.ByteUs;
            bench.Fake.Air(frame.AsSpan(i, 1));
            bench.StepIfDue();
        }

        bench.Idle(bench.NowUs + 1_000);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    [TestMethod]
    public void Receive_FifoPinDead_TimesSuffice()
    {
        IFakeChip chip = NewChip();
        RadioStage radio = NewRadio(chip, new FakePin(), chip.SyncPin);
        ChipBench bench = new(chip, radio);
        Assert.AreEqual(RadioStatus.Ok, radio.Start(RadioProfile.T1C1, bench.Sink, 0));
        bench.Sink.Total = 300;
        byte[] frame = ChipBench.Frame(300);
        bench.Fake.Sync();
        long now = 0;
        radio.Step(now);
        for (int i = 0; i < frame.Length + 20 && bench.Sink.Ends == 0; i++)
        {
            now += ChipBench.ByteUs;
            bench.Fake.Air(frame.AsSpan(Math.Min(i, 299), 1));
            if (now >= radio.NextWakeUs)
            {
                radio.Step(now);
            }
        }

        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    [TestMethod]
    public void Receive_BytesBetweenTransfers_NothingLostNoViolation()
    {
        ChipBench bench = Start();
        for (int length = 20; length < 500; length += 7)
        {
            byte[] frame = ChipBench.Frame(length, length);
            byte[] air = [.. frame, .. ChipBench.Frame(300)];
            bench.Sink.Total = length;
            Assert.IsTrue(bench.Fake.Sync());
            int sent = 0;
            int ends = bench.Sink.Ends;
            bench.Fake.AfterTransfer = () =>
            {
                // A slow SPI: two bytes arrive during each transfer.
                int n = Math.Min(2, air.Length - sent);
                if (bench.Fake.InPacket && n > 0)
                {
                    bench.Fake.Air(air.AsSpan(sent, n));
                    sent += n;
                }
            };
            bench.Step();
            for (int i = 0; i < 5000 && bench.Sink.Ends == ends; i++)
            {
                bench.NowUs += ChipBench.ByteUs;
                if (sent < air.Length && bench.Fake.FifoCount < 40)
                {
                    bench.Fake.Air(air.AsSpan(sent++, 1));
                }

                bench.Step();
            }

            bench.Fake.AfterTransfer = null;
            CollectionAssert.AreEqual(frame, bench.Sink.Bytes[..length], $"length {length}, {bench.Sink.End}");
        }

        Assert.AreEqual(0, bench.Fake.Violations);
    }

    [TestMethod]
    public void Receive_Thousand_AllocatesNothing() => Assert.AreEqual(0L, Allocations.Least(AThousandFrames));

    private long AThousandFrames()
    {
        ChipBench bench = Start();
        byte[] frame = ChipBench.Frame(200);
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

        return allocated - (GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(ChipBench bench, byte[] frame, int count)
    {
        for (int n = 0; n < count; n++)
        {
            bench.Fake.Sync();
            for (int i = 0; i < frame.Length; i++)
            {
                bench.NowUs += ChipBench.ByteUs;
                bench.Fake.Air(frame.AsSpan(i, 1));
                bench.StepIfDue();
            }
        }
    }
}
