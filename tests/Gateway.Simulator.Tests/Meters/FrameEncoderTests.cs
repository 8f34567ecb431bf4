using System;
using System.Linq;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Meters;

[TestClass]
public class FrameEncoderTests
{
    private const ulong Seed = 20260115;

    [TestMethod]
    [DataRow(AirMode.T1, 256)]
    [DataRow(AirMode.C1A, 256)]
    [DataRow(AirMode.C1B, 252)]
    public void Encode_EveryLength_DecodesToTheSameTelegram(AirMode mode, int longest)
    {
        for (var length = FrameEncoder.MinTelegramBytes; length <= longest; length++)
        {
            var telegram = RandomTelegram(length);
            CollectionAssert.AreEqual(
                telegram, TestFrameDecoder.Decode(FrameEncoder.Encode(telegram, mode)),
                    $"length {length}, seed {Seed}");
        }
    }

    [TestMethod]
    [DataRow(253)]
    [DataRow(256)]
    public void Encode_TooLongForFormatB_SaysSo(int length)
    {
        var error = Assert.ThrowsExactly<EncodeException>(
            () => FrameEncoder.Encode(RandomTelegram(length), AirMode.C1B));
        StringAssert.Contains(error.Message, "too long for frame format B");
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(9, 8)]
    [DataRow(257, 255)]
    [DataRow(20, 21)]
    [DataRow(20, 18)]
    public void Encode_MalformedTelegram_IsRefused(int length, int lengthField)
    {
        var telegram = new byte[length];
        if (length > 0)
        {
            telegram[0] = (byte)lengthField;
        }

        Assert.ThrowsExactly<EncodeException>(() => FrameEncoder.Encode(telegram, AirMode.T1));
        Assert.ThrowsExactly<EncodeException>(() => FrameEncoder.Encode(telegram, AirMode.C1B));
    }

    [TestMethod]
    [DataRow(AirMode.T1)]
    [DataRow(AirMode.C1A)]
    [DataRow(AirMode.C1B)]
    public void Encode_Header_IsPreambleAndSyncWord(AirMode mode)
    {
        var bits = FrameEncoder.Encode(RandomTelegram(30), mode);
        Assert.AreEqual("55555555543D", Convert.ToHexString(bits.Bytes.AsSpan(0, 6)));
    }

    [TestMethod]
    public void Encode_T1_LengthsAndTrailer()
    {
        var telegram = RandomTelegram(26);
        var bits = FrameEncoder.Encode(telegram, AirMode.T1);
        Assert.AreEqual(48 + (30 * 12) + 2, bits.BitCount, "two blocks");
        Assert.AreNotEqual(bits[bits.BitCount - 3], bits[bits.BitCount - 2]);
        Assert.AreNotEqual(bits[bits.BitCount - 2], bits[bits.BitCount - 1]);
        Assert.AreEqual(bits.BitCount * 10_000L, bits.DurationNs);
    }

    // The water meter example of EN 13757-4 (informative annex), as public wM-Bus test suites quote it.
    [TestMethod]
    public void ToFrameA_PublishedExample_HasItsCrcs()
    {
        var telegram = Convert.FromHexString("0F44AE0C785634120107780B13436587");
        Assert.AreEqual("0F44AE0C7856341201074447780B134365871E6D",
            Convert.ToHexString(FrameEncoder.ToFrameA(telegram)));
    }

    [TestMethod]
    public void Crc_RandomBlocks_SameAsTableDriven()
    {
        var random = new RandomStreams(Seed).Get("crc");
        for (var i = 0; i < 500; i++)
        {
            var block = new byte[random.Next(130)];
            random.NextBytes(block);
            Assert.AreEqual(TestFrameDecoder.Crc(block), (ushort)FrameEncoder.Crc(block),
                $"block {i}, seed {Seed}");
        }
    }

    [TestMethod]
    public void FromChips_BitsAfterSync_AreSentAsTheyAre()
    {
        var bits = FrameEncoder.FromChips([0xA5, 0x01]);
        Assert.AreEqual(48 + 16, bits.BitCount);
        Assert.AreEqual("55555555543DA501", Convert.ToHexString(bits.Bytes));
    }

    [TestMethod]
    public void FromFrame_OneBitFlipped_IsRejectedByTheDecoder()
    {
        var frame = FrameEncoder.ToFrameA(RandomTelegram(40));
        for (var bit = 8; bit < frame.Length * 8; bit++)
        {
            var damaged = frame.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsExactly<InvalidOperationException>(
                () => TestFrameDecoder.Decode(FrameEncoder.FromFrame(damaged, AirMode.C1A)), $"bit {bit}");
        }
    }

    private static byte[] RandomTelegram(int length)
    {
        var telegram = new byte[length];
        new RandomStreams(Seed).Get("telegram " + length).NextBytes(telegram);
        telegram[0] = (byte)(length - 1);
        return telegram;
    }
}
