using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Reads of one wired line.</summary>
public sealed class ReportLine
{
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Meters on it.</summary>
    public int Meters { get; set; }

    /// <summary>Speed in baud.</summary>
    public int BaudRate { get; set; }

    /// <summary>Reads that were due.</summary>
    public long ReadsDue { get; set; }

    /// <summary>Reads that gave everything.</summary>
    public long ReadsOk { get; set; }

    /// <summary>Reads that were tried in vain; each has an event.</summary>
    public long ReadsFailed { get; set; }

    /// <summary>Reads that were not tried before their job came due again.</summary>
    public long ReadsLate { get; set; }

    /// <summary>Frames that became records.</summary>
    public long Records { get; set; }

    /// <summary>Time in which the gateway used the line, in seconds.</summary>
    public double BusyS { get; set; }

    /// <summary>Share of that time that the bytes and the protocol's shortest pauses take.</summary>
    public double BusUtilisation { get; set; }

    /// <summary>Failed reads by meter and reason, as the events at the broker say.</summary>
    public IList<ReportReadFailure> Failures { get; set; } = new List<ReportReadFailure>();
}
