// Tenants of a shared gateway. Each has a list and a rate of its own; de-duplication, status alarms and new
// lengths are the meter's and hold for all. A telegram that several want becomes one record, which says for
// whom.
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <content>Tenants.</content>
    public sealed partial class TelegramFilter
    {
        private TenantRules[] _tenants;
        private bool _areMatched;
        private int _wanting;

        /// <summary>Whether there are tenants: <see cref="MatchTenants"/> is worth a slice then. A field, as
        /// the others here: they are asked for each telegram.</summary>
        public bool HasTenants;

        /// <summary>Tenants that take the telegram for which <see cref="Decide"/> said Forward or Deferred,
        /// now: bit n for the one with <see cref="TenantRules.Place"/> n.</summary>
        public int LastTenants;

        /// <summary>Whether the gateway's own list takes it now, too.</summary>
        public bool LastIsOwn;

        /// <summary>Sets the tenants; before the first telegram.</summary>
        public void SetTenants(TenantRules[] tenants)
        {
            _tenants = tenants.Length == 0 ? null : tenants;
            HasTenants = _tenants != null;
            _meters.Tenants = _tenants;
        }

        /// <summary>Finds each tenant's rule for a telegram, so that a loop can do it in a slice of its own.
        /// May be left out.</summary>
        public void MatchTenants(TelegramFacts facts)
        {
            long key = MeterTable.KeyOf(
                facts.Manufacturer, facts.IdentificationNumber, facts.Version, facts.DeviceType);
            int slot = _meters.Find(key);
            for (int i = 0; i < _tenants.Length; i++)
            {
                _tenants[i].Match(slot, facts);
            }

            _areMatched = true;
        }

        private void MatchOnce(TelegramFacts facts)
        {
            if (!_areMatched)
            {
                MatchTenants(facts);
            }

            _areMatched = false;
        }

        private bool MayTenantsWant()
        {
            for (int i = 0; i < _tenants.Length; i++)
            {
                if (_tenants[i].MayWant)
                {
                    return true;
                }
            }

            return false;
        }

        // Tenants, by their index, that want the telegram at some time.
        private int WantingTenants(TelegramFacts facts, int slot)
        {
            int wanting = 0;
            for (int i = 0; i < _tenants.Length; i++)
            {
                TenantRules tenant = _tenants[i];
                tenant.Keep(slot);
                wanting |= tenant.Place >= 0 && tenant.Wants(facts) ? 1 << i : 0;
            }

            return wanting;
        }

        // Who of them takes it now; the most valuable class of theirs and the gateway's own is the record's.
        private void OfferToTenants(int slot, bool always, long clockS, int silentS)
        {
            for (int i = 0; i < _tenants.Length; i++)
            {
                TenantRules tenant = _tenants[i];
                if ((_wanting & (1 << i)) != 0 && tenant.Takes(slot, always, clockS, silentS))
                {
                    LastTenants |= 1 << tenant.Place;
                    LastClass = tenant.Class < LastClass ? tenant.Class : LastClass;
                }
            }
        }
    }
}
