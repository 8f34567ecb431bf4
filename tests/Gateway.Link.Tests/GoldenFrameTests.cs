using System;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class GoldenFrameTests
{
    // Example frame of EN 13757-4, printed in many application notes on wireless M-Bus: identification number
    // 12345678, CRCs 4447 and 1E6D.
    public const string StandardFrame = "0F44AE0C785634120107" + "4447" + "780B13436587" + "1E6D";
    public const string StandardTelegram = "0F44AE0C785634120107780B13436587";

    // One telegram in two modes, from the unit tests of the public project rmja/wmbus.
    private const string T1Air = "5A971C3B13B44EC65A2DC34E58D2CE6A9D2999659658D58E58B59C4DA4EC";
    private const string T1Telegram = "0F442D2C785634120132A00001020304";
    // The standard frame by the Manchester table of AN067, two chips a bit.
    private const string S1Air =
        "AA559A9A6656AA5A956A9996A59AA9A6AAA9AA959A9A9A95956AAA65A9A" + "59AA596996A95A9569659";

    private const string C1BAir = "543D13442D2C785634120132A000010203040506C3C0";
    private const string C1BTelegram = "11442D2C785634120132A000010203040506";

    // A real C1 format A frame with bytes behind its end, from esphome-components issue 321.
    private const string C1AAir =
        "54CD36446850921666839537B2EA72290020412434FE06D5002025061C9C7E2132576BCD10B1C3C486B7"
        + "53E6529D1DAA3656DAC9E5132D01C2B30F4B02F9B44873";

    private const string C1ATelegram =
        "3644685092166683953772290020412434FE06D5002025061C9C32576BCD10B1C3C486B753E652"
        + "9D1DAADAC9E5132D01C2B30F4B02F9B4";

    private readonly WmbusReceiver _receiver = new(1);

    [TestMethod]
    [DataRow(T1Air, FrameKind.T1, T1Telegram)]
    [DataRow(C1BAir, FrameKind.C1B, C1BTelegram)]
    [DataRow(C1AAir, FrameKind.C1A, C1ATelegram)]
    [DataRow(S1Air, FrameKind.S1, StandardTelegram)]
    public void Receiver_PublishedFrame_IsDecoded(string air, FrameKind kind, string telegram)
    {
        Hear.Result heard = Hear.Whole(
            _receiver, Convert.FromHexString(air), Hear.ProfileOf(kind));

        Assert.AreEqual(LinkStatus.Ok, heard.Status);
        Assert.AreEqual(kind, heard.Kind);
        Assert.AreEqual(telegram, Hear.Hex(heard.Telegram));
    }

    [TestMethod]
    public void Parser_StandardFrame_IsDecoded()
    {
        byte[] frame = Convert.FromHexString("EE" + StandardFrame + "00FF");
        var telegram = new Telegram();

        var parser = new FrameParser();
        LinkStatus status = parser.TryParseA(frame, 1, frame.Length - 1, telegram, out int consumed);

        Assert.AreEqual(LinkStatus.Ok, status);
        Assert.AreEqual(20, consumed);
        Assert.AreEqual(StandardTelegram, Hear.Hex(telegram.Bytes[..telegram.Length]));
    }

    [TestMethod]
    [DataRow(T1Air, T1Telegram)]
    [DataRow(C1BAir, C1BTelegram)]
    [DataRow(C1AAir, C1ATelegram)]
    public void Receiver_OneBitFlipped_NeverGivesOtherBytes(string air, string telegram)
    {
        byte[] raw = Convert.FromHexString(air);
        int frameBytes = Hear.Whole(_receiver, raw).LastAnswer;
        for (int bit = 0; bit < raw.Length * 8; bit++)
        {
            raw[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            Hear.Result heard = Hear.Whole(_receiver, raw);
            raw[bit / 8] ^= (byte)(0x80 >> (bit % 8));

            // What stands behind the frame, and the 4 bits that fill the last byte of T1, are not looked at.
            bool isFrame = bit < (frameBytes * 8) - 4;
            if (isFrame)
            {
                Assert.AreNotEqual(LinkStatus.Ok, heard.Status, "bit " + bit);
            }

            Assert.IsTrue(heard.Telegram.Length == 0 || Hear.Hex(heard.Telegram) == telegram, "bit " + bit);
        }
    }

    /// <summary>One wrong chip makes a pair that is no bit, so it is never even left to the CRC.</summary>
    [TestMethod]
    public void Receiver_S1OneChipFlipped_IsBadSymbol()
    {
        byte[] raw = Convert.FromHexString(S1Air);
        for (int chip = 0; chip < raw.Length * 8; chip++)
        {
            raw[chip / 8] ^= (byte)(0x80 >> (chip % 8));
            Assert.AreEqual(
                LinkStatus.BadSymbol, Hear.Whole(_receiver, raw, Core.RadioProfile.S1).Status, "chip " + chip);
            raw[chip / 8] ^= (byte)(0x80 >> (chip % 8));
        }
    }

    /// <summary>A turned bit is two turned chips: what the CRC is for.</summary>
    [TestMethod]
    public void Receiver_S1OneBitFlipped_IsRefused()
    {
        byte[] frame = Convert.FromHexString(StandardFrame);
        for (int bit = 0; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            Hear.Result heard = Hear.Whole(
                _receiver, FrameEncoder.Manchester(frame), Core.RadioProfile.S1);
            Assert.AreNotEqual(LinkStatus.Ok, heard.Status, "bit " + bit);
            frame[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        }
    }

    [TestMethod]
    public void Receiver_FormatB_FirstHalfOfSyncMissed_IsDecoded()
    {
        Hear.Result heard = Hear.Whole(_receiver, Convert.FromHexString(C1BAir[4..]));

        Assert.AreEqual(LinkStatus.Ok, heard.Status);
        Assert.AreEqual(FrameKind.C1B, heard.Kind);
        Assert.AreEqual(C1BTelegram, Hear.Hex(heard.Telegram));
        Assert.AreEqual(heard.Delivered, heard.LastAnswer);
    }
}
