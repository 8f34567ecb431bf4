using System;
using System.Linq;
using Gateway.Link;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Meters;

[TestClass]
public class SlowModeEncoderTests
{
    private const string StandardTelegram = "0F44AE0C785634120107780B13436587";

    [TestMethod]
    public void Encode_S1_IsLongPreambleSyncWordAndTheTableOfAn067()
    {
        var bits = FrameEncoder.Encode(Convert.FromHexString(StandardTelegram), AirMode.S1);
        var chips = string.Concat(Enumerable.Range(0, bits.BitCount).Select(i => bits[i]));
        StringAssert.StartsWith(chips, string.Concat(Enumerable.Repeat("01", 279)) + "000111011010010110");
        Assert.AreEqual(2 * 279 + 18, bits.SyncEndBit);
        Assert.AreEqual("0111011010010110", chips[(bits.SyncEndBit - 16)..bits.SyncEndBit], "7696");
        var frame = chips[bits.SyncEndBit..bits.FrameEndBit];
        Assert.AreEqual(20 * 16, frame.Length);

        // 0F 44 .. with 0 = AA, F = 55, 4 = 9A; and the last CRC byte 6D: 6 = 96, D = 59.
        StringAssert.StartsWith(frame, "10101010" + "01010101" + "10011010" + "10011010");
        StringAssert.EndsWith(frame, "10010110" + "01011001");
        Assert.AreEqual("0101", chips[bits.FrameEndBit..]);
        Assert.AreEqual(32_768, bits.Channel.ChipRateHz);
        Assert.AreEqual(868_300_000, bits.Channel.CarrierHz);
        Assert.AreEqual(bits.BitCount / 32_768.0 * 1e9, bits.DurationNs, 1);
    }

    // Worked example of firmware/Link/LinkIq/SPEC.md.
    [TestMethod]
    public void Encode_LinkIq_IsTheWorkedExample()
    {
        var bits = LinkIqEncoder.Encode(
            Convert.FromHexString(StandardTelegram), PacketType.Hourly, 0x1234, 2, 3, 2);
        Assert.AreEqual(
            "5555555555555555" + "F688F688" + "EBE2B39695D30736EB7DE62B62953D9F100526CB2E683D3D24",
            Convert.ToHexString(bits.Bytes));
        Assert.AreEqual(96, bits.SyncEndBit);
        Assert.AreEqual(
            "1403AE0C785634120107341212026A9544780B13436587B243",
            Convert.ToHexString(LinkIqEncoder.ToFrame(
                Convert.FromHexString(StandardTelegram), PacketType.Hourly, 0x1234, 2, 3, 2)));
    }

    [TestMethod]
    public void Encode_LinkIqLongestTelegram_Takes152Milliseconds()
    {
        var telegram = Random(64);
        var bits = LinkIqEncoder.Encode(telegram, PacketType.Telegram, 0);
        Assert.AreEqual(96 + (8 * 79), bits.BitCount);
        Assert.AreEqual(728 / 4_800.0 * 1e9, bits.DurationNs, 1);
    }

    [TestMethod]
    [DataRow(65)]
    [DataRow(256)]
    public void Encode_LinkIqTooLong_SaysSo(int length)
    {
        var error = Assert.ThrowsExactly<EncodeException>(
            () => FrameEncoder.Encode(Random(length), AirMode.LinkIq));
        StringAssert.Contains(error.Message, $"{length} bytes are too long for LIQ");
    }

    [TestMethod]
    public void FromFrame_LinkIq_IsRefused()
    {
        var error = Assert.ThrowsExactly<EncodeException>(
            () => FrameEncoder.FromFrame(FrameEncoder.ToFrameA(Random(30)), AirMode.LinkIq));
        StringAssert.Contains(error.Message, "LIQ");
    }

    private static byte[] Random(int length)
    {
        var telegram = new byte[length];
        new RandomStreams(5).Get("telegram " + length).NextBytes(telegram);
        telegram[0] = (byte)(length - 1);
        return telegram;
    }
}
