// Finding the meter of a telegram, and entering one that is new, in parts.
namespace Gateway.Filter
{
    /// <content>Meters.</content>
    public sealed partial class TelegramFilter
    {
        private const int MaxCheapWildcards = 16;

        /// <summary>Finds the meter, and enters one that is new. What takes long of that, many rules with
        /// wildcards (2,500 IL operations at most) and room in a full table (4,000), is done in a call each,
        /// so that a loop can do it in a slice of its own. May be left out.</summary>
        /// <returns>true when there is nothing left to do, and this call took less than 1,500
        /// operations.</returns>
        public bool Enter(TelegramFacts facts, long nowUs)
        {
            if (_rulesRevision != _rules.Revision)
            {
                _rulesRevision = _rules.Revision;
                _generation++;
                _meters.ClearRules();
            }

            if (facts.Entry == _generation)
            {
                return true;
            }

            if (facts.Entry != -_generation && (Find(facts) || _rules.WildcardCount > MaxCheapWildcards))
            {
                return facts.Entry == _generation;
            }

            uint longAdds = _meters.LongAdds;
            bool isWanted = (facts.Rule == NoRule ? _config.ForwardsUnknown : _rules.MayAllow(facts.Rule))
                || (_tenants != null && MayTenantsWant());
            if (facts.Slot < 0)
            {
                facts.Slot = _meters.Add(facts.Key, (int)(nowUs / MeterTable.TickUs), isWanted);
            }

            if (facts.Slot >= 0)
            {
                _meters.SetRule(facts.Slot, facts.Rule, isWanted);
            }

            facts.Entry = _generation;
            return _meters.LongAdds == longAdds;
        }

        /// <summary>Whether a rule of the list lets the meter of a telegram on, after <see cref="Enter"/> or
        /// <see cref="Decide"/>.</summary>
        public bool IsListed(TelegramFacts facts)
        {
            return facts.Rule != NoRule && _rules.MayAllow(facts.Rule);
        }

        /// <summary>Rules that let meters on. Costs 20 IL operations a rule: for short lists.</summary>
        public int CountAllowed()
        {
            int count = 0;
            for (int i = 0; i < _rules.Count; i++)
            {
                count += _rules.MayAllow(i) ? 1 : 0;
            }

            return count;
        }

        // The meter and the rule its address matches, whatever the CI-field. Returns whether both were known.
        private bool Find(TelegramFacts facts)
        {
            long key = MeterTable.KeyOf(facts.Manufacturer, facts.IdentificationNumber, facts.Version,
                facts.DeviceType);
            int slot = _meters.Find(key);
            int rule = slot < 0 ? MeterTable.RuleNotMatched : _meters.RuleOf(slot);
            facts.Key = key;
            facts.Slot = slot;
            if (rule != MeterTable.RuleNotMatched)
            {
                facts.Rule = rule;
                facts.Entry = _generation;
                return true;
            }

            facts.Rule = _rules.Match(facts, false, 0);
            facts.Entry = -_generation;
            return false;
        }
    }
}
