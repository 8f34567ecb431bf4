// What a received byte costs on the board, counted by interpreting the firmware's own IL (IlMeter, shared with the
// link's tests). The SPI transfers that fetch the bytes are counted by the cost model's figures.
using System;
using System.Reflection;
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Tests;
using Gateway.Link.Wmbus;
using Gateway.Simulator.World;

namespace Gateway.Benchmarks;

internal static class CostTable
{
    private const int Seed = 45;
    private const int LField = 92;
    private const double Bar = 45;

    // The driver's chunk (half the FIFO), and two transfers for each: RXBYTES and the FIFO.
    private const int ChunkBytes = 32;
    private const int TransfersPerChunk = 2;

    public static void Run(Results results)
    {
        var drain = (double)TransfersPerChunk * new CpuModel().SpiTransferOps / ChunkBytes;
        results.Begin($"cost: IL-op equivalents a byte on air, chunks of {ChunkBytes} bytes, L-field {LField}");
        foreach (var kind in new[] { FrameKind.T1, FrameKind.C1A, FrameKind.C1B })
        {
            var decode = Measure(kind);
            results.Line($"{kind} decoded and CRC-checked", $"{decode:F1}");
            results.AtMost($"{kind} with the SPI transfers (model: {drain:F1})", decode + drain, Bar,
                $"{decode + drain:F1}", $"{Bar:F0}");
        }
    }

    private static double Measure(FrameKind kind)
    {
        var raw = FrameEncoder.Encode(kind, FrameEncoder.RandomTelegram(new Random(Seed), LField));
        var receiver = new WmbusReceiver(1);
        var meter = new IlMeter();
        var push = typeof(WmbusReceiver).GetMethod(nameof(WmbusReceiver.Push));
        receiver.Begin(RadioProfile.T1C1, 0);
        for (var at = 0; at < raw.Length; at += ChunkBytes)
        {
            meter.Run(push, receiver, raw, at, Math.Min(ChunkBytes, raw.Length - at));
        }

        receiver.End(RxEnd.Complete, 0, 0, 0);
        return receiver.LastStatus == LinkStatus.Ok
            ? (double)meter.Ops / raw.Length
            : throw new InvalidOperationException($"{kind}: {receiver.LastStatus}");
    }
}
