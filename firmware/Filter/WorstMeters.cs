// The meters that are read worst: of those that the list lets on and whose interval is known, the smallest
// share of what was due: lately, of the whole table, or in the last hours, of the meters that have a place in
// HearingHours. Some slots or places a step.
namespace Gateway.Filter
{
    /// <summary>Finds the worst.</summary>
    public sealed class WorstMeters
    {
        /// <summary>Meters that are kept.</summary>
        public const int MaxKept = 10;

        // Fewer say nothing.
        private const int LeastExpected = 4;
        private const int SlotsAStep = 8;
        private const int PlacesAStep = 1;
        private const int PerMille = 1000;

        private readonly TelegramFilter _filter;
        private readonly MeterReport _report = new MeterReport();
        private readonly long[] _keys = new long[MaxKept];
        private readonly int[] _shares = new int[MaxKept];
        private int _slot;
        private int _span; // hours; 0 = lately

        /// <summary>Looks into what a filter knows.</summary>
        public WorstMeters(TelegramFilter filter)
        {
            _filter = filter;
        }

        /// <summary>Whether <see cref="Step"/> has more to do.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Meters kept, the worst first.</summary>
        public int Kept { get; private set; }

        /// <summary>Begins.</summary>
        /// <param name="hours">Of the last so many whole hours, at most 24; 0 = of the telegrams that the
        /// meter table counts, whenever they came.</param>
        public void Begin(int hours)
        {
            IsRunning = true;
            Kept = 0;
            _slot = 0;
            _span = hours < HearingHours.MaxHours ? hours : HearingHours.MaxHours;
        }

        /// <summary>Goes on: a slice of less than 5,000 IL operations.</summary>
        public void Step(long nowUs)
        {
            int nowTicks = (int)(nowUs / MeterTable.TickUs);
            HearingHours hours = _filter.Hours;
            int count = _span == 0 ? _filter.Meters.SlotCount : hours == null ? 0 : hours.Capacity;
            int end = _slot + (_span > 0 ? PlacesAStep : SlotsAStep);
            end = end < count ? end : count;
            for (; _slot < end; _slot++)
            {
                if (_span > 0)
                {
                    JudgeHours(nowTicks);
                }
                else
                {
                    JudgeLately(nowTicks);
                }
            }

            IsRunning = _slot < count;
        }

        private void JudgeLately(int nowTicks)
        {
            MeterTable meters = _filter.Meters;
            if (!meters.IsUsed(_slot) || meters.IntervalS(_slot) == 0)
            {
                return;
            }

            int received = meters.ReceivedCount(_slot);
            int expected = meters.ExpectedCount(_slot, nowTicks);
            if (expected >= LeastExpected && _filter.IsLetOn(meters.RuleOf(_slot)))
            {
                Rank(meters.KeyAt(_slot), received * PerMille / expected);
            }
        }

        private void JudgeHours(int nowTicks)
        {
            HearingHours hours = _filter.Hours;
            int slot = hours.IsUsed(_slot) ? _filter.Meters.Find(hours.KeyAt(_slot)) : MeterTable.None;
            if (slot < 0)
            {
                return;
            }

            int known;
            int intervalS = _filter.Meters.IntervalS(slot);
            int received = hours.Received(
                _slot, nowTicks / MeterTable.TicksAnHour, _span, intervalS, out known);
            int expected = HearingHours.Expected(known, intervalS);
            if (expected > 0 && _filter.IsLetOn(_filter.Meters.RuleOf(slot)))
            {
                Rank(hours.KeyAt(_slot), received * PerMille / expected);
            }
        }

        /// <summary>Tells what was found.</summary>
        /// <param name="index">0 .. <see cref="Kept"/> − 1, the worst first.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public MeterReport Read(int index, long nowUs)
        {
            _filter.ReadMeter(_keys[index], nowUs, _report);
            return _report;
        }

        private void Rank(long key, int share)
        {
            if (Kept == MaxKept && share >= _shares[MaxKept - 1])
            {
                return;
            }

            int at = Kept < MaxKept ? Kept : MaxKept - 1;
            while (at > 0 && _shares[at - 1] > share)
            {
                _shares[at] = _shares[at - 1];
                _keys[at] = _keys[at - 1];
                at--;
            }

            _shares[at] = share;
            _keys[at] = key;
            Kept = Kept < MaxKept ? Kept + 1 : MaxKept;
        }
    }
}
