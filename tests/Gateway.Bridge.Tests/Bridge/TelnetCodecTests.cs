// Byte sequences by RFC 854, 855 and 2217.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Bridge.Ports;

namespace Gateway.Bridge.Tests.Bridge;

[TestClass]
public sealed class TelnetCodecTests
{
    [TestMethod]
    public void Decode_ServerAgrees_SetsTheUart()
    {
        var codec = new TelnetCodec(9_600);

        var (data, reply) = Decode(codec, "FFFD2C");

        Assert.AreEqual("", data);
        Assert.IsTrue(codec.IsComPort);

        // Speed 9600 = 0x2580, 8 data bits, parity none, 1 stop bit, no flow control; RFC 2217 section 3.
        Assert.AreEqual(
            "FFFA2C0100002580FFF0" + "FFFA2C0208FFF0" + "FFFA2C0301FFF0" + "FFFA2C0401FFF0" + "FFFA2C0501FFF0", reply);
    }

    [TestMethod]
    public void Decode_ServerTellsTheSpeed_IsKnown()
    {
        var codec = new TelnetCodec(115_200);
        Decode(codec, "FFFA2C650001C200FFF0");

        Assert.AreEqual(115_200, codec.BaudRateSet);
    }

    [TestMethod]
    public void Decode_OptionsNobodyWants_AreRefusedOnce()
    {
        var (data, reply) = Decode(new TelnetCodec(115_200), "41" + "FFFB01" + "FFFD18" + "42");

        Assert.AreEqual("4142", data);
        Assert.AreEqual("FFFE01" + "FFFC18", reply);
    }

    [TestMethod]
    public void Decode_DoubledByteAndNotices_AreNoCommands()
    {
        // A notice of the line state (106) with a doubled 255 in it, and data of 255.
        var (data, reply) = Decode(new TelnetCodec(115_200), "01FFFF02" + "FFFA2C6AFFFFFFF0" + "03");

        Assert.AreEqual("01FF0203", data);
        Assert.AreEqual("", reply);
    }

    [TestMethod]
    public void Decode_AnyPieces_GivesTheSame()
    {
        const string Bytes = "01FFFF02FFFD2CFFFA2C650001C200FFF0FFFB0103FFFFFFFF04";
        var whole = Decode(new TelnetCodec(115_200), Bytes);
        var bytes = Convert.FromHexString(Bytes);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var codec = new TelnetCodec(115_200);
            var first = Decode(codec, Convert.ToHexString(bytes[..cut]));
            var second = Decode(codec, Convert.ToHexString(bytes[cut..]));
            Assert.AreEqual(whole, (first.Data + second.Data, first.Reply + second.Reply), $"cut at {cut}");
        }
    }

    [TestMethod]
    public void EncodeDecode_AnyBytes_ComeBack()
    {
        var data = Enumerable.Range(0, 512).Select(i => (byte)(i * 7)).ToArray();

        Assert.AreEqual(
            Convert.ToHexString(data),
            Decode(new TelnetCodec(115_200), Convert.ToHexString(TelnetCodec.Encode(data))).Data);
    }

    [TestMethod]
    public void Decode_Noise_NothingThrowsAndReplyIsBounded()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var noise = new byte[2_000];
            new Random(seed).NextBytes(noise);
            for (var i = 0; i < noise.Length; i += 3)
            {
                noise[i] = 255;
            }

            var (data, reply) = Decode(new TelnetCodec(115_200), Convert.ToHexString(noise));
            Assert.IsLessThanOrEqualTo(4_000, data.Length, $"seed {seed}");
            Assert.IsLessThanOrEqualTo(5_000, reply.Length, $"seed {seed}");
        }
    }

    private static (string Data, string Reply) Decode(TelnetCodec codec, string hex)
    {
        var chunk = Convert.FromHexString(hex);
        List<byte> reply = [];
        var count = codec.Decode(chunk, chunk.Length, reply);
        return (Convert.ToHexString(chunk, 0, count), Convert.ToHexString([.. reply]));
    }
}
