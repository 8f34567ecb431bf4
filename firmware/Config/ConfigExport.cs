// Writes a configuration as the text that ConfigReader reads, without secrets: no password, no command or
// update key, no private key, no PIN, and no own certificate, which is of no use without its key. The
// authority goes with it, so that a gateway that reads the export checks its broker and never talks to it in
// the clear; read by the gateway that wrote it, the export changes nothing.

using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>The configuration for other eyes.</summary>
    public static class ConfigExport
    {
        /// <summary>Most bytes of an export: as many as a configuration file may have.</summary>
        public const int MaxBytes = 32 * 1024;

        /// <summary>Room for the settings that a document does not name.</summary>
        public const int DefaultBytes = 1024;

        /// <summary>Writes all settings but the secrets, the defaults too. Not for the loop: it is not in
        /// slices.</summary>
        /// <param name="config">What to write.</param>
        /// <param name="json">Takes some 600 bytes, the authority and the rules; Overflow when it was too
        /// small.</param>
        public static void Write(GatewayConfig config, JsonWriter json)
        {
            json.BeginObject();
            json.Name("gateway");
            json.BeginObject();
            Text(json, "id", config.GatewayId);
            Text(json, "size", config.SizeProfile);
            Text(json, "log", config.LogDrive);
            json.EndObject();
            json.Name("uplink");
            json.BeginObject();
            Text(json, "prefix", config.TopicPrefix);
            Number(json, "stats_interval_s", config.StatsIntervalS);
            Text(json, "format", config.UsesCbor ? "cbor" : "json");
            WriteBroker(config, json);
            WriteBatch(config, json);
            WriteLinks(config, json);
            json.EndObject();
            WriteFilter(config, json);
            WriteTenants(config.Tenants, json);
            WriteRadios(config.Radios, json);
            WiredExport.Write(config, json);
            json.Name("installer");
            json.BeginObject();
            Number(json, "minutes", config.InstallerMinutes);
            if (config.InstallerConsole >= 0)
            {
                Number(json, "console", config.InstallerConsole);
            }

            json.EndObject();
            json.EndObject();
        }

        private static void WriteBroker(GatewayConfig config, JsonWriter json)
        {
            json.Name("broker");
            json.BeginObject();
            Text(json, "host", config.BrokerHost);
            Number(json, "port", config.BrokerPort);
            Number(json, "keep_alive_s", config.KeepAliveS);
            if (config.UserName != null)
            {
                Text(json, "user", config.UserName);
            }

            if (config.TlsAuthority != null)
            {
                json.Name("tls");
                json.BeginObject();
                Text(json, "ca", config.TlsAuthority);
                json.EndObject();
            }

            json.EndObject();
        }

        private static void WriteBatch(GatewayConfig config, JsonWriter json)
        {
            json.Name("batch");
            json.BeginObject();
            Number(json, "max_records", config.BatchMaxRecords);
            Number(json, "max_bytes", config.BatchMaxBytes);
            Number(json, "max_age_s", config.BatchMaxAgeS);
            json.EndObject();
        }

        private static void WriteLinks(GatewayConfig config, JsonWriter json)
        {
            json.Name("failover");
            json.BeginObject();
            Number(json, "after_failures", config.FailoverFailures);
            Number(json, "return_after_s", config.ReturnAfterS);
            json.EndObject();
            if (config.SizeProfile == "battery")
            {
                json.Name("session");
                json.BeginObject();
                Number(json, "every_s", config.SessionEveryS);
                Number(json, "records", config.SessionRecords);
                json.EndObject();
            }

            if (HasPin(config.Links))
            {
                // A list replaces the old one, the PIN with it: without the list both stay.
                return;
            }

            json.Name("links");
            json.BeginArray();
            for (int i = 0; i < config.Links.Length; i++)
            {
                WriteLink(config.Links[i], json);
            }

            json.EndArray();
        }

        private static bool HasPin(UplinkLinkConfig[] links)
        {
            for (int i = 0; i < links.Length; i++)
            {
                if (links[i].SimPin != null)
                {
                    return true;
                }
            }

            return false;
        }

        private static void WriteLink(UplinkLinkConfig link, JsonWriter json)
        {
            json.BeginObject();
            Text(json, "type", link.Type);
            if (link.Type == "modem")
            {
                Text(json, "apn", link.AccessPoint);
                json.Name("roaming");
                json.Bool(link.AllowsRoaming);
            }
            else if (link.Type == "serial")
            {
                Number(json, "port", link.Port);
                Number(json, "baud", link.BaudRate);
            }

            json.EndObject();
        }

        private static void WriteFilter(GatewayConfig config, JsonWriter json)
        {
            json.Name("filter");
            json.BeginObject();
            WriteRules(config.FilterRules, json);
            Text(json, "unknown", config.ForwardsUnknown ? "forward" : "count");
            json.EndObject();
        }

        private static void WriteRules(string[] rules, JsonWriter json)
        {
            json.Name("rules");
            json.BeginArray();
            for (int i = 0; i < rules.Length; i++)
            {
                json.String(rules[i]);
            }

            json.EndArray();
        }

        private static void WriteTenants(TenantConfig[] tenants, JsonWriter json)
        {
            json.Name("tenants");
            json.BeginArray();
            for (int i = 0; i < tenants.Length; i++)
            {
                json.BeginObject();
                Text(json, "id", tenants[i].Id);
                WriteRules(tenants[i].Rules, json);
                json.EndObject();
            }

            json.EndArray();
        }

        private static void WriteRadios(RadioConfig[] radios, JsonWriter json)
        {
            json.Name("radios");
            json.BeginArray();
            for (int i = 0; i < radios.Length; i++)
            {
                RadioConfig radio = radios[i];
                json.BeginObject();
                Text(json, "chip", radio.Chip);
                if (radio.Id != null)
                {
                    Text(json, "id", radio.Id);
                }

                if (radio.Profiles.Length == 1)
                {
                    Text(json, "profile", radio.Profiles[0]);
                }
                else
                {
                    WriteSchedule(radio, json);
                }

                json.EndObject();
            }

            json.EndArray();
        }

        private static void WriteSchedule(RadioConfig radio, JsonWriter json)
        {
            json.Name("schedule");
            json.BeginArray();
            for (int i = 0; i < radio.Profiles.Length; i++)
            {
                json.BeginObject();
                Text(json, "profile", radio.Profiles[i]);
                Number(json, "s", radio.DwellS[i]);
                json.EndObject();
            }

            json.EndArray();
        }

        /// <summary>A member that is a string.</summary>
        internal static void Text(JsonWriter json, string name, string value)
        {
            json.Name(name);
            json.String(value);
        }

        /// <summary>A member that is a number.</summary>
        internal static void Number(JsonWriter json, string name, int value)
        {
            json.Name(name);
            json.Number(value);
        }
    }
}
