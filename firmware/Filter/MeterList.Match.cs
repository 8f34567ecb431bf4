// Which rule an address matches: at most a chain of the hash and each rule with wildcards.
namespace Gateway.Filter
{
    /// <content>Matching.</content>
    public sealed partial class MeterList
    {
        /// <summary>Index of an equal rule, or <see cref="None"/>: some 12 IL operations for each that is
        /// another one.</summary>
        public int IndexOf(MeterRule rule)
        {
            uint number = rule.IdentificationNumber & rule.IdentificationMask;
            for (int i = 0; i < Count; i++)
            {
                if (_identifications[i] == number && _masks[i] == rule.IdentificationMask
                    && _manufacturers[i] == rule.Manufacturer && _versions[i] == rule.Version
                    && _deviceTypes[i] == rule.DeviceType && _ciFields[i] == rule.CiField
                    && _actions[i] == (byte)rule.Action && _classes[i] == (byte)rule.Class
                    && _reductions[i] == (byte)rule.Reduction && _intervalS[i] == rule.IntervalS)
                {
                    return i;
                }
            }

            return None;
        }

        /// <summary>First rule from <paramref name="start"/> on that matches.</summary>
        /// <param name="facts">Address, and CI-field unless that is left out.</param>
        /// <param name="withCi">false: compare the address only.</param>
        /// <param name="start">Index of the first rule to look at.</param>
        /// <returns>Index, or <see cref="None"/>.</returns>
        public int Match(TelegramFacts facts, bool withCi, int start)
        {
            int best = Count;
            int index = _heads[Bucket(facts.IdentificationNumber)];
            while (index >= 0)
            {
                if (index < best && index >= start && _identifications[index] == facts.IdentificationNumber
                    && Fits(index, facts, withCi))
                {
                    best = index;
                }

                index = _next[index];
            }

            index = MatchWildcards(facts, withCi, start, best);
            return index < Count ? index : None;
        }

        // Most rules with wildcards differ in one of the columns, so only what agrees in all of them is worth
        // a call: 64 rules in 2,500 IL operations.
        private int MatchWildcards(TelegramFacts facts, bool withCi, int start, int best)
        {
            short[] wildcards = _wildcards;
            uint[] masks = _masks;
            uint[] identifications = _identifications;
            short[] manufacturers = _manufacturers;
            short[] deviceTypes = _deviceTypes;
            uint number = facts.IdentificationNumber;
            int manufacturer = facts.Manufacturer & 0x7FFF;
            int deviceType = facts.DeviceType;
            int count = _wildcardCount;
            for (int i = 0; i < count; i++)
            {
                int index = wildcards[i];
                if (index >= best)
                {
                    break;
                }

                if ((number & masks[index]) != identifications[index])
                {
                    continue;
                }

                int wanted = manufacturers[index];
                if (wanted != manufacturer && wanted != Any)
                {
                    continue;
                }

                wanted = deviceTypes[index];
                if ((wanted == deviceType || wanted == Any) && index >= start && Fits(index, facts, withCi))
                {
                    return index;
                }
            }

            return best;
        }

        private bool Fits(int index, TelegramFacts facts, bool withCi)
        {
            int manufacturer = _manufacturers[index];
            int version = _versions[index];
            int deviceType = _deviceTypes[index];
            return (manufacturer == Any || manufacturer == (facts.Manufacturer & 0x7FFF))
                && (version == Any || version == facts.Version)
                && (deviceType == Any || deviceType == facts.DeviceType)
                && (!withCi || AcceptsCi(index, facts.CiField));
        }
    }
}
