using System;
using System.Linq;
using Gateway.Core;
using Gateway.Link.LinkIq;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class LinkIqReceiverTests
{
    private const int Seed = 4800;

    // Worked example of SPEC.md: hourly values, sequence 1234, part 2 of 3, repeat 2, around the telegram of
    // the EN 13757-4 example.
    private const string ExampleAir = "EBE2B39695D30736EB7DE62B62953D9F100526CB2E683D3D24";
    private const string ExampleTelegram = GoldenFrameTests.StandardTelegram;

    private readonly LinkIqReceiver _receiver = new(2);
    private readonly Random _random = new(Seed);

    [TestMethod]
    public void Create_FirstBytes_AreThoseOfDn509()
    {
        Assert.AreEqual("FFE11D9AED853324EA", Convert.ToHexString(Whitening.Create(9)));
        CollectionAssert.AreEqual(FrameEncoder.Pn9().Take(79).ToArray(), Whitening.Create(79));
    }

    [TestMethod]
    public void Receiver_WorkedExample_IsDecoded()
    {
        byte[] raw = Convert.FromHexString(ExampleAir);
        _receiver.Begin(RadioProfile.LinkIq, 99);
        Assert.AreEqual(raw.Length, _receiver.Push(raw, 0, raw.Length));
        _receiver.End(RxEnd.Complete, -111, 3, 700);

        Telegram telegram = _receiver.Pool.TryTake();
        Assert.AreEqual(ExampleTelegram, Hear.Hex(telegram.Bytes[..telegram.Length]));
        Assert.AreEqual(LinkMode.LinkIq, telegram.Mode);
        Assert.AreEqual(((int)PacketType.Hourly << 24) | (0x1234 << 8) | 0x12, telegram.PacketKey);
        Assert.AreEqual(99L, telegram.ReceivedUs);
        Assert.AreEqual(-111, telegram.RssiDbm);
        Assert.AreEqual(700, telegram.FrequencyOffsetHz);
        Assert.AreEqual(ExampleTelegram[2..], Hear.Hex(_receiver.LastBytes[1.._receiver.LastCount]));
    }

    [TestMethod]
    public void Receiver_EveryLength_RoundTripsInAnyChunks()
    {
        for (int lField = 9; lField <= 63; lField++)
        {
            byte[] telegram = FrameEncoder.RandomTelegram(_random, lField);
            byte[] raw = FrameEncoder.Encode(FrameKind.LinkIq, telegram);
            byte[] withTail = [.. raw, .. new byte[600]];
            foreach (Hear.Result heard in new[] { In(raw, null), In(withTail, null), In(withTail, _random) })
            {
                Assert.AreEqual(LinkStatus.Ok, heard.Status, $"L {lField}, seed {Seed}");
                Assert.AreEqual(FrameKind.LinkIq, heard.Kind);
                Assert.AreEqual(raw.Length, heard.LastAnswer);
                CollectionAssert.AreEqual(telegram, heard.Telegram, $"L {lField}, seed {Seed}");
            }
        }
    }

    [TestMethod]
    public void Receiver_EveryPrefix_IsTruncatedAndShowsWhatCame()
    {
        byte[] telegram = FrameEncoder.RandomTelegram(_random, 63);
        byte[] raw = FrameEncoder.Encode(FrameKind.LinkIq, telegram);
        for (int count = 1; count < raw.Length; count++)
        {
            Assert.AreEqual(LinkStatus.Truncated, In(raw[..count], _random).Status, count + " bytes");
            Assert.AreEqual(0, _receiver.Pool.ReadyCount);
            int shown = _receiver.LastCount;
            Assert.IsTrue(shown <= telegram.Length, count + " bytes");
            CollectionAssert.AreEqual(
                telegram.Take(shown).Skip(2).ToArray(),
                _receiver.LastBytes[..shown].Skip(2).ToArray(),
                count + " bytes");
        }
    }

    [TestMethod]
    public void Receiver_OneBitFlipped_IsRefused()
    {
        byte[] raw = Convert.FromHexString(ExampleAir);
        for (int bit = 0; bit < raw.Length * 8; bit++)
        {
            raw[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            Assert.AreNotEqual(LinkStatus.Ok, In(raw, null).Status, "bit " + bit);
            raw[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        }

        Assert.AreEqual(LinkStatus.Ok, In(raw, null).Status);
    }

    [TestMethod]
    public void Receiver_BadHeaderCrc_IsAbortedAtItsLastByte()
    {
        byte[] raw = FrameEncoder.Encode(FrameKind.LinkIq, FrameEncoder.RandomTelegram(_random, 60));
        raw[7] ^= 4;
        _receiver.Begin(RadioProfile.LinkIq, 0);
        Assert.AreEqual(raw.Length, _receiver.Push(raw, 0, 15));
        Assert.AreEqual(FrameLength.Abort, _receiver.Push(raw, 15, 1));
        _receiver.End(RxEnd.Aborted, 0, 0, 0);
        Assert.AreEqual(LinkStatus.BadCrcFirstBlock, _receiver.LastStatus);
        Assert.AreEqual(1u, _receiver.Counters.Get(FrameKind.LinkIq, LinkStatus.BadCrcFirstBlock));
    }

    /// <summary>L-fields that no packet has: nothing behind the header, or more than 64 bytes of
    /// telegram.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(13)]
    [DataRow(69)]
    [DataRow(255)]
    public void Receiver_ImpossibleLength_IsRefusedAtTheSecondByte(int lField)
    {
        byte[] raw = [(byte)(lField ^ 0xFF), 0x00];
        _receiver.Begin(RadioProfile.LinkIq, 0);
        Assert.AreEqual(FrameLength.Abort, _receiver.Push(raw, 0, 2));
        _receiver.End(RxEnd.Aborted, 0, 0, 0);
        Assert.AreEqual(LinkStatus.BadLength, _receiver.LastStatus);
    }

    [TestMethod]
    [DataRow(0x00, 0x00)]
    [DataRow(0x10, 0x00)]
    [DataRow(0x02, 0x21)]
    public void Receiver_HeaderOfAnotherVersionOrImpossiblePart_IsBadHeader(int type, int part)
    {
        byte[] telegram = FrameEncoder.RandomTelegram(_random, 30);
        byte[] raw = FrameEncoder.LinkIq(telegram, type, 7, part, 0);

        Assert.AreEqual(LinkStatus.BadHeader, In(raw, null).Status);
        Assert.AreEqual(1u, _receiver.Counters.Total(LinkStatus.BadHeader));
    }

    [TestMethod]
    public void PacketKey_RepeatsOfOnePacket_AreEqualAndAllElseDiffers()
    {
        byte[] telegram = FrameEncoder.RandomTelegram(_random, 30);
        int first = KeyOf(FrameEncoder.LinkIq(telegram, 3, 500, 0x01, 0));
        Assert.AreEqual(first, KeyOf(FrameEncoder.LinkIq(telegram, 3, 500, 0x01, 1)));
        Assert.AreEqual(first, KeyOf(FrameEncoder.LinkIq(telegram, 3, 500, 0x01, 15)));
        Assert.AreNotEqual(first, KeyOf(FrameEncoder.LinkIq(telegram, 4, 500, 0x01, 0)));
        Assert.AreNotEqual(first, KeyOf(FrameEncoder.LinkIq(telegram, 3, 501, 0x01, 0)));
        Assert.AreNotEqual(first, KeyOf(FrameEncoder.LinkIq(telegram, 3, 500, 0x11, 0)));
    }

    [TestMethod]
    public void Push_OtherProfile_IsUnsupported()
    {
        byte[] raw = Convert.FromHexString(ExampleAir);
        _receiver.Begin(RadioProfile.T1C1, 0);
        Assert.AreEqual(FrameLength.Abort, _receiver.Push(raw, 0, raw.Length));
        _receiver.End(RxEnd.Aborted, 0, 0, 0);
        Assert.AreEqual(LinkStatus.Unsupported, _receiver.LastStatus);
    }

    private int KeyOf(byte[] raw)
    {
        _receiver.Begin(RadioProfile.LinkIq, 0);
        _receiver.Push(raw, 0, raw.Length);
        _receiver.End(RxEnd.Complete, 0, 0, 0);
        Telegram telegram = _receiver.Pool.TryTake();
        _receiver.Pool.Release(telegram);
        return telegram.PacketKey;
    }

    private Hear.Result In(byte[] raw, Random random) =>
        Hear.InChunks(_receiver, raw, random, RadioProfile.LinkIq);
}
