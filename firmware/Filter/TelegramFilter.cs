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
        private const int NotOwn = -2;
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
            Hours = profile.HourEntries == 0 ? null : new HearingHours(profile.HourEntries);
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

        /// <summary>Does the part of <see cref="Decide"/> that grows with the telegram's length, some 1,500
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
            LastTenants = 0;
            if (_tenants != null)
            {
                MatchOnce(facts);
            }

            while (!Enter(facts, nowUs))
            {
                // Three times at most.
            }

            int nowTicks = (int)(nowUs / MeterTable.TickUs);
            facts.Entry = 0; // a slot is good until the next meter is entered
            long key = facts.Key;
            int slot = facts.Slot;
            int rule = facts.Rule;
            Note(telegram, facts, nowUs, nowTicks);
            if (rule >= 0 && !_rules.AcceptsCi(rule, facts.CiField))
            {
                rule = _rules.Match(facts, true, rule + 1);
            }

            bool isDenied = rule >= 0 && _rules.ActionOf(rule) == RuleAction.Deny;
            bool isOwn = rule >= 0 ? !isDenied : _config.ForwardsUnknown;
            if (_tenants != null)
            {
                _wanting = slot < 0 ? 0 : WantingTenants(facts, slot);
            }

            if (isDenied && _wanting == 0)
            {
                Touch(slot, nowTicks, telegram);
                _counters.Filtered++;
                return FilterVerdict.Filtered;
            }

            if (slot < 0 || (!isOwn && _wanting == 0))
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

            int silentS = TouchWanted(slot, key, nowTicks, telegram);
            return Judge(telegram, facts, key, slot, isOwn ? rule : NotOwn, silentS,
                ClockMs(nowUs, unixMs) / 1000);
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

        private static long ClockMs(long nowUs, long unixMs)
        {
            return unixMs > 0 ? unixMs : nowUs / 1000;
        }
    }
}
