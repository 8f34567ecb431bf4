// When one meter sends next, learned from when it was heard. Two models run side by side, and the one that
// was closer predicts: equal intervals, and those of synchronous transmission, in which the interval behind a
// telegram follows from its access number n: nominal * (1 + (|n - 128| - 64) / 2048). EN 13757-4:2013 has it
// in clause 11.6.2 and annex D; not read, the formula is as Silicon Laboratories' wireless M-Bus meter sample
// (RAIL, 2017) quotes it. A meter that does otherwise is predicted by the other model. Times are of the
// gateway's own clock: the difference of the crystals is learned with them.

namespace Gateway.Radio.Wake
{
    /// <summary>The sending times of one meter, and the window in which it is listened for.</summary>
    public sealed partial class MeterClock
    {
        /// <summary>Access number of a telegram that has none.</summary>
        public const int NoAccess = -1;

        /// <summary>Windows in a row without the meter behind which it is lost.</summary>
        public const int MaxMisses = 6;

        /// <summary>Shortest interval of a meter, in microseconds; what comes sooner is a repeat of the
        /// same telegram.</summary>
        public const long MinIntervalUs = 2000000;

        /// <summary>Half of the narrowest window, in microseconds: time stamps and the loop.</summary>
        public const long BaseGuardUs = 15000;

        /// <summary>What the window opens earlier, in microseconds: the chip's start and the longest preamble
        /// in front of the sync word, that of S1 (17 ms).</summary>
        public const long LeadUs = 25000;

        /// <summary>What both clocks may have changed by since they were learned, in parts per million: two
        /// watch crystals some degrees warmer or colder.</summary>
        // UNVERIFIED-HW: what the slow clock of an ESP32 does in light sleep without a 32 kHz crystal.
        public const int DriftPpm = 20;

        // What is learned of a meter that sends once a day has to come within this.
        private const long MaxIntervalUs = 100000L * 1000000;

        // An asynchronous meter may wander by some percent; an eighth covers that until it is measured.
        private const int Wide = 8;
        private const int One = 2048; // of the formula: the nominal interval
        private const int Lowest = One - 64;
        private const int LongestSpan = 64; // intervals between two telegrams that still teach something
        private const int MaxJumps = 2;
        private const int SteadySamples = IntervalModel.SteadySamples;

        private readonly IntervalModel _even = new IntervalModel();
        private readonly IntervalModel _numbered = new IntervalModel();
        private long _heardUs;
        private int _access;
        private int _samples;
        private int _misses;
        private int _jumps;
        private int _strange;
        private bool _hasAccess; // the access numbers count transmissions, as far as known
        private bool _isHeard;
        private bool _isLost;

        /// <summary>Whose clock it is; any number that is the meter's alone.</summary>
        public long Key { get; private set; }

        /// <summary>Whether it belongs to a meter.</summary>
        public bool IsTaken { get; private set; }

        /// <summary>Whether the next window is known: the meter was heard often enough and has not been
        /// lost.</summary>
        public bool IsKnown { get; private set; }

        /// <summary>Whether it was known and has not been heard in <see cref="MaxMisses"/> windows in a row,
        /// nor since.</summary>
        public bool IsLost
        {
            get { return _isLost; }
        }

        /// <summary>Start of the next window in microseconds since boot; valid while
        /// <see cref="IsKnown"/>.</summary>
        public long OpenUs { get; private set; }

        /// <summary>End of that window: a telegram whose sync word comes later is missed.</summary>
        public long CloseUs { get; private set; }

        /// <summary>Mean time between two transmissions in microseconds; 0 = not known yet.</summary>
        public long IntervalUs
        {
            get { return _samples == 0 ? 0 : UsesNumbers ? _numbered.IntervalUs : _even.IntervalUs; }
        }

        /// <summary>Largest deviation from the prediction of late, in microseconds an interval.</summary>
        public long SpreadUs
        {
            get { return UsesNumbers ? _numbered.SpreadUs : _even.SpreadUs; }
        }

        /// <summary>Whether the access numbers predict.</summary>
        public bool UsesNumbers
        {
            get { return _hasAccess && _numbered.SpreadUs < _even.SpreadUs; }
        }

        /// <summary>Windows in a row that were over without the meter.</summary>
        public int Misses
        {
            get { return _misses; }
        }

        /// <summary>Gives the clock to a meter.</summary>
        public void Take(long key)
        {
            Key = key;
            IsTaken = true;
            Restart();
        }

        /// <summary>Takes up what was known of the meter before a restart of the gateway: one telegram is
        /// enough then.</summary>
        /// <param name="even">Mean interval, in microseconds.</param>
        /// <param name="evenSpread">Its spread, in microseconds.</param>
        /// <param name="numbered">Nominal interval by access numbers, in microseconds; 0 = they do not
        /// count.</param>
        /// <param name="numberedSpread">Its spread, in microseconds.</param>
        public void Restore(long even, long evenSpread, long numbered, long numberedSpread)
        {
            _even.Set(even, evenSpread);
            _numbered.Set(numbered, numbered > 0 ? numberedSpread : evenSpread);
            _hasAccess = numbered > 0;
            _samples = SteadySamples;
        }

        /// <summary>Writes what <see cref="Restore"/> takes; nothing of a meter without
        /// an interval.</summary>
        /// <param name="into">At least <paramref name="at"/> + 4 elements.</param>
        /// <param name="at">Index of the first.</param>
        public void Save(long[] into, int at)
        {
            into[at] = _even.IntervalUs;
            into[at + 1] = _even.SpreadUs;
            into[at + 2] = _hasAccess ? _numbered.IntervalUs : 0;
            into[at + 3] = _numbered.SpreadUs;
        }

        /// <summary>The clock is nobody's.</summary>
        public void Free()
        {
            IsTaken = false;
            IsKnown = false;
        }

        /// <summary>The meter was heard.</summary>
        /// <param name="receivedUs">Time of the sync word, in microseconds since boot.</param>
        /// <param name="access">Access number, 0 .. 255, or <see cref="NoAccess"/>.</param>
        /// <param name="isSynchronous">Whether the telegram says that the transmission is
        /// synchronous.</param>
        public void Heard(long receivedUs, int access, bool isSynchronous)
        {
            long sinceUs = receivedUs - _heardUs;
            if (_isHeard && sinceUs >= 0 && sinceUs < MinIntervalUs)
            {
                return;
            }

            if (_isHeard && sinceUs > 0)
            {
                Learn(sinceUs, access, isSynchronous);
            }

            _isHeard = true;
            _isLost = false;
            _heardUs = receivedUs;
            _access = access;
            _misses = 0;

            // Without numbers nobody knows how many transmissions lay between
            // two telegrams: one more sample.
            IsKnown = _samples >= (_hasAccess ? 1 : 2);
            Predict();
        }

        /// <summary>The window is over and the meter was not heard: the next one is wider, or the meter is
        /// lost.</summary>
        public void Miss()
        {
            _misses++;
            _even.Widen();
            _numbered.Widen();
            if (_misses >= MaxMisses)
            {
                IsKnown = false;
                _isLost = true;
            }
            else
            {
                Predict();
            }
        }

        private void Restart()
        {
            _samples = 0;
            _jumps = 0;
            _misses = 0;
            _hasAccess = false;
            _isHeard = false;
            _isLost = false;
            IsKnown = false;
        }

        private void Predict()
        {
            if (!IsKnown)
            {
                return;
            }

            int count = _misses + 1;
            long centreUs = _heardUs
                + (UsesNumbers ? NumberedUs(_access, count) : count * _even.IntervalUs);
            long guardUs = GuardUs(count);
            OpenUs = centreUs - guardUs - LeadUs;
            CloseUs = centreUs + guardUs;
        }

        // Grows with the time since the meter was heard, by what it wanders and by what the clocks do; the
        // more often it was missed, the less they are trusted.
        private long GuardUs(int count)
        {
            long intervalUs = IntervalUs;
            long guardUs = BaseGuardUs + (count * (SpreadUs + (SpreadUs / 4)))
                + (intervalUs * count / 1000000 * DriftPpm * (1 + _misses));
            return guardUs > intervalUs / 2 ? intervalUs / 2 : guardUs;
        }

        private long NumberedUs(int access, int count)
        {
            return _numbered.IntervalUs * SpanOf(access, count) / One;
        }

        // Of so many intervals behind a telegram, in 1/2048 of the nominal one.
        private static int SpanOf(int access, int count)
        {
            int span = count * Lowest;
            for (int i = 0; i < count; i++)
            {
                int number = (access + i) & 0xFF;
                span += number > 128 ? number - 128 : 128 - number;
            }

            return span;
        }
    }
}
