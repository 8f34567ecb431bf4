using Gateway.Config;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Radio.Wake;

namespace Gateway.App.Battery
{
    /// <summary>What a configuration of size "battery" may say: nothing that would keep radio or network
    /// on.</summary>
    internal static class BatterySetup
    {
        /// <summary>The network is paid for by the second: no waiting for a district of others.</summary>
        public const int FirstDelayMs = 100;

        /// <summary>What the searches for meters may take.</summary>
        public static WakeOptions CreateWake()
        {
            return new WakeOptions();
        }

        /// <summary>When there is a network.</summary>
        public static SessionOptions CreateSession(GatewayConfig config)
        {
            SessionOptions options = new SessionOptions();
            options.PeriodUs = config.SessionEveryS * 1000000L;
            options.Records = config.SessionRecords;
            options.RetryUs = options.RetryUs < options.PeriodUs ? options.RetryUs : options.PeriodUs;
            return options;
        }

        /// <summary>What stands against a configuration.</summary>
        /// <param name="config">As it was read.</param>
        /// <param name="size">Size "battery".</param>
        /// <returns>Path and reason; null when nothing does.</returns>
        public static string Problem(GatewayConfig config, SizeProfile size)
        {
            if (config.Lines.Length > 0)
            {
                return "wired.ports: size battery has no line: the board sleeps";
            }

            RadioConfig radio = config.Radios[0];
            if (radio.Profiles.Length > 1)
            {
                return "radios[0].schedule: size battery listens to one profile, in windows";
            }

            if (radio.Profiles[0] == "LIQ")
            {
                return "radios[0].profile: size battery cannot learn when packets of \"LIQ\" come";
            }

            if (config.ForwardsUnknown)
            {
                return "filter.unknown: \"forward\" needs a radio that is always on, not size battery";
            }

            return RuleProblem(config.FilterRules, size.WakeMeters) ?? LinkProblem(config.Links);
        }

        private static string RuleProblem(string[] rules, int meters)
        {
            if (rules.Length == 0)
            {
                return "filter.rules: size battery needs the meters that it shall hear, 1.."
                    + meters.ToString();
            }

            if (rules.Length > meters)
            {
                return "filter.rules[" + meters.ToString() + "]: size battery has room for "
                    + meters.ToString() + " meters";
            }

            for (int i = 0; i < rules.Length; i++)
            {
                MeterRule rule;
                string error;
                if (MeterRule.TryParse(rules[i], out rule, out error)
                    && (rule.Action != RuleAction.Allow || rule.IdentificationMask != 0xFFFFFFFF))
                {
                    return "filter.rules[" + i.ToString()
                        + "]: size battery needs one meter each, by its whole identification number";
                }
            }

            return null;
        }

        private static string LinkProblem(UplinkLinkConfig[] links)
        {
            for (int i = 0; i < links.Length; i++)
            {
                if (links[i].Type != "ip" && links[i].Type != "wifi")
                {
                    return "uplink.links[" + i.ToString() + "]: size battery has Wi-Fi only";
                }
            }

            return null;
        }
    }
}
