using System;
using Gateway.Core;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class FuzzTests
{
    private const int Inputs = 1_000_000;
    private readonly byte[] _input = new byte[700];
    private readonly byte[][] _seeds = new byte[60][];

    [TestMethod]
    public void ReceiverParserHeader_AMillionInputs_NoExceptionNoAllocationNothingBadIsGood() =>
        Assert.AreEqual(0L, Allocations.Least(AMillionInputs), "bytes allocated");

    private long AMillionInputs()
    {
        const int Seed = 20_251;
        var random = new Random(Seed);
        var receiver = new WmbusReceiver(2);
        var parser = new FrameParser();
        var header = new TelegramHeader();
        var into = new Telegram();
        MakeSeeds(random);
        long allocated = 0;
        uint good = 0;
        for (int i = 0; i < Inputs + 1000; i++)
        {
            if (i == 1000)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            int length = NextInput(random);
            try
            {
                good += Feed(receiver, header, random, length) ? 1u : 0u;
                parser.TryParseA(_input, 0, length, into, out int consumedA);
                parser.TryParseB(_input, 0, length, into, out int consumedB);
                header.Parse(_input, length);
                if (consumedA > length || consumedB > length || header.PayloadOffset > length)
                {
                    Assert.Fail($"reads behind the input: input {i}, seed {Seed}");
                }
            }
            catch (Exception e) when (e is not AssertFailedException)
            {
                Assert.Fail($"input {i}, seed {Seed}, {Convert.ToHexString(_input, 0, length)}: {e}");
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.AreEqual((uint)(Inputs + 1000), receiver.Counters.Frames);
        Assert.AreEqual(good, receiver.Counters.Total(LinkStatus.Ok));
        Assert.IsTrue(good > 1000, "the inputs reach the good path: " + good);
        return allocated;
    }

    [TestMethod]
    public void Receiver_PureNoise_IsLetGoAfterAFewBytes()
    {
        const int Seed = 77;
        const int Frames = 200_000;
        var random = new Random(Seed);
        var receiver = new WmbusReceiver(1);
        long bytes = 0;
        for (int frame = 0; frame < Frames; frame++)
        {
            random.NextBytes(_input);
            receiver.Begin(RadioProfile.T1C1, 0);
            int at = 0;
            while (at < 435 && receiver.Push(_input, at, 1) != FrameLength.Abort)
            {
                at++;
            }

            receiver.End(RxEnd.Aborted, 0, 0, 0);
            bytes += at + 1;
        }

        double mean = (double)bytes / Frames;
        Assert.IsTrue(mean < 7, $"mean bytes until noise is refused: {mean}, seed {Seed}");
        Assert.IsTrue(receiver.Counters.Total(LinkStatus.Ok) <= 2, $"noise taken for a frame, seed {Seed}");
    }

    [TestMethod]
    public void Receiver_FramesWithErrors_NeverGiveAnotherTelegram()
    {
        const int Seed = 31;
        var random = new Random(Seed);
        var receiver = new WmbusReceiver(1);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] telegram = FrameEncoder.RandomTelegram(random, 10 + random.Next(60));
            FrameKind kind = (FrameKind)(1 + random.Next(3));
            byte[] raw = FrameEncoder.Encode(kind, telegram);

            // The CRC finds any 3 wrong bits in the blocks of format A (at most 144 bits). It cannot see two
            // that are 151 bits apart, which fit into a block of format B: one there.
            int most = kind == FrameKind.C1B ? 1 : 3;
            for (int errors = 1 + random.Next(most); errors > 0; errors--)
            {
                raw[random.Next(raw.Length)] ^= (byte)(1 << random.Next(8));
            }

            Hear.Result heard = Hear.InChunks(receiver, raw, random);
            if (heard.Status == LinkStatus.Ok)
            {
                CollectionAssert.AreEqual(telegram, heard.Telegram, $"input {i}, {kind}, seed {Seed}");
            }
        }
    }

    // Pushes in chunks as a radio would; the answers must be consistent and bounded.
    private bool Feed(WmbusReceiver receiver, TelegramHeader header, Random random, int length)
    {
        receiver.Begin(RadioProfile.T1C1, 0);
        int answer = FrameLength.Unknown;
        int at = 0;
        while (at < length && answer != FrameLength.Abort && (answer == 0 || at < answer))
        {
            int count = Math.Min(1 + random.Next(80), length - at);
            int next = receiver.Push(_input, at, count);
            if (next > 435 || next < -1 || (answer > 0 && next > 0 && next != answer))
            {
                Assert.Fail("answer " + next);
            }

            answer = next;
            at += count;
        }

        receiver.End((RxEnd)random.Next(4), 0, 0, 0);
        Telegram telegram = receiver.Pool.TryTake();
        if (telegram == null)
        {
            return false;
        }

        if (telegram.Length != telegram.Bytes[0] + 1)
        {
            Assert.Fail("length");
        }

        header.Parse(telegram.Bytes, telegram.Length);
        receiver.Pool.Release(telegram);
        return true;
    }

    private void MakeSeeds(Random random)
    {
        for (int i = 0; i < _seeds.Length; i++)
        {
            byte[] telegram = FrameEncoder.RandomTelegram(random, 9 + random.Next(243));
            _seeds[i] = (i % 5) switch
            {
                3 => FrameEncoder.FormatA(telegram),
                4 => FrameEncoder.FormatB(telegram),
                _ => FrameEncoder.Encode((FrameKind)((i % 5) + 1), telegram),
            };
        }
    }

    // Noise, half noise behind a frame's head, whole frames, frames with errors, telegram-like headers.
    private int NextInput(Random random)
    {
        int kind = random.Next(8);
        if (kind == 0)
        {
            int noise = random.Next(_input.Length);
            random.NextBytes(_input);
            return noise;
        }

        if (kind <= 2)
        {
            int size = 1 + random.Next(64);
            random.NextBytes(_input);
            _input[0] = (byte)(size - 1);
            _input[10] = (byte)(kind == 1 ? 0x70 + random.Next(48) : random.Next(256));
            return size;
        }

        byte[] seed = _seeds[random.Next(_seeds.Length)];
        seed.CopyTo(_input, 0);
        int length = kind == 3 ? random.Next(seed.Length + 1) : seed.Length;
        for (int errors = kind >= 6 ? 1 + random.Next(4) : 0; errors > 0; errors--)
        {
            _input[random.Next(seed.Length)] ^= (byte)(1 << random.Next(8));
        }

        return length;
    }
}
