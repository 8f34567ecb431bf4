// What is this chip's own: AFC and AGC run at a preamble and then hold until a restart, which loses the next
// sender's frame to a driver that does not restart.
using Gateway.Core;
using Gateway.Link.Wmbus;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276OnModelTests : DriverOnModelTests
{
    protected override RadioChip Kind => RadioChip.Sx1276;

    /// <summary>Each sender is 90 kHz away from the one before: an AFC that kept its value would lose every
    /// second frame.</summary>
    [TestMethod]
    public void Receive_SendersOnBothSides_NoneLost()
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        for (int i = 0; i < 60; i++)
        {
            byte[] frame = ChipBench.Frame(60, i);
            int offsetHz = i % 2 == 0 ? 45_000 : -45_000;
            Send(bench, frame, 600 + (i * 7), 0, offsetHz);
            Assert.AreEqual(i + 1, sink.Ends, $"frame {i}: {bench.Last()}");
            CollectionAssert.AreEqual(frame, sink.Bytes, $"frame {i}");
            Assert.AreEqual(offsetHz, sink.FrequencyOffsetHz, 2_000, $"frame {i}");
        }
    }

    /// <summary>Each sender is 70 dB stronger or weaker than the one before: a gain that stayed would lose every
    /// second frame.</summary>
    [TestMethod]
    public void Receive_StrongAndWeak_NoneLost()
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        for (int i = 0; i < 60; i++)
        {
            byte[] frame = ChipBench.Frame(60, i);
            Send(bench, frame, 600 + (i * 7), i % 2 == 0 ? 35 : -35, 0);
            Assert.AreEqual(i + 1, sink.Ends, $"frame {i}: {bench.Last()}");
            CollectionAssert.AreEqual(frame, sink.Bytes, $"frame {i}");
            Assert.AreEqual(i % 2 == 0 ? -25 : -95, sink.RssiDbm, 4, $"frame {i}");
        }
    }

    /// <summary>A preamble without a sync word locks the receiver to its sender; the watch frees it.</summary>
    [TestMethod]
    [DataRow(1_000, 0)]
    [DataRow(25_000, 1)]
    public void Receive_BehindAPreambleOfNobody_DeafUntilTheWatch(int gapUs, int frames)
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start(settleUs: 20_100); // just behind a look
        byte[] preamble = new byte[16];
        Array.Fill(preamble, (byte)0x55);
        AirBits nobody = new(preamble, 128, AirChannel.C1, 128);
        var sent = bench.Send(nobody, bench.NowUs + 10, 0, AirChannel.FrequentCarrierHz + 55_000);
        bench.Run((sent.EndNs / 1000) + 10);
        Send(bench, ChipBench.Frame(60), gapUs, 0, -55_000);
        Assert.AreEqual((uint)frames, bench.Radio.Counters.Completed, bench.Last());
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
    }

    /// <summary>No carrier sense: noise makes sync words; each is given up at the first block.</summary>
    [TestMethod]
    public void Idle_NoiseSyncs_GivenUpWithoutRestart()
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link);
        bench.Medium.NoiseFalseSyncs = true;
        bench.Start();
        bench.Run(60_000_000);
        RadioCounters counters = bench.Radio.Counters;
        Assert.AreEqual((uint)bench.Chip.FalseSyncCount, counters.Syncs);
        Assert.AreEqual(counters.Syncs, counters.Aborted);
        Assert.AreEqual(0u, counters.Restarts + counters.Stalled + counters.Overflows);
        Assert.AreEqual(0, link.Pool.ReadyCount);
    }

    /// <summary>Noise does not keep the receiver from frames.</summary>
    [TestMethod]
    public void Receive_InNoise_AllStrongFramesArrive()
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink);
        bench.Medium.NoiseFalseSyncs = true;
        bench.Start();
        int complete = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] frame = ChipBench.Frame(60, i);
            Send(bench, frame, 20_000 + (i * 13), 0, 0);
            complete += sink.Count >= 60 && sink.Bytes[..60].SequenceEqual(frame) ? 1 : 0;
        }

        Assert.IsTrue(complete >= 297, $"{complete} of 300");
    }

    [TestMethod]
    [DataRow(-95, 100, 100)]
    [DataRow(-110, 0, 0)]
    public void Receive_WeakSenders_AllAboveNoneFarBelow(int powerDbm, int atLeast, int atMost)
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        int complete = 0;
        for (int i = 0; i < 100; i++)
        {
            byte[] frame = ChipBench.Frame(60, i);
            Send(bench, frame, 1_000 + (i * 7), powerDbm + 60, 0);
            complete += sink.Count >= 60 && sink.Bytes[..60].SequenceEqual(frame) ? 1 : 0;
        }

        Assert.IsTrue(complete >= atLeast && complete <= atMost, $"{complete} of 100");
    }

    private static void Send(ModelBench bench, byte[] frame, int gapUs, double powerDbm, int offsetHz)
    {
        var sent = bench.Send(
            FrameEncoder.FromChips(frame),
            bench.NowUs + gapUs,
            powerDbm,
            AirChannel.FrequentCarrierHz + offsetHz);
        bench.Run((sent.EndNs / 1000) + 700);
    }
}
