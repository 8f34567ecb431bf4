using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;
using Gateway.Link.Tests;

namespace Gateway.Cost;

/// <summary>A telegram of a meter that was never heard before, which the meter table has to find room for: with few
/// meters, and beyond all that it holds, when occupants move and at last one is forgotten. Without rules, and
/// with as many as there can be. A slice is what the filter does in one step of the loop, without the record appended.</summary>
internal static class NewMeterCases
{
    private const int Seed = 5;
    private const int Newcomers = 10_000;
    private const int LField = 40;
    private const byte DeviceType = 7;
    private const long StartMs = 1_768_456_800_000;

    public static void Measure(Figures figures)
    {
        foreach (var known in new[] { 100, 10_000, 64_000 })
        {
            figures.Add($"new meter, {known} known", new Bench(hasRules: false).Measure(known).Mean);
            var (mean, worst, counters) = new Bench(hasRules: true).Measure(known);
            figures.Add($"new meter, {known} known, 64 wildcards", mean);
            figures.Add($"new meter, {known} known, longest slice of {Newcomers}", worst);
            if (known == 64_000 && (counters.Evicted == 0 || counters.Relocated == 0))
            {
                throw new InvalidOperationException("the table did not fill up");
            }
        }
    }

    private sealed class Bench
    {
        private readonly TelegramHeader _header = new();
        private readonly TelegramFacts _facts = new();
        private readonly Telegram _telegram = new() { RssiDbm = -80, Mode = LinkMode.C1 };
        private readonly TelegramFilter _filter;
        private readonly Random _random = new(Seed);
        private uint _content;
        private long _nowUs;
        private long _longest;

        public Bench(bool hasRules)
        {
            var profile = SizeProfile.CreateFull();
            var config = new FilterConfig(profile) { ForwardsUnknown = true, UnknownReduction = Reduction.Every };
            if (hasRules)
            {
                AddRules(config, profile);
            }

            _filter = new TelegramFilter(profile, config, 1);
            var bytes = FrameEncoder.RandomTelegram(new Random(Seed), LField);
            bytes[9] = DeviceType;
            bytes[10] = 0x7A;
            bytes.CopyTo(_telegram.Bytes, 0);
            _telegram.Length = bytes.Length;
        }

        public (double Mean, double Worst, FilterCounters Counters) Measure(int known)
        {
            for (var i = 0; i < known; i++)
            {
                Hear();
            }

            long sum = 0;
            _longest = 0;
            for (var i = 0; i < Newcomers; i++)
            {
                var ops = Hear();
                sum += ops;
            }

            return ((double)sum / Newcomers, _longest, _filter.Counters);
        }

        // None of them matches, and each with wildcards is compared to the end.
        private static void AddRules(FilterConfig config, SizeProfile profile)
        {
            for (var i = 0; i < profile.ListEntries; i++)
            {
                var text = i < profile.WildcardEntries ? $"allow *-*-*-{0x80 + i:X2}" : $"allow KAM-{i:D8}";
                if (!MeterRule.TryParse(text, out var rule, out var error) || !config.Rules.TryAdd(rule, out error))
                {
                    throw new InvalidOperationException(error);
                }
            }
        }

        // One in 100,000 of these addresses has been heard before; that makes no difference.
        private long Hear()
        {
            var address = _random.Next();
            for (var i = 0; i < 4; i++)
            {
                _telegram.Bytes[4 + i] = (byte)(address >> (8 * i));
                _telegram.Bytes[20 + i] = (byte)(_content >> (8 * i));
            }

            _content++;
            _nowUs += 18_000;
            _header.Parse(_telegram.Bytes, _telegram.Length);
            _facts.Read(_header);
            _filter.Prepare(_telegram, _facts);
            long sum = 0;
            var isEntered = false;
            while (true)
            {
                var slice = Counter.Of(() => isEntered = _filter.Enter(_facts, _nowUs));
                if (isEntered)
                {
                    slice += Counter.Of(() => _filter.Decide(_telegram, _facts, _nowUs, StartMs + (_nowUs / 1000)));
                }

                _longest = Math.Max(_longest, slice);
                sum += slice;
                if (isEntered)
                {
                    return sum;
                }
            }
        }
    }
}
