using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Records of the log.</summary>
public sealed class ReportStore
{
    /// <summary>Appended.</summary>
    public long Appended { get; set; }

    /// <summary>Acknowledged by the broker.</summary>
    public long Acked { get; set; }

    /// <summary>Waiting for the broker at the end of the run.</summary>
    public long Pending { get; set; }

    /// <summary>Taken and in memory at the end of the run: not yet on file, so not yet waiting.</summary>
    public long Buffered { get; set; }

    /// <summary>Dropped, by reason.</summary>
    public IDictionary<string, long> Dropped { get; set; } = new SortedDictionary<string, long>();
}
