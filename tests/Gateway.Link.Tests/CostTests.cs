using System;
using System.Diagnostics;
using System.Reflection;
using Gateway.Core;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

/// <summary>Guards what a received byte costs on the board, decoded and CRC-checked, whole calls
/// included.</summary>
[TestClass]
public sealed class CostTests
{
    private const int Seed = 45;

    // The bar for a byte is 45 with the radio's drain; this is the link's share, by the size of the drained
    // chunks. A debug build has some instructions more than the release build that a board runs.
    [TestMethod]
    [DataRow(FrameKind.T1, 32, 38.5, 44.0)]
    [DataRow(FrameKind.T1, 48, 36.0, 41.0)]
    [DataRow(FrameKind.C1A, 32, 32.0, 37.5)]
    [DataRow(FrameKind.C1A, 48, 30.5, 36.0)]
    [DataRow(FrameKind.C1B, 32, 26.5, 30.0)]
    [DataRow(FrameKind.C1B, 48, 25.0, 29.0)]
    public void Push_ReceivedByte_StaysBelowItsShare(
        FrameKind kind, int chunkBytes, double release, double debug)
    {
        var build = typeof(WmbusReceiver).Assembly.GetCustomAttribute<DebuggableAttribute>();
        double bar = build != null && build.IsJITOptimizerDisabled ? debug : release;
        byte[] telegram = FrameEncoder.RandomTelegram(new Random(Seed), 92);
        byte[] raw = FrameEncoder.Encode(kind, telegram);
        var receiver = new WmbusReceiver(1);
        var meter = new IlMeter();
        MethodInfo push = typeof(WmbusReceiver).GetMethod(nameof(WmbusReceiver.Push));
        receiver.Begin(RadioProfile.T1C1, 0);
        for (int at = 0; at < raw.Length; at += chunkBytes)
        {
            meter.Run(push, receiver, raw, at, Math.Min(chunkBytes, raw.Length - at));
        }

        receiver.End(RxEnd.Complete, 0, 0, 0);
        Assert.AreEqual(LinkStatus.Ok, receiver.LastStatus);
        CollectionAssert.AreEqual(telegram, receiver.TryTake().Bytes[..telegram.Length]);
        double cost = (double)meter.Ops / raw.Length;
        Console.WriteLine($"{kind}, chunks of {chunkBytes}: {cost:F1} IL-op equivalents a byte");
        Assert.IsTrue(cost <= bar, $"{kind}, chunks of {chunkBytes}: {cost:F1} > {bar}");
        Assert.IsTrue(cost > 10, "counts nothing: " + cost);
    }
}
