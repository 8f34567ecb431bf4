// The meters that are read worst: of those that the list lets on and whose interval is known, the smallest
// share of what was due. The whole table is looked through, some slots a step.
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
        private const int PerMille = 1000;

        private readonly TelegramFilter _filter;
        private readonly MeterReport _report = new MeterReport();
        private readonly long[] _keys = new long[MaxKept];
        private readonly int[] _shares = new int[MaxKept];
        private int _slot;

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
        public void Begin()
        {
            IsRunning = true;
            Kept = 0;
            _slot = 0;
        }

        /// <summary>Goes on: a slice of less than 5,000 IL operations.</summary>
        public void Step(long nowUs)
        {
            MeterTable meters = _filter.Meters;
            int nowTicks = (int)(nowUs / MeterTable.TickUs);
            int end = _slot + SlotsAStep;
            end = end < meters.SlotCount ? end : meters.SlotCount;
            for (; _slot < end; _slot++)
            {
                if (!meters.IsUsed(_slot) || meters.IntervalS(_slot) == 0)
                {
                    continue;
                }

                int received = meters.ReceivedCount(_slot);
                int expected = meters.ExpectedCount(_slot, nowTicks);
                if (expected >= LeastExpected && _filter.IsLetOn(meters.RuleOf(_slot)))
                {
                    Rank(meters.KeyAt(_slot), received * PerMille / expected);
                }
            }

            IsRunning = _slot < meters.SlotCount;
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
