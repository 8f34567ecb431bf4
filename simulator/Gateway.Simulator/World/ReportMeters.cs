using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Radio meters of the scenario.</summary>
public sealed class ReportMeters
{
    /// <summary>Meters that sent at least once.</summary>
    public long Expected { get; set; }

    /// <summary>Meters from which at least one telegram was decoded.</summary>
    public long Heard { get; set; }

    /// <summary>Telegrams decoded / telegrams sent.</summary>
    public double ReadRatio { get; set; }

    /// <summary>For each whole hour of the run, the share of the meters that sent in it from which at least one
    /// telegram of that hour was decoded.</summary>
    public IList<double> ReadPerHour { get; set; } = new List<double>();

    /// <summary>The least of these; null before the first hour is over.</summary>
    public double? ReadPerHourMin { get; set; }

    /// <summary>Their mean; null before the first hour is over.</summary>
    public double? ReadPerHourMean { get; set; }

    /// <summary>Telegrams of each link mode that is on the air, by its name in a scenario: what a gateway's radios
    /// do not listen to, it does not read.</summary>
    public IDictionary<string, ReportMode> Modes { get; set; } = new SortedDictionary<string, ReportMode>();

    /// <summary>Telegrams that meters of foreign networks sent.</summary>
    public long ForeignSent { get; set; }

    /// <summary>Those of them that were decoded.</summary>
    public long ForeignHeard { get; set; }
}
