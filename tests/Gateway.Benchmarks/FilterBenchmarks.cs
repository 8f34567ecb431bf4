using System;
using BenchmarkDotNet.Attributes;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;

namespace Gateway.Benchmarks;

/// <summary>Telegrams of known meters through the filter of the full profile, in random order, none of them a
/// repeat, at the densest that one channel delivers.</summary>
public class FilterBenchmarks
{
    /// <summary>Telegrams of one measured call.</summary>
    public const int TelegramsPerCall = 1000;

    private const int Seed = 64;
    private const int TelegramBytes = 40;
    private const long GapUs = 1_000_000 / 55;
    private const long StartMs = 1_768_456_800_000;
    private const int OrderLength = 1 << 18;

    private readonly Telegram _telegram = new() { Length = TelegramBytes, RssiDbm = -80, Mode = LinkMode.C1 };
    private readonly TelegramFacts _facts = new()
    {
        Manufacturer = 0x2C2D, Version = 0x1B, DeviceType = 0x07, CiField = 0x8D,
    };

    private TelegramFilter _filter;
    private uint[] _order;
    private int _at;
    private uint _content;
    private long _nowUs;

    /// <summary>Meters that the table knows.</summary>
    [Params(100, 10_000, 64_000)]
    public int MeterCount { get; set; }

    /// <summary>Lets the filter hear every meter once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var profile = SizeProfile.CreateFull();
        var config = new FilterConfig(profile) { ForwardsUnknown = true, UnknownReduction = Reduction.Every };
        _filter = new TelegramFilter(profile, config, 1);
        _telegram.Bytes[0] = TelegramBytes - 1;
        for (var i = 0; i < MeterCount; i++)
        {
            Decide((uint)i);
        }

        if (_filter.Meters.Count != MeterCount)
        {
            throw new InvalidOperationException($"{_filter.Meters.Count} meters known of {MeterCount}");
        }

        var random = new Random(Seed);
        _order = new uint[OrderLength];
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = (uint)random.Next(MeterCount);
        }
    }

    /// <summary>Decides on a thousand telegrams.</summary>
    [Benchmark(OperationsPerInvoke = TelegramsPerCall)]
    public int Telegrams()
    {
        var forwarded = 0;
        for (var i = 0; i < TelegramsPerCall; i++)
        {
            forwarded += Decide(_order[_at]) == FilterVerdict.Forward ? 1 : 0;
            _at = (_at + 1) & (OrderLength - 1);
        }

        return forwarded == TelegramsPerCall ? forwarded : throw new InvalidOperationException($"{forwarded}");
    }

    private FilterVerdict Decide(uint meter)
    {
        _facts.IdentificationNumber = meter;
        _content++;
        _telegram.Bytes[20] = (byte)_content;
        _telegram.Bytes[21] = (byte)(_content >> 8);
        _telegram.Bytes[22] = (byte)(_content >> 16);
        _nowUs += GapUs;
        return _filter.Decide(_telegram, _facts, _nowUs, StartMs + (_nowUs / 1000));
    }
}
