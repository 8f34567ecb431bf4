using Gateway.Config;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Store;

namespace Gateway.App
{
    /// <summary>From the configuration's tenants to the filter's.</summary>
    public static class TenantSetup
    {
        /// <summary>Records that may be out at the same time where there are tenants: what one of them has in
        /// an unfilled message holds back the acknowledge of all that came later.</summary>
        public const int OutstandingRecords = 64;

        /// <summary>Of these, so many before messages are sent unfilled.</summary>
        public const int PressRecords = 40;

        /// <summary>Checks them and makes their lists.</summary>
        /// <param name="error">Path and reason, or null.</param>
        /// <returns>null when something is wrong.</returns>
        public static TenantRules[] Create(GatewayConfig config, SizeProfile size, out string error)
        {
            error = null;
            if (config.Tenants.Length > size.MaxTenants)
            {
                error = "tenants[" + size.MaxTenants.ToString() + "]: size " + config.SizeProfile
                    + " has room for " + size.MaxTenants.ToString();
                return null;
            }

            TenantRules[] tenants = new TenantRules[config.Tenants.Length];
            for (int i = 0; i < tenants.Length; i++)
            {
                TenantConfig tenant = config.Tenants[i];
                tenants[i] = new TenantRules(tenant.Id, size);
                for (int rule = 0; rule < tenant.Rules.Length; rule++)
                {
                    MeterRule parsed;
                    if (!MeterRule.TryParse(tenant.Rules[rule], out parsed, out error) ||
                        !tenants[i].Rules.TryAdd(parsed, out error))
                    {
                        error = "tenants[" + i.ToString() + "].rules[" + rule.ToString() + "]: " + error;
                        return null;
                    }
                }
            }

            return tenants;
        }

        /// <summary>Makes room for records that are out longer than with one recipient.</summary>
        public static void Reserve(TenantRules[] tenants, ConcentratorSetup setup)
        {
            if (tenants.Length > 0)
            {
                setup.Store.OutstandingRecords = OutstandingRecords;
                setup.Uplink.PressRecords = PressRecords;
            }
        }

        /// <summary>Gives the tenants their numbers and topics. Blocks: at start only, when the log is
        /// open.</summary>
        public static void Open(IBoard board, TenantRules[] tenants, Concentrator firmware)
        {
            if (tenants.Length == 0 && board.Files.Length("tenant-0") < 0
                && board.Files.Length("tenant-1") < 0)
            {
                return;
            }

            string[] ids = new string[tenants.Length];
            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = tenants[i].Id;
            }

            StoreStatus status = firmware.StoreStatus;
            int[] places = new TenantBook(board.Files, board.FileWorker).Assign(
                ids, firmware.Store, status == StoreStatus.Ok || status == StoreStatus.Formatted);
            string[] byPlace = new string[TenantBook.Places];
            for (int i = 0; i < ids.Length; i++)
            {
                tenants[i].Place = places[i];
                if (places[i] >= 0)
                {
                    byPlace[places[i]] = ids[i];
                    continue;
                }

                JsonWriter json = firmware.Events.Begin("tenant");
                json.Name("id");
                json.Word(ids[i]);
                json.Name("reason");
                json.Word("waits for a restart after the records of former tenants are delivered");
                firmware.Events.End(board.Clock.NowUs);
            }

            firmware.Uplink.SetTenants(byPlace);
        }
    }
}
