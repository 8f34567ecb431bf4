// What one tenant of a shared gateway wants: a meter list of its own, and for each meter which rule that is
// and in which interval it last passed, two bytes a slot of the meter table.
using System;
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>One tenant's list and what it has let on. Allocates at construction only.</summary>
    public sealed class TenantRules
    {
        /// <summary>Most rules of a tenant: an index has to fit into a byte with two values more.</summary>
        public const int MaxRules = 253;

        private const int IntervalMarks = 255;
        private const int RuleShift = 2;

        private readonly byte[] _rules;
        private readonly byte[] _marks;
        private int _revision;
        private int _rule;

        /// <summary>A tenant without rules.</summary>
        /// <param name="id">Its name.</param>
        /// <param name="profile">Size of the board.</param>
        public TenantRules(string id, SizeProfile profile)
        {
            Id = id;
            Rules = new MeterList(new SizeProfile
            {
                ListEntries = profile.TenantRules,
                WildcardEntries = profile.TenantWildcards,
                PriorityMeters = profile.PriorityMeters,
            });
            int slots = MeterTable.SlotCountFor(profile.MeterCapacity);
            _rules = new byte[slots];
            _marks = new byte[slots];
            Place = -1;
        }

        /// <summary>Its name.</summary>
        public string Id { get; private set; }

        /// <summary>Its rules. None of them may hold telegrams back (<c>last=</c>).</summary>
        public MeterList Rules { get; private set; }

        /// <summary>Its number in records, 0 .. 7; −1 = it has none yet and gets nothing.</summary>
        public int Place { get; set; }

        /// <summary>Whether the rule that <see cref="Match"/> found may let its meter's telegrams
        /// on.</summary>
        internal bool MayWant
        {
            get { return _rule >= 0 && Rules.MayAllow(_rule); }
        }

        /// <summary>Finds the rule for a meter's address.</summary>
        /// <param name="slot">Its slot; negative = it has none.</param>
        internal void Match(int slot, TelegramFacts facts)
        {
            if (_revision != Rules.Revision)
            {
                _revision = Rules.Revision;
                Array.Clear(_rules, 0, _rules.Length);
            }

            int kept = slot < 0 ? 0 : _rules[slot];
            _rule = kept != 0 ? kept - RuleShift : Rules.Match(facts, false, 0);
        }

        /// <summary>Keeps what was matched.</summary>
        internal void Keep(int slot)
        {
            _rules[slot] = (byte)(_rule + RuleShift);
        }

        /// <summary>Whether a telegram with that CI-field is wanted.</summary>
        internal bool Wants(TelegramFacts facts)
        {
            if (_rule >= 0 && !Rules.AcceptsCi(_rule, facts.CiField))
            {
                _rule = Rules.Match(facts, true, _rule + 1);
            }

            return _rule >= 0 && Rules.ActionOf(_rule) == RuleAction.Allow;
        }

        /// <summary>Whether a wanted telegram goes on now, by this tenant's rate.</summary>
        /// <param name="always">It does, whatever the rate.</param>
        /// <param name="clockS">Clock in seconds.</param>
        /// <param name="silentS">Seconds since the meter's telegram before.</param>
        internal bool Takes(int slot, bool always, long clockS, int silentS)
        {
            int intervalS = Rules.IntervalSOf(_rule);
            intervalS = intervalS < Limits.MinIntervalS ? Limits.MinIntervalS : intervalS;
            int mark = 1 + (int)(clockS / intervalS % IntervalMarks);
            bool isFirst = _marks[slot] != mark || silentS - (2 * MeterTable.TickS) >= 2 * intervalS;
            if (!always && !isFirst && Rules.ReductionOf(_rule) != Reduction.Every)
            {
                return false;
            }

            _marks[slot] = (byte)mark;
            return true;
        }

        /// <summary>Class of the matched rule.</summary>
        internal RecordClass Class
        {
            get { return Rules.ClassOf(_rule); }
        }

        /// <summary>A meter moves to another slot.</summary>
        internal void Move(int from, int to)
        {
            _rules[to] = _rules[from];
            _marks[to] = _marks[from];
        }

        /// <summary>Another meter gets the slot.</summary>
        internal void Clear(int slot)
        {
            _rules[slot] = 0;
            _marks[slot] = 0;
        }
    }
}
