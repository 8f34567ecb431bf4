// Finding the meter of a telegram, and entering one that is new, in parts.
namespace Gateway.Filter
{
    /// <content>Meters.</content>
    public sealed partial class TelegramFilter
    {
        /// <summary>Finds the meter; enters one that is new, in a full table and with the most rules, in two
        /// parts of some 2,500 and 4,500 IL operations, one a call, so that a loop can do each in a slice of
        /// its own. May be left out.</summary>
        /// <returns>true when there is nothing left to do; a meter that is known takes some 300
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

            if (facts.Entry != -_generation)
            {
                return Find(facts);
            }

            bool isWanted = facts.Rule == NoRule ? _config.ForwardsUnknown : _rules.MayAllow(facts.Rule);
            if (facts.Slot < 0)
            {
                facts.Slot = _meters.Add(facts.Key, (int)(nowUs / MeterTable.TickUs), isWanted);
            }

            if (facts.Slot >= 0)
            {
                _meters.SetRule(facts.Slot, facts.Rule, isWanted);
            }

            facts.Entry = _generation;
            return false;
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
