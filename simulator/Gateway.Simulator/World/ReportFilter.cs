namespace Gateway.Simulator.World;

/// <summary>Decisions of the filter.</summary>
public sealed class ReportFilter
{
    /// <summary>Telegrams that became records.</summary>
    public long Accepted { get; set; }

    /// <summary>Repeats.</summary>
    public long Duplicate { get; set; }

    /// <summary>Denied by a rule, or unknown and only counted.</summary>
    public long Filtered { get; set; }

    /// <summary>Not wanted so often.</summary>
    public long Reduced { get; set; }

    /// <summary>Accepted ones of class alarm.</summary>
    public long Alarms { get; set; }
}
