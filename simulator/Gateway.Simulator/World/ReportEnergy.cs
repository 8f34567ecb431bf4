using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>What a gateway takes from its battery: simulated, with the currents of hardware-docs/currents.csv.</summary>
public sealed class ReportEnergy
{
    /// <summary>Time at which all meters' windows were known; null = they never were, or nobody learns.</summary>
    public double? LearnedS { get; set; }

    /// <summary>Charge until then, mAh.</summary>
    public double LearningMah { get; set; }

    /// <summary>Charge a day from then on, mAh.</summary>
    public double MahPerDay { get; set; }

    /// <summary>The same by consumer.</summary>
    public IDictionary<string, double> Consumers { get; set; } = new SortedDictionary<string, double>();

    /// <summary>Share of the time for which the radio listened from then on.</summary>
    public double Listening { get; set; }

    /// <summary>Capacity of the battery, Ah.</summary>
    public double BatteryAh { get; set; }

    /// <summary>Years until it is empty, its self-discharge included.</summary>
    public double LifeYears { get; set; }

    /// <summary>Windows in which a meter was due.</summary>
    public long Windows { get; set; }

    /// <summary>Of these, those without it.</summary>
    public long WindowsMissed { get; set; }

    /// <summary>Searches for meters.</summary>
    public long Searches { get; set; }

    /// <summary>Network sessions that reached the broker.</summary>
    public long Sessions { get; set; }

    /// <summary>And those that did not.</summary>
    public long SessionsFailed { get; set; }
}
