using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Reads "filter" and "tenants": what is worth a record, and for whom. The rules' text is read
    /// by the filter.</summary>
    public sealed class FilterReader
    {
        /// <summary>Most filter rules of a configuration.</summary>
        public const int MaxRules = 256;

        /// <summary>Most rules of a tenant.</summary>
        public const int MaxTenantRules = 250;

        /// <summary>Most tenants.</summary>
        public const int MaxTenants = 8;

        private readonly string[] _filterKeys = { "rules", "unknown" };
        private readonly string[] _tenantKeys = { "id", "rules" };
        private readonly ConfigCursor _cursor;
        private readonly GatewayConfig _config;

        /// <summary>A reader.</summary>
        /// <param name="config">Filled in.</param>
        public FilterReader(ConfigCursor cursor, GatewayConfig config)
        {
            _cursor = cursor;
            _config = config;
        }

        /// <summary>Reads "filter".</summary>
        public void Read()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("filter");
            while ((key = _cursor.NextKey("filter.", _filterKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    _config.FilterRules = ReadRules("filter.rules", MaxRules);
                }
                else
                {
                    string unknown = "count";
                    _cursor.Text("filter.unknown", 1, 16, ref unknown);
                    _config.ForwardsUnknown = unknown == "forward";
                    _cursor.Check(
                        _config.ForwardsUnknown || unknown == "count", "filter.unknown",
                        "must be \"count\" or \"forward\"");
                }
            }
        }

        /// <summary>Reads "tenants".</summary>
        public void ReadTenants()
        {
            TenantConfig[] tenants = new TenantConfig[MaxTenants];
            int count = 0;
            _cursor.BeginArray("tenants");
            while (_cursor.NextElement())
            {
                string path = "tenants[" + count.ToString() + "]";
                if (count == MaxTenants)
                {
                    _cursor.Fail(path, "there are more than " + MaxTenants.ToString() + " tenants");
                    return;
                }

                tenants[count] = ReadTenant(path);
                for (int i = 0; i < count; i++)
                {
                    bool differs = tenants[i].Id != tenants[count].Id;
                    _cursor.Check(differs, path + ".id", "is given twice");
                }

                count++;
            }

            _config.Tenants = new TenantConfig[count];
            System.Array.Copy(tenants, 0, _config.Tenants, 0, count);
        }

        private TenantConfig ReadTenant(string path)
        {
            TenantConfig tenant = new TenantConfig();
            uint seen = 0;
            int key;
            _cursor.CurrentObject(path);
            while ((key = _cursor.NextKey(path + ".", _tenantKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    _cursor.Text(path + ".id", 1, TenantConfig.MaxIdLength, ref tenant.Id);
                }
                else
                {
                    tenant.Rules = ReadRules(path + ".rules", MaxTenantRules);
                }
            }

            _cursor.Check(
                GatewayName.IsValidId(tenant.Id), path + ".id", "only A-Z, a-z, 0-9, _ and - are allowed");
            _cursor.Check(tenant.Rules.Length > 0, path + ".rules", "a tenant needs a rule at least");
            return tenant;
        }

        private string[] ReadRules(string listPath, int most)
        {
            string[] rules = new string[most];
            int count = 0;
            _cursor.BeginArray(listPath);
            while (_cursor.NextElement())
            {
                string path = listPath + "[" + count.ToString() + "]";
                if (count == most)
                {
                    _cursor.Fail(path, "there are more than " + most.ToString() + " rules");
                    break;
                }

                _cursor.CurrentText(path, 1, Limits.MaxRuleChars, ref rules[count]);
                count++;
            }

            string[] exact = new string[count];
            System.Array.Copy(rules, 0, exact, 0, count);
            return exact;
        }
    }
}
