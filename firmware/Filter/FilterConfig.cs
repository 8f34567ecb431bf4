using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>What the filter is told to do. The defaults are those of the uplink contract: nothing is
    /// forwarded but what a rule allows, unknown meters are counted.</summary>
    public sealed class FilterConfig
    {
        /// <summary>Creates the default configuration with an empty list.</summary>
        /// <param name="profile">Size of the board.</param>
        public FilterConfig(SizeProfile profile)
        {
            Rules = new MeterList(profile);
            UnknownReduction = Reduction.First;
            UnknownIntervalS = Limits.RegularIntervalS;
            DedupWindowS = Limits.DedupWindowS;
            RaisesStatusAlarms = true;
        }

        /// <summary>Allow and deny rules; the first match wins.</summary>
        public MeterList Rules { get; private set; }

        /// <summary>false: a meter that no rule names is counted only. true: it is forwarded as
        /// regular.</summary>
        public bool ForwardsUnknown;

        /// <summary>Reduction of forwarded unknown meters: Every or First (Last counts as First).</summary>
        public Reduction UnknownReduction;

        /// <summary>Reduction interval of forwarded unknown meters, in seconds.</summary>
        public int UnknownIntervalS;

        /// <summary>Time within which equal telegrams of a meter are one reception, in seconds, 0 ..
        /// <see cref="Limits.MaxDedupWindowS"/>; 0 = never.</summary>
        public int DedupWindowS;

        /// <summary>A change of the clear status byte of a wanted meter makes an alarm.</summary>
        public bool RaisesStatusAlarms;

        /// <summary>Uses another list.</summary>
        /// <param name="rules">Kept.</param>
        public void SetRules(MeterList rules)
        {
            Rules = rules;
        }

        /// <summary>Every telegram of every meter once for each reception, as class regular: for bringing up,
        /// for tests of the chain and for feeding recordings.</summary>
        public static FilterConfig ForwardAll(SizeProfile profile)
        {
            return new FilterConfig(profile)
            {
                ForwardsUnknown = true,
                UnknownReduction = Reduction.Every,
                DedupWindowS = 0,
                RaisesStatusAlarms = false,
            };
        }
    }
}
