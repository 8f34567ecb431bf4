using System;
using BenchmarkDotNet.Attributes;
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Tests;
using Gateway.Link.Wmbus;

namespace Gateway.Benchmarks;

/// <summary>A frame through the link decoder, in the chunks that the radio driver drains.</summary>
public class DecodeBenchmarks
{
    private const int Seed = 45;
    private const int LField = 92;
    private const int ChunkBytes = 32;

    private readonly WmbusReceiver _receiver = new(2);
    private byte[] _raw;

    /// <summary>How the frame is coded.</summary>
    [Params(FrameKind.T1, FrameKind.C1A, FrameKind.C1B)]
    public FrameKind Kind { get; set; }

    /// <summary>Bytes on air behind the sync word.</summary>
    public static int AirBytes(FrameKind kind) => Encode(kind).Length;

    /// <summary>Makes the frame.</summary>
    [GlobalSetup]
    public void Setup() => _raw = Encode(Kind);

    /// <summary>Sync word to telegram.</summary>
    [Benchmark]
    public int Frame()
    {
        _receiver.Begin(RadioProfile.T1C1, 0);
        for (var at = 0; at < _raw.Length; at += ChunkBytes)
        {
            _receiver.Push(_raw, at, Math.Min(ChunkBytes, _raw.Length - at));
        }

        _receiver.End(RxEnd.Complete, -80, 100, 0);
        var telegram = _receiver.Pool.TryTake() ?? throw new InvalidOperationException(_receiver.LastStatus + "");
        var length = telegram.Length;
        _receiver.Pool.Release(telegram);
        return length;
    }

    private static byte[] Encode(FrameKind kind) =>
        FrameEncoder.Encode(kind, FrameEncoder.RandomTelegram(new Random(Seed), LField));
}
