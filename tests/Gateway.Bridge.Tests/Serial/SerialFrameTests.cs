// The frame of the serial link, against an encoder of its own that was written from SPEC.md.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Uplink.Serial;

namespace Gateway.Bridge.Tests.Serial;

[TestClass]
public sealed class SerialFrameTests
{
    [TestMethod]
    public void Seal_FrameOfTheSpec_GivesTheBytesOfTheSpec()
    {
        var frame = new byte[SerialFrame.MaxWireBytes];

        var count = SerialFrame.Seal(frame, SerialFrame.Ack, 0x01020003, 0x05, 0);

        // SPEC.md, "Example".
        Assert.AreEqual("00040501020703052D21766700", Convert.ToHexString(frame, 0, count));
    }

    [TestMethod]
    public void Seal_AnyFrame_IsWhatTheOtherEncoderMakes()
    {
        var random = new Random(5);
        var frame = new byte[SerialFrame.MaxWireBytes];
        for (var round = 0; round < 5_000; round++)
        {
            var data = Data(random, random.Next(SerialFrame.MaxDataBytes + 1));
            var kind = (byte)random.Next(1, 8);
            var session = (uint)random.Next() * (uint)random.Next(2);
            var number = (byte)random.Next(256);
            data.CopyTo(frame, SerialFrame.DataAt);

            var count = SerialFrame.Seal(frame, kind, session, number, data.Length);

            var expected = OtherCodec.Encode(kind, session, number, data);
            Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(frame, 0, count), $"round {round}");
        }
    }

    [TestMethod]
    public void Find_FramesInAnyPieces_AreFoundAgain()
    {
        var random = new Random(6);
        var input = new FrameInput(64);
        List<byte> line = [];
        List<byte[]> sent = [];
        for (var i = 0; i < 500; i++)
        {
            var data = Data(random, random.Next(SerialFrame.MaxDataBytes + 1));
            sent.Add(data);
            line.AddRange(OtherCodec.Encode(SerialFrame.Next, 0xA5A5A5A5, (byte)i, data));
        }

        var found = Feed(input, [.. line], random);

        Assert.HasCount(sent.Count, found);
        for (var i = 0; i < sent.Count; i++)
        {
            CollectionAssert.AreEqual(sent[i], found[i]);
        }

        Assert.AreEqual(0, input.Damaged);
    }

    [TestMethod]
    public void Find_EveryBitOfAFrameFlipped_IsNoFrame()
    {
        byte[] data = [0, 1, 2, 0, 0, 0xFF, 7];
        var whole = OtherCodec.Encode(SerialFrame.First, 77, 3, data);
        for (var bit = 8; bit < (whole.Length - 1) * 8; bit++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[bit >> 3] ^= (byte)(1 << (bit & 7));

            var found = Feed(new FrameInput(64), damaged, new Random(bit));

            Assert.IsEmpty(found, $"bit {bit} was flipped and nobody noticed");
        }
    }

    [TestMethod]
    public void Find_NoiseBeforeAFrame_FindsTheFrame()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var noise = new byte[random.Next(2_000)];
            random.NextBytes(noise);
            byte[] data = [1, 2, 3];

            var found = Feed(
                new FrameInput(64), [.. noise, .. OtherCodec.Encode(SerialFrame.First, 9, 0, data)], random);

            CollectionAssert.AreEqual(data, found.LastOrDefault(), $"seed {seed}");
            Assert.HasCount(1, found, $"seed {seed}: a ghost");
        }
    }

    [TestMethod]
    public void Find_EveryPrefixOfAFrame_IsNoFrame()
    {
        var whole = OtherCodec.Encode(SerialFrame.First, 9, 0, [1, 0, 3]);
        for (var count = 0; count < whole.Length; count++)
        {
            Assert.IsEmpty(Feed(new FrameInput(64), whole[..count], new Random(count)), $"{count} bytes");
        }
    }

    private static byte[] Data(Random random, int count)
    {
        var data = new byte[count];
        random.NextBytes(data);
        for (var i = 0; i < count; i++)
        {
            data[i] = random.Next(3) == 0 ? (byte)0 : data[i];
        }

        return data;
    }

    private static List<byte[]> Feed(FrameInput input, byte[] line, Random random)
    {
        List<byte[]> found = [];
        for (var at = 0; at < line.Length;)
        {
            var count = Math.Min(random.Next(1, input.Chunk.Length + 1), line.Length - at);
            Array.Copy(line, at, input.Chunk, 0, count);
            input.Filled(count);
            at += count;
            while (!input.IsEmpty)
            {
                var dataBytes = input.Find();
                if (dataBytes >= 0)
                {
                    found.Add(input.Frame[SerialFrame.DataAt..(SerialFrame.DataAt + dataBytes)]);
                }
            }
        }

        return found;
    }
}
