using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class RecordedFrameTests
{
    private readonly WmbusReceiver _receiver = new(1);
    private readonly FrameParser _parser = new();
    private readonly Telegram _into = new();

    [TestMethod]
    public void Receiver_ChipsOnAir_KnownOnesAreDecodedOthersRefused()
    {
        int known = 0;
        foreach ((int line, string[] columns) in SharedData.Read("chips.tsv"))
        {
            byte[] raw = Convert.FromHexString(columns[1]);
            for (int seed = 0; seed < 20; seed++)
            {
                Hear.Result heard = Hear.InChunks(_receiver, raw, seed == 0 ? null : new Random(seed));
                if (columns[2].Length > 0)
                {
                    Assert.AreEqual(columns[2], Hear.Hex(heard.Telegram),
                        $"line {line}, seed {seed}: {heard.Status}");
                    Assert.AreEqual(columns[0], heard.Kind.ToString()[..2], "line " + line);
                }
                else if (heard.Status == LinkStatus.Ok)
                {
                    Assert.AreEqual(heard.Telegram[0] + 1, heard.Telegram.Length, "line " + line);
                }
            }

            known += columns[2].Length > 0 ? 1 : 0;
        }

        Assert.IsTrue(known > 0);
    }

    [TestMethod]
    public void Parser_FramesWithCrc_GiveTheTelegram()
    {
        foreach ((int line, string[] columns) in SharedData.Read("frames-with-crc.tsv"))
        {
            byte[] frame = Convert.FromHexString(columns[1]);
            LinkStatus status = columns[0] == "A"
                ? _parser.TryParseA(frame, 0, frame.Length, _into, out int consumed)
                : _parser.TryParseB(frame, 0, frame.Length, _into, out consumed);

            Assert.AreEqual(LinkStatus.Ok, status, "line " + line);
            Assert.AreEqual(frame.Length, consumed, "line " + line);
            Assert.AreEqual(columns[2], Hear.Hex(_into.Bytes[.._into.Length]), "line " + line);
        }
    }

    [TestMethod]
    public void ReceiverAndParser_NastyInputs_AreNeverGood()
    {
        var telegram = FrameEncoder.T1(Convert.FromHexString(GoldenFrameTests.StandardTelegram));
        foreach ((int line, string[] columns) in SharedData.Read("nasty.tsv"))
        {
            byte[] bytes = Convert.FromHexString(columns[1]);
            List<byte[]> raws =
            [
                bytes,
                [0x54, 0xCD, .. bytes],
                [0x54, 0x3D, .. bytes],
                FrameEncoder.ThreeOutOfSix(bytes),
            ];
            foreach (byte[] raw in raws)
            {
                Assert.AreNotEqual(LinkStatus.Ok, Hear.Whole(_receiver, raw).Status, "line " + line);
                Assert.AreEqual(LinkStatus.Ok, Hear.Whole(_receiver, telegram).Status, "line " + line);
            }

            LinkStatus asA = _parser.TryParseA(bytes, 0, bytes.Length, _into, out _);
            LinkStatus asB = _parser.TryParseB(bytes, 0, bytes.Length, _into, out _);
            Assert.AreNotEqual(LinkStatus.Ok, asA, "line " + line);
            Assert.AreNotEqual(LinkStatus.Ok, asB, "line " + line);
        }
    }

    [TestMethod]
    public void Receiver_LongNoiseThatLooksLikeT1_IsAbortedAtTheFirstBlock()
    {
        foreach ((int line, string[] columns) in SharedData.Read("nasty.tsv"))
        {
            if (columns[0] == "false-T1")
            {
                byte[] raw = Convert.FromHexString(columns[1]);
                _receiver.Begin(RadioProfile.T1C1, 0);
                int at = 0;
                while (_receiver.Push(raw, at, 1) != FrameLength.Abort)
                {
                    at++;
                }

                Assert.IsTrue(at < 18, $"line {line}: byte {at}");
            }
        }
    }

    [TestMethod]
    public void Header_EveryTelegram_HasADataLinkHeader()
    {
        var header = new TelegramHeader();
        int clear = 0;
        foreach ((int line, string[] columns) in SharedData.Read("telegrams.tsv"))
        {
            byte[] telegram = Convert.FromHexString(columns[0]);

            Assert.AreEqual(LinkStatus.Ok, header.Parse(telegram, telegram.Length), "line " + line);
            Assert.AreNotEqual(0, header.EffectiveAddress.Manufacturer, "line " + line);
            clear += header.HasStatus ? 1 : 0;
            foreach (FrameKind kind in new[] { FrameKind.T1, FrameKind.C1A, FrameKind.C1B })
            {
                if (kind != FrameKind.C1B || telegram.Length <= 252)
                {
                    byte[] raw = FrameEncoder.Encode(kind, telegram);
                    Hear.Result heard = Hear.InChunks(_receiver, raw, new Random(line));
                    Assert.AreEqual(LinkStatus.Ok, heard.Status, $"line {line}, {kind}");
                    CollectionAssert.AreEqual(telegram, heard.Telegram, $"line {line}, {kind}");
                }
            }
        }

        Assert.IsTrue(clear > 100, "telegrams with a status byte in the clear: " + clear);
    }
}
