namespace Gateway.Simulator.World;

/// <summary>What left for the broker.</summary>
public sealed class ReportUplink
{
    /// <summary>Messages with records that the broker took.</summary>
    public long Messages { get; set; }

    /// <summary>Records in them, repeats included.</summary>
    public long Records { get; set; }

    /// <summary>Records that came more than once, with the same (lid, seq).</summary>
    public long Repeated { get; set; }

    /// <summary>Simulated time at which the last record arrived that was marked as backlog, in seconds; 0 =
    /// none.</summary>
    public double LastBacklogS { get; set; }

    /// <summary>Connections made.</summary>
    public long Connects { get; set; }
}
