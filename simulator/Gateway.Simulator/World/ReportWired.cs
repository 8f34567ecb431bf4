using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Reads of wired meters.</summary>
public sealed class ReportWired
{
    /// <summary>Reads that were due.</summary>
    public long ReadsDue { get; set; }

    /// <summary>Reads that gave values.</summary>
    public long ReadsOk { get; set; }

    /// <summary>Share of time that the buses carried bytes, against the least that the protocol
    /// allows.</summary>
    public double BusUtilisation { get; set; }

    /// <summary>The lines one by one.</summary>
    public IList<ReportLine> Lines { get; set; } = new List<ReportLine>();
}
