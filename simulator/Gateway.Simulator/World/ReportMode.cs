namespace Gateway.Simulator.World;

/// <summary>Telegrams of the scenario's own meters in one link mode.</summary>
public sealed class ReportMode
{
    /// <summary>Telegrams sent; with the linkIQ-style mode, packets with their repeats.</summary>
    public long Sent { get; set; }

    /// <summary>Those of them that were decoded.</summary>
    public long Read { get; set; }

    /// <summary>Decoded / sent.</summary>
    public double ReadRatio { get; set; }
}
