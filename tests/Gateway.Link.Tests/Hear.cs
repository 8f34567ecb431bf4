using System;
using Gateway.Core;

namespace Gateway.Link.Tests;

/// <summary>Plays the radio: pushes bytes until the sink has what it wants.</summary>
internal static class Hear
{
    /// <summary>Result of one frame: its outcome, the telegram when it is good, and the last answer of
    /// Push.</summary>
    public sealed record Result(
        LinkStatus Status, FrameKind Kind, byte[] Telegram, int LastAnswer, int Delivered);

    public static Result Whole(
        TelegramReceiver receiver, byte[] raw, RadioProfile profile = RadioProfile.T1C1) =>
        InChunks(receiver, raw, null, profile);

    /// <summary>Chunk sizes 1 .. 64 when <paramref name="random"/> is given, otherwise one chunk.</summary>
    public static Result InChunks(
        TelegramReceiver receiver, byte[] raw, Random random, RadioProfile profile = RadioProfile.T1C1)
    {
        receiver.Begin(profile, 1234);
        uint before = receiver.FramesEnded;
        int answer = FrameLength.Unknown;
        int at = 0;
        while (at < raw.Length && (answer == FrameLength.Unknown || at < answer))
        {
            int count = random == null ? raw.Length : Math.Min(1 + random.Next(64), raw.Length - at);
            int next = receiver.Push(raw, at, count);
            Assert.IsTrue(answer is FrameLength.Unknown || next == answer || next == FrameLength.Abort);
            answer = next;
            at += count;
        }

        bool whole = answer > 0 && at >= answer;
        RxEnd end = answer == FrameLength.Abort ? RxEnd.Aborted : whole ? RxEnd.Complete : RxEnd.Stalled;
        receiver.End(end, -70, 5, 1200);
        Assert.AreEqual(before + 1, receiver.FramesEnded);
        Telegram telegram = receiver.Pool.TryTake();
        byte[] bytes = telegram == null ? [] : telegram.Bytes[..telegram.Length];
        receiver.Pool.Release(telegram);
        return new Result(receiver.LastStatus, receiver.LastKind, bytes, answer, at);
    }

    /// <summary>What a radio listens to that hears frames of a kind.</summary>
    public static RadioProfile ProfileOf(FrameKind kind) => kind switch
    {
        FrameKind.S1 => RadioProfile.S1,
        FrameKind.LinkIq => RadioProfile.LinkIq,
        _ => RadioProfile.T1C1,
    };

    public static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
