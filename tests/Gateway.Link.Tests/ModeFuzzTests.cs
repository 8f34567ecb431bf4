using System;
using Gateway.Core;
using Gateway.Link.LinkIq;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

/// <summary>A million inputs for each of the modes that have a sync word of their own.</summary>
[TestClass]
public sealed class ModeFuzzTests
{
    private const int Inputs = 1_000_000;
    private const int Seed = 32_768;
    private readonly byte[] _input = new byte[700];
    private readonly byte[][] _seeds = new byte[40][];
    private readonly byte[][] _telegrams = new byte[40][];
    private Random _random = new(Seed);

    [TestMethod]
    [DataRow(FrameKind.S1)]
    [DataRow(FrameKind.LinkIq)]
    public void Receiver_AMillionInputs_NoExceptionNoAllocationNothingBadIsGood(FrameKind kind) =>
        Assert.AreEqual(0L, Allocations.Least(() => AMillionInputs(kind)), "bytes allocated");

    private long AMillionInputs(FrameKind kind)
    {
        _random = new Random(Seed);
        TelegramReceiver receiver = kind == FrameKind.LinkIq ? new LinkIqReceiver(2) : new WmbusReceiver(2);
        for (int i = 0; i < _seeds.Length; i++)
        {
            int span = kind == FrameKind.LinkIq ? 55 : 247;
            _telegrams[i] = FrameEncoder.RandomTelegram(_random, 9 + _random.Next(span));
            _seeds[i] = FrameEncoder.Encode(kind, _telegrams[i]);
        }

        uint good = 0;
        long allocated = 0;
        for (int i = 0; i < Inputs + 1000; i++)
        {
            if (i == 1000)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            int length = NextInput(out int source, out int errors);
            try
            {
                good += Feed(receiver, Hear.ProfileOf(kind), length, source, errors, i) ? 1u : 0u;
            }
            catch (Exception e) when (e is not AssertFailedException)
            {
                Assert.Fail($"input {i}, seed {Seed}, {Convert.ToHexString(_input, 0, length)}: {e}");
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.AreEqual((uint)(Inputs + 1000), receiver.Counters.Frames);
        Assert.AreEqual(good, receiver.Counters.Total(LinkStatus.Ok));
        Assert.IsTrue(good > 100_000, "the inputs reach the good path: " + good);
        return allocated;
    }

    /// <summary>Noise behind a false sync word: two chips in four are no Manchester code; a packet has an
    /// L-field out of 55 and a CRC.</summary>
    [TestMethod]
    [DataRow(FrameKind.S1, 3.0)]
    [DataRow(FrameKind.LinkIq, 6.0)]
    public void Receiver_PureNoise_IsLetGoAfterAFewBytes(FrameKind kind, double bar)
    {
        const int Frames = 200_000;
        TelegramReceiver receiver = kind == FrameKind.LinkIq ? new LinkIqReceiver(1) : new WmbusReceiver(1);
        long bytes = 0;
        for (int frame = 0; frame < Frames; frame++)
        {
            _random.NextBytes(_input);
            receiver.Begin(Hear.ProfileOf(kind), 0);
            int at = 0;
            while (at < 580 && receiver.Push(_input, at, 1) != FrameLength.Abort)
            {
                at++;
            }

            receiver.End(RxEnd.Aborted, 0, 0, 0);
            bytes += at + 1;
        }

        double mean = (double)bytes / Frames;
        Assert.IsTrue(mean < bar, $"mean bytes until noise is refused: {mean}, seed {Seed}");
        Assert.IsTrue(receiver.Counters.Total(LinkStatus.Ok) <= 1, $"noise taken for a frame, seed {Seed}");
    }

    private bool Feed(
        TelegramReceiver receiver, RadioProfile profile, int length, int source, int errors, int input)
    {
        receiver.Begin(profile, 0);
        int answer = FrameLength.Unknown;
        int at = 0;
        while (at < length && answer != FrameLength.Abort && (answer == 0 || at < answer))
        {
            int count = Math.Min(1 + _random.Next(80), length - at);
            int next = receiver.Push(_input, at, count);
            if (next > 580 || next < -1 || (answer > 0 && next > 0 && next != answer))
            {
                Assert.Fail("answer " + next);
            }

            answer = next;
            at += count;
        }

        receiver.End((RxEnd)_random.Next(4), 0, 0, 0);
        Telegram telegram = receiver.Pool.TryTake();
        if (telegram == null)
        {
            return false;
        }

        // The CRC finds any three wrong bits of a block: what is good is what was sent.
        bool isSent = source >= 0 &&
            telegram.Bytes.AsSpan(0, telegram.Length).SequenceEqual(_telegrams[source]);
        if (telegram.Length != telegram.Bytes[0] + 1 || (errors <= 3 && source >= 0 && !isSent))
        {
            Assert.Fail($"input {input}, seed {Seed}: another telegram");
        }

        receiver.Pool.Release(telegram);
        return true;
    }

    // Noise, cut frames, whole frames, frames with 1 .. 3 wrong bits.
    private int NextInput(out int source, out int errors)
    {
        int kind = _random.Next(8);
        source = -1;
        errors = 0;
        if (kind == 0)
        {
            _random.NextBytes(_input);
            return _random.Next(_input.Length);
        }

        source = _random.Next(_seeds.Length);
        byte[] seed = _seeds[source];
        seed.CopyTo(_input, 0);
        errors = kind >= 4 ? 1 + _random.Next(3) : 0;
        for (int i = 0; i < errors; i++)
        {
            _input[_random.Next(seed.Length)] ^= (byte)(1 << _random.Next(8));
        }

        return kind == 1 ? _random.Next(seed.Length + 1) : seed.Length;
    }
}
