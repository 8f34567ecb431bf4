// Decides which telegrams become records: meter list, de-duplication, class, data reduction, in this order.
// Intervals are slots of the wall clock (unix time; time since boot until the clock is set) and a meter keeps
// only a mark of the slot in which it last passed: a clock that jumps makes each meter pass once more or wait
// for the next slot, nothing worse. Everything that measures a duration uses time since boot. Contract: "Data
// reduction" of the uplink page; README.md explains the choices. Does not decrypt and does not look behind
// the headers.
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>The filter stage. Allocates at construction only; one call per telegram.</summary>
    public sealed partial class TelegramFilter
    {
        private const int NoRule = MeterList.None;
        private const int IntervalMarks = 255;
        private const int SecondsPerDay = 86400;
        private const int TicksAMinute = 60 / MeterTable.TickS;

        private readonly MeterTable _meters;
        private readonly RepeatTable _repeats;
        private readonly HeldTelegrams _held;
        private readonly FilterCounters _counters = new FilterCounters();
        private FilterConfig _config;
        private MeterList _rules;
        private int _rulesRevision;
        private int _generation = 1; // of the rules: what was found with earlier ones is void
        private int _agedTicks;

        /// <summary>Creates the filter with all its memory.</summary>
        /// <param name="profile">Size of the board.</param>
        /// <param name="config">Used from now on; its list may be changed at any time between
        /// telegrams.</param>
        /// <param name="seed">See <see cref="MeterTable"/>.</param>
        public TelegramFilter(SizeProfile profile, FilterConfig config, uint seed)
        {
            _meters = new MeterTable(profile.MeterCapacity, seed, _counters);
            _repeats = new RepeatTable(profile.DedupEntries);
            _held = new HeldTelegrams(profile.HeldTelegrams);
            Details = new MeterDetails(profile.DetailEntries);
            Sightings = new BadSightings(profile.SightingEntries);
            _surveyEntries = profile.SurveyEntries;
            Apply(config);
        }

        /// <summary>Counters since boot.</summary>
        public FilterCounters Counters
        {
            get { return _counters; }
        }

        /// <summary>The meters heard.</summary>
        public MeterTable Meters
        {
            get { return _meters; }
        }

        /// <summary>Class of the telegram for which <see cref="Decide"/> said Forward or Deferred.</summary>
        public RecordClass LastClass { get; private set; }

        /// <summary>Telegrams held back at the moment.</summary>
        public int HeldCount
        {
            get { return _held.Count; }
        }

        /// <summary>Uses another configuration from now on. What is known of the meters stays.</summary>
        public void Apply(FilterConfig config)
        {
            _config = config;
            _rules = config.Rules;
            _rulesRevision = _rules.Revision;
            _generation++;
            _meters.ClearRules();
        }

        /// <summary>Does the part of <see cref="Decide"/> that grows with the telegram's length, some 2,600
        /// IL operations for the longest, so that a loop can do it in a slice of its own. May be left
        /// out.</summary>
        public void Prepare(Telegram telegram, TelegramFacts facts)
        {
            if (facts.PacketKey == 0 && _config.DedupWindowS > 0)
            {
                facts.Fingerprint = TelegramFingerprint.Of(telegram.Bytes, telegram.Length);
                facts.HasFingerprint = true;
            }
        }

        /// <summary>Decides what becomes of a telegram.</summary>
        /// <param name="telegram">Only read; copied when the answer is Deferred.</param>
        /// <param name="facts">Its headers.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="unixMs">Wall clock in milliseconds since 1970; ≤ 0 = not known.</param>
        public FilterVerdict Decide(Telegram telegram, TelegramFacts facts, long nowUs, long unixMs)
        {
            _counters.Received++;
            LastClass = RecordClass.Regular;
            int nowTicks = (int)(nowUs / MeterTable.TickUs);
            while (!Enter(facts, nowUs))
            {
                // Three times at most.
            }

            facts.Entry = 0; // a slot is good until the next meter is entered
            long key = facts.Key;
            int slot = facts.Slot;
            int rule = facts.Rule;
            Note(telegram, facts, nowUs, nowTicks);
            if (rule >= 0 && !_rules.AcceptsCi(rule, facts.CiField))
            {
                rule = _rules.Match(facts, true, rule + 1);
            }

            if (rule >= 0 && _rules.ActionOf(rule) == RuleAction.Deny)
            {
                Touch(slot, nowTicks, telegram);
                _counters.Filtered++;
                return FilterVerdict.Filtered;
            }

            if (slot < 0 || (rule == NoRule && !_config.ForwardsUnknown))
            {
                Touch(slot, nowTicks, telegram);
                _counters.Unknown++;
                return FilterVerdict.Unknown;
            }

            if (IsRepeat(telegram, facts, key, (int)(nowUs / 1000000)))
            {
                _meters.SetRssi(slot, telegram.RssiDbm);
                _counters.Duplicate++;
                return FilterVerdict.Duplicate;
            }

            int silentS = Touch(slot, nowTicks, telegram);
            return Reduce(telegram, facts, key, slot, rule, silentS, ClockMs(nowUs, unixMs) / 1000);
        }

        /// <summary>Gives back one held telegram whose interval is over. To be asked at each step until
        /// false: it costs a comparison while nothing is due.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="unixMs">Wall clock in milliseconds since 1970; ≤ 0 = not known.</param>
        /// <param name="into">Receives the telegram; ReceivedUs is that of its reception.</param>
        /// <param name="recordClass">Class to store it with.</param>
        public bool TryTakeDue(long nowUs, long unixMs, Telegram into, out RecordClass recordClass)
        {
            if (!_held.TryTakeDue(ClockMs(nowUs, unixMs) / 1000, into, out recordClass))
            {
                return false;
            }

            _counters.Released++;
            _counters.Accepted++;
            return true;
        }

        /// <summary>Time since boot, in microseconds, at which <see cref="TryTakeDue"/> has something if the
        /// clock is not set meanwhile; long.MaxValue when nothing is held.</summary>
        public long NextDueUs(long nowUs, long unixMs)
        {
            long dueS = _held.NextDueS;
            if (dueS == long.MaxValue)
            {
                return long.MaxValue;
            }

            long waitMs = (dueS * 1000) - ClockMs(nowUs, unixMs);
            return waitMs <= 0 ? nowUs : nowUs + (waitMs * 1000);
        }

        private FilterVerdict Reduce(Telegram telegram, TelegramFacts facts, long key, int slot, int rule,
            int silentS, long clockS)
        {
            Reduction reduction = rule == NoRule ? _config.UnknownReduction : _rules.ReductionOf(rule);
            int intervalS = rule == NoRule ? _config.UnknownIntervalS : _rules.IntervalSOf(rule);
            intervalS = intervalS < Limits.MinIntervalS ? Limits.MinIntervalS
                : intervalS > Limits.MaxIntervalS ? Limits.MaxIntervalS : intervalS;
            LastClass = rule == NoRule ? RecordClass.Regular : _rules.ClassOf(rule);
            int mark = 1 + (int)(clockS / intervalS % IntervalMarks);
            int day = (int)(clockS / SecondsPerDay);
            bool isNewLength = facts.IsEllEncrypted && telegram.Length > 1
                && _meters.IsNewLength(slot, telegram.Length - 1, day, silentS);

            if (IsNewStatus(facts, slot) || facts.IsAlarmPacket)
            {
                _counters.Alarms++;
                LastClass = RecordClass.Alarm;
                return Pass(slot, mark);
            }

            // A meter that sends packets has chosen their intervals: each passes once.
            if (reduction == Reduction.Every || facts.PacketKey != 0)
            {
                return Pass(slot, mark);
            }

            // Marks repeat after 255 intervals: a meter silent for longer than two has certainly not had this
            // one.
            bool isFirst = _meters.IntervalMark(slot) != mark
                || silentS - (2 * MeterTable.TickS) >= 2 * intervalS;
            if (reduction == Reduction.Last && rule != NoRule && !isNewLength)
            {
                HoldResult result = _held.Hold(key, telegram, clockS, intervalS, LastClass);
                if (result != HoldResult.Full)
                {
                    _counters.Deferred++;
                    _counters.Superseded += result == HoldResult.Superseded ? 1u : 0;
                    _counters.Reduced += result == HoldResult.Superseded ? 1u : 0;
                    return FilterVerdict.Deferred;
                }

                _counters.HoldFull++;
            }

            if (isFirst)
            {
                return Pass(slot, mark);
            }

            if (isNewLength)
            {
                _counters.NewLengths++;
                return Pass(slot, mark);
            }

            _counters.Reduced++;
            return FilterVerdict.Reduced;
        }

        private bool IsNewStatus(TelegramFacts facts, int slot)
        {
            if (!facts.HasStatus || !_config.RaisesStatusAlarms || _meters.StatusOf(slot) == facts.Status)
            {
                return false;
            }

            _meters.SetStatus(slot, facts.Status);
            return true;
        }

        private FilterVerdict Pass(int slot, int mark)
        {
            _meters.SetIntervalMark(slot, mark);
            _counters.Accepted++;
            return FilterVerdict.Forward;
        }

        private static long ClockMs(long nowUs, long unixMs)
        {
            return unixMs > 0 ? unixMs : nowUs / 1000;
        }
    }
}
