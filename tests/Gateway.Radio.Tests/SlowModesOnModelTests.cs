// S1 and the linkIQ-style mode: driver, chip model and link together.
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.LinkIq;
using Gateway.Link.Wmbus;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

/// <summary>S1 and the linkIQ-style mode on every chip's model.</summary>
public abstract class SlowModesOnModelTests
{
    protected abstract RadioChip Kind { get; }

    private ModelBench NewBench(IFrameSink sink) => ModelBench.Of(Kind, sink);

    [TestMethod]
    [DataRow(AirMode.S1, 256, 4)]
    [DataRow(AirMode.LinkIq, 64, 1)]
    public void Receive_TelegramsOfAllLengths_ArriveThroughTheLink(AirMode mode, int longest, int step)
    {
        TelegramReceiver link = LinkFor(mode);
        ModelBench bench = NewBench(link).Start(profile: AirChannel.Of(mode).Profile);
        for (int length = 12; length <= longest; length += step)
        {
            byte[] telegram = Telegram(length, length);
            AirBits air = FrameEncoder.Encode(telegram, mode);
            var sent = bench.Send(air, bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 30_000);
            Telegram got = link.Pool.TryTake();
            Assert.IsNotNull(got, $"{mode}, {length} bytes: {link.LastStatus}, {bench.Last()}");
            CollectionAssert.AreEqual(telegram, got.Bytes[..got.Length], $"{mode}, {length} bytes");
            long syncUs = sent.BitNs(air.SyncEndBit) / 1000;
            Assert.AreEqual(syncUs, got.ReceivedUs, 1_000, "time of the sync word");
            Assert.AreEqual(-60, got.RssiDbm, 3, "RSSI");
            link.Pool.Release(got);
        }

        Assert.AreEqual(0, bench.Warnings.Count, string.Join("; ", bench.Warnings));
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts + bench.Radio.Counters.Stalled);
    }

    /// <summary>A loop that comes late, and only every 5 ms when no edge wakes it.</summary>
    [TestMethod]
    [DataRow(AirMode.S1, 4_000)]
    [DataRow(AirMode.LinkIq, 20_000)]
    public void Receive_SlowLoop_NothingOverflows(AirMode mode, int latencyUs)
    {
        TelegramReceiver link = LinkFor(mode);
        ModelBench bench = NewBench(link);
        bench.LatencyUs = latencyUs;
        bench.GranularityUs = 5_000;
        bench.Start(profile: AirChannel.Of(mode).Profile);
        for (int i = 0; i < 20; i++)
        {
            var sent = bench.Send(FrameEncoder.Encode(Telegram(64, i), mode), bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 100_000);
            Telegram got = link.Pool.TryTake();
            Assert.IsNotNull(got, $"frame {i}: {link.LastStatus}, {bench.Last()}");
            link.Pool.Release(got);
        }

        Assert.AreEqual(0u, bench.Radio.Counters.Overflows);
    }

    [TestMethod]
    [DataRow(AirMode.S1, -20_000)]
    [DataRow(AirMode.S1, 20_000)]
    [DataRow(AirMode.LinkIq, -15_000)]
    [DataRow(AirMode.LinkIq, 15_000)]
    public void Receive_SenderOffFrequency_OffsetReported(AirMode mode, int offsetHz)
    {
        TelegramReceiver link = LinkFor(mode);
        ModelBench bench = NewBench(link).Start(profile: AirChannel.Of(mode).Profile);
        AirBits air = FrameEncoder.Encode(Telegram(50, 1), mode);
        var sent = bench.Send(air, bench.NowUs + 1_000, carrierHz: air.Channel.CarrierHz + offsetHz);
        bench.Run((sent.EndNs / 1000) + 30_000);
        Telegram got = link.Pool.TryTake();
        Assert.IsNotNull(got, bench.Last());
        Assert.AreEqual(offsetHz, got.FrequencyOffsetHz, 2_000, $"{got.FrequencyOffsetHz}");
    }

    /// <summary>A radio that alternates: each profile in turn, the second time too, without a reset of the
    /// chip.</summary>
    [TestMethod]
    public void Retune_ThroughAllProfilesTwice_HearsEachInItsTurn()
    {
        AirMode[] modes = [AirMode.T1, AirMode.S1, AirMode.LinkIq, AirMode.C1B, AirMode.S1, AirMode.LinkIq];
        TelegramReceiver first = LinkFor(modes[0]);
        ModelBench bench = NewBench(first).Start();
        for (int i = 0; i < modes.Length; i++)
        {
            TelegramReceiver link = LinkFor(modes[i]);
            long beforeUs = bench.NowUs;
            Assert.AreEqual(
                RadioStatus.Ok, bench.Radio.Retune(AirChannel.Of(modes[i]).Profile, link, bench.NowUs));
            Assert.IsLessThan(2_000, bench.NowUs - beforeUs, "µs of a change");
            bench.Run(bench.NowUs + 20_000);
            byte[] telegram = Telegram(48, i);
            var sent = bench.Send(FrameEncoder.Encode(telegram, modes[i]), bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 30_000);
            Telegram got = link.Pool.TryTake();
            Assert.IsNotNull(got, $"{modes[i]}: {link.LastStatus}, {bench.Last()}");
            CollectionAssert.AreEqual(telegram, got.Bytes[..got.Length], $"{modes[i]}");

            // What is sent in another mode is not heard.
            var other = modes[i] == AirMode.S1 ? AirMode.T1 : AirMode.S1;
            sent = bench.Send(FrameEncoder.Encode(telegram, other), bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 30_000);
            Assert.IsNull(link.Pool.TryTake(), $"{other} while listening to {modes[i]}");
        }

        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.AreEqual(0, bench.Warnings.Count, string.Join("; ", bench.Warnings));
        Assert.AreEqual(bench.NowUs, bench.Radio.ListenedUs(bench.NowUs), 10_000, "never deaf but for the start");
    }

    /// <summary>A frame whose first block is damaged is let go at the first interrupt, long before its
    /// end.</summary>
    [TestMethod]
    [DataRow(AirMode.S1, 28)]
    [DataRow(AirMode.LinkIq, 20)]
    public void Receive_DamagedFirstBlock_AbortedAtTheFirstThreshold(AirMode mode, int thresholdBytes)
    {
        TelegramReceiver link = LinkFor(mode);
        ModelBench bench = NewBench(link).Start(profile: AirChannel.Of(mode).Profile);
        AirBits air = FrameEncoder.Encode(Telegram(64, 3), mode);
        byte[] bytes = (byte[])air.Bytes.Clone();

        // A bit of the manufacturer: in S1 both of its chips, so that the CRC has to find it.
        for (int i = 0; i < (mode == AirMode.S1 ? 2 : 1); i++)
        {
            int at = air.SyncEndBit + (mode == AirMode.S1 ? 32 : 16) + i;
            bytes[at / 8] ^= (byte)(0x80 >> (at % 8));
        }

        AirBits bad = new(bytes, air.BitCount, air.Channel, air.SyncEndBit);
        var sent = bench.Send(bad, bench.NowUs + 1_000);
        long deadlineUs = (sent.BitNs(air.SyncEndBit + (thresholdBytes * 8)) / 1000) + 1_500;
        Assert.IsTrue(deadlineUs < sent.EndNs / 1000);
        bench.Run(deadlineUs);
        Assert.AreEqual(1u, bench.Radio.Counters.Aborted);
        Assert.AreEqual(LinkStatus.BadCrcFirstBlock, link.LastStatus);
        Assert.IsTrue(bench.IsReceiving);
    }

    /// <summary>To calibrate means to stop receiving: never in a preamble, whenever it begins about the time that
    /// one is due.</summary>
    [TestMethod]
    [DataRow(AirMode.S1, 17_000, 6_000)]
    [DataRow(AirMode.LinkIq, 26_000, 9_000)]
    public void Receive_CalibrationFallsDueInThePreamble_Arrives(AirMode mode, int preambleUs, int stepUs)
    {
        byte[] telegram = Telegram(50, 1);
        for (long earlyUs = preambleUs; earlyUs > -540_000; earlyUs -= stepUs)
        {
            TelegramReceiver link = LinkFor(mode);
            ModelBench bench = NewBench(link).Start(profile: AirChannel.Of(mode).Profile);
            bench.Run(RadioTiming.CalibrationUs - 50_000);
            var sent = bench.Send(FrameEncoder.Encode(telegram, mode), RadioTiming.CalibrationUs - earlyUs);
            bench.Run((sent.EndNs / 1000) + 30_000);
            Assert.AreEqual(1, link.Pool.ReadyCount, $"{earlyUs} µs before it: {bench.Last()}");
        }
    }

    /// <summary>An interferer that never rests does not keep the synthesizer from being calibrated.</summary>
    [TestMethod]
    public void Idle_InterfererForever_CalibratesAllTheSame()
    {
        TelegramReceiver link = LinkFor(AirMode.LinkIq);
        ModelBench bench = NewBench(link).Start(profile: RadioProfile.LinkIq);
        byte[] noise = new byte[60_000];
        new Random(1).NextBytes(noise);
        bench.Run(RadioTiming.CalibrationUs - 1_000_000);
        bench.Send(new AirBits(noise, noise.Length * 8, AirChannel.LinkIq, 0), bench.NowUs + 1_000, -20);
        long deafUs = 0;
        while (bench.NowUs < RadioTiming.CalibrationUs + RadioTiming.QuietWaitUs + 1_000_000)
        {
            bench.Run(bench.NowUs + 100);
            deafUs += bench.IsReceiving ? 0 : 100;
        }

        Assert.IsTrue(deafUs > 0, "receive mode was never left");
    }

    [TestMethod]
    [DataRow(AirMode.S1)]
    [DataRow(AirMode.LinkIq)]
    public void Receive_BackToBack_AllArrive(AirMode mode)
    {
        TelegramReceiver link = LinkFor(mode);
        ModelBench bench = NewBench(link).Start(profile: AirChannel.Of(mode).Profile);
        long atUs = bench.NowUs + 1_000;
        for (int i = 0; i < 20; i++)
        {
            var sent = bench.Send(FrameEncoder.Encode(Telegram(20 + (2 * i), i), mode), atUs);
            atUs = (sent.EndNs / 1000) + 1_000;
        }

        bench.Run(atUs + 50_000);
        Assert.AreEqual(20, link.Pool.ReadyCount, bench.Last());
    }

    /// <summary>32 bits of sync word and no carrier sense: two hours of noise make a handful of false ones,
    /// and each is given up.</summary>
    [TestMethod]
    public void Idle_LinkIqInNoise_FewFalseSyncsAndNoTelegram()
    {
        TelegramReceiver link = LinkFor(AirMode.LinkIq);
        ModelBench bench = NewBench(link);
        bench.Medium.NoiseFalseSyncs = true;
        bench.Start(profile: RadioProfile.LinkIq);
        bench.Run(7_200_000_000);
        Assert.IsTrue(bench.Chip.FalseSyncCount < 16, $"{bench.Chip.FalseSyncCount} in two hours");
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.AreEqual(0, link.Pool.ReadyCount);
    }

    internal static TelegramReceiver LinkFor(AirMode mode) =>
        mode == AirMode.LinkIq ? new LinkIqReceiver(32) : new WmbusReceiver(32);

    internal static byte[] Telegram(int length, int seed)
    {
        byte[] telegram = ChipBench.Frame(length, seed);
        telegram[0] = (byte)(length - 1);
        telegram[1] = 0x44;
        return telegram;
    }
}
