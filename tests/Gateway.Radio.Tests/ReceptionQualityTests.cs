// What separates a receiver from a decoder, on the chip models: dead time, early abort, and frames that are not as the
// book has them. Back-to-back frames, false syncs and the re-arm without calibration are in DriverOnModelTests.
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Wmbus;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

/// <summary>The quality of reception, on every chip's model.</summary>
public abstract class ReceptionQualityTests
{
    private const int ByteUs = 80;

    protected abstract RadioChip Kind { get; }

    /// <summary>A frame that says 250 bytes, its first block damaged: 20 ms of air, given up within a block.</summary>
    [TestMethod]
    [DataRow(AirMode.T1, 18 * 12 / 8)]
    [DataRow(AirMode.C1A, 18)]
    public void Abort_BadFirstBlock_ListensWithinOneBlock(AirMode mode, int blockBytes)
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link).Start();
        byte[] frame = FrameEncoder.ToFrameA(Telegram(250));
        frame[5] ^= 0x10;
        var sent = bench.Send(FrameEncoder.FromFrame(frame, mode), bench.NowUs + 1_000);
        int firstBlock = mode == AirMode.T1 ? 12 * 12 / 8 : 2 + 12;
        long firstBlockUs = (sent.BitNs(FrameEncoder.DataStart + (8 * firstBlock))) / 1000;
        while (bench.Radio.Counters.Aborted == 0 && bench.NowUs < sent.EndNs / 1000)
        {
            bench.Run(bench.NowUs + 10);
        }

        while (!bench.IsReceiving || bench.Radio.IsReceiving)
        {
            bench.Run(bench.NowUs + 10);
        }

        Assert.AreEqual(1u, bench.Radio.Counters.Aborted);
        Assert.AreEqual(LinkStatus.BadCrcFirstBlock, link.LastStatus);
        long lateUs = bench.NowUs - firstBlockUs;
        Assert.IsTrue(lateUs > 0 && lateUs <= blockBytes * ByteUs, $"{lateUs} µs after the first block");

        // And what comes after it is heard, although the old frame would still be in the air alone.
        bench.Run((sent.EndNs / 1000) + 1_000);
        AssertArrives(bench, link, Telegram(60, 3), mode);
    }

    /// <summary>Seen on real meters: one bit more between preamble and sync word.</summary>
    [TestMethod]
    [DataRow(AirMode.T1, 0)]
    [DataRow(AirMode.T1, 1)]
    [DataRow(AirMode.C1A, 0)]
    [DataRow(AirMode.C1A, 1)]
    [DataRow(AirMode.C1B, 0)]
    [DataRow(AirMode.C1B, 1)]
    public void Receive_ExtraBitAfterThePreamble_Arrives(AirMode mode, int extraBit)
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link).Start();
        for (int i = 0; i < 8; i++)
        {
            byte[] telegram = Telegram(20 + (i * 28), i);
            AirBits bits = FrameEncoder.Encode(telegram, mode);
            byte[] shifted = new byte[bits.Bytes.Length + 1];
            for (int bit = 0; bit <= bits.BitCount; bit++)
            {
                int value = bit < FrameEncoder.PreambleBits ? bits[bit]
                    : bit == FrameEncoder.PreambleBits ? extraBit : bits[bit - 1];
                shifted[bit >> 3] |= (byte)(value << (7 - (bit & 7)));
            }

            var sent = bench.Send(new AirBits(shifted, bits.BitCount + 1, bits.Channel, bits.SyncEndBit + 1), bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 4_000);
            AssertTaken(bench, link, telegram);
        }
    }

    /// <summary>Some meters append repair bytes: they are no error, whatever they hold.</summary>
    [TestMethod]
    [DataRow(AirMode.T1)]
    [DataRow(AirMode.C1A)]
    [DataRow(AirMode.C1B)]
    public void Receive_ParityBehindTheFrame_IgnoredAndTheNextOneHeard(AirMode mode)
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link).Start();
        for (int parity = 1; parity <= 64; parity += 9)
        {
            byte[] telegram = Telegram(47, parity);
            byte[] frame = mode == AirMode.C1B ? FrameEncoder.ToFrameB(telegram) : FrameEncoder.ToFrameA(telegram);
            byte[] longer = [.. frame, .. ChipBench.Frame(parity, 77)];
            var sent = bench.Send(FrameEncoder.FromFrame(longer, mode), bench.NowUs + 1_000);
            bench.Run((sent.EndNs / 1000) + 4_000);
            AssertTaken(bench, link, telegram);
            AssertArrives(bench, link, Telegram(30, parity), mode);
        }

        Assert.AreEqual(0u, bench.Radio.Counters.Restarts + bench.Radio.Counters.Overflows);
    }

    /// <summary>The longest that the L-field can say, right to the end, then the next frame.</summary>
    [TestMethod]
    [DataRow(AirMode.T1, 256)]
    [DataRow(AirMode.C1A, 256)]
    [DataRow(AirMode.C1B, 252)]
    public void Receive_OverLongFrames_WholeAndNoDamageAfterwards(AirMode mode, int length)
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link).Start();
        for (int i = 0; i < 5; i++)
        {
            AssertArrives(bench, link, Telegram(length, i), mode);
        }

        Assert.AreEqual(0u, bench.Radio.Counters.Overflows + bench.Radio.Counters.Stalled);
    }

    /// <summary>The first thing that installers suffer from: 40 kHz is 46 ppm between meter and gateway.</summary>
    [TestMethod]
    [DataRow(-40_000)]
    [DataRow(-25_000)]
    [DataRow(40_000)]
    public void Receive_FortyKilohertzOff_ReportedWithinTwo(int offsetHz)
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        var sent = bench.Send(
            FrameEncoder.FromChips(ChipBench.Frame(60)), bench.NowUs + 1_000, carrierHz: AirChannel.FrequentCarrierHz + offsetHz);
        bench.Run((sent.EndNs / 1000) + 4_000);
        Assert.AreEqual(RxEnd.Complete, sink.End);
        Assert.AreEqual(offsetHz, sink.FrequencyOffsetHz, 2_000);
    }

    private ModelBench NewBench(IFrameSink sink) => ModelBench.Of(Kind, sink);

    private static void AssertArrives(ModelBench bench, WmbusReceiver link, byte[] telegram, AirMode mode)
    {
        var sent = bench.Send(FrameEncoder.Encode(telegram, mode), bench.NowUs + 1_000);
        bench.Run((sent.EndNs / 1000) + 4_000);
        AssertTaken(bench, link, telegram);
    }

    private static void AssertTaken(ModelBench bench, WmbusReceiver link, byte[] telegram)
    {
        Telegram got = link.Pool.TryTake();
        Assert.IsNotNull(got, $"{telegram.Length} bytes: {link.LastStatus}, {bench.Outcomes[^1]}");
        CollectionAssert.AreEqual(telegram, got.Bytes[..got.Length]);
        link.Pool.Release(got);
    }

    private static byte[] Telegram(int length, int seed = 1)
    {
        byte[] telegram = ChipBench.Frame(length, seed);
        telegram[0] = (byte)(length - 1);
        telegram[1] = 0x44;
        return telegram;
    }
}
