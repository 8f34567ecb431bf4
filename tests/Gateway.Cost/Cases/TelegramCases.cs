using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;
using Gateway.Link.Tests;

namespace Gateway.Cost;

/// <summary>A telegram of a known meter through header, filter and meter table, with few and with all the meters that
/// the table holds.</summary>
internal static class TelegramCases
{
    private const int Seed = 64;
    private const int Telegrams = 2000;
    private const int LField = 40;

    // Each meter every two minutes or so, however many there are: they all have an interval to be learned.
    private const long IntervalUs = 120_000_000;
    private const long StartMs = 1_768_456_800_000;

    public static void Measure(Figures figures)
    {
        foreach (var meters in new[] { 100, 10_000, 64_000 })
        {
            figures.Add($"telegram, {meters} meters", new Bench(meters).Average());
        }
    }

    /// <summary>A telegram of a known meter that is ready to be judged.</summary>
    public static Action Prepare()
    {
        var bench = new Bench(100);
        return () => bench.Hear(1);
    }

    private sealed class Bench
    {
        private readonly TelegramHeader _header = new();
        private readonly TelegramFacts _facts = new();
        private readonly Telegram _telegram = new() { RssiDbm = -80, Mode = LinkMode.C1 };
        private readonly TelegramFilter _filter;
        private readonly int _meters;
        private uint _content;
        private long _nowUs;

        public Bench(int meters)
        {
            _meters = meters;
            var profile = SizeProfile.CreateFull();
            var config = new FilterConfig(profile) { ForwardsUnknown = true, UnknownReduction = Reduction.Every };
            _filter = new TelegramFilter(profile, config, 1);
            var bytes = FrameEncoder.RandomTelegram(new Random(Seed), LField);
            bytes[10] = 0x7A;
            bytes.CopyTo(_telegram.Bytes, 0);
            _telegram.Length = bytes.Length;
            for (var i = 0; i < meters; i++)
            {
                Hear(i);
            }
        }

        public double Average()
        {
            var random = new Random(Seed);
            long ops = 0;
            for (var i = 0; i < Telegrams; i++)
            {
                ops += Hear(random.Next(_meters));
            }

            return _filter.Meters.Count == _meters
                ? (double)ops / Telegrams
                : throw new InvalidOperationException($"{_filter.Meters.Count} meters known of {_meters}");
        }

        public long Hear(int meter)
        {
            for (var i = 0; i < 4; i++)
            {
                _telegram.Bytes[4 + i] = (byte)(meter >> (8 * i));
                _telegram.Bytes[20 + i] = (byte)(_content >> (8 * i));
            }

            _content++;
            _nowUs += IntervalUs / _meters;
            return Counter.Of(() => _header.Parse(_telegram.Bytes, _telegram.Length))
                + Counter.Of(() => _facts.Read(_header))
                + Counter.Of(() => _filter.Decide(_telegram, _facts, _nowUs, StartMs + (_nowUs / 1000)));
        }
    }
}
