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
}
