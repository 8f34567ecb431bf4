using Gateway.App.Readout;

namespace Gateway.Simulator.World;

/// <summary>Counters of one line, added up over the firmware's boots.</summary>
public sealed class LineTotals
{
    /// <summary>Reads that came due.</summary>
    public long Due { get; private set; }

    /// <summary>Reads that gave everything.</summary>
    public long Ok { get; private set; }

    /// <summary>Reads that were tried in vain.</summary>
    public long Failed { get; private set; }

    /// <summary>Reads that were not tried before their job came due again.</summary>
    public long Late { get; private set; }

    /// <summary>Reads that were due when power went, or are due still.</summary>
    public long Left { get; private set; }

    /// <summary>Frames that became records.</summary>
    public long Records { get; private set; }

    /// <summary>Frames that the log refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Time in which the line was used.</summary>
    public long BusyUs { get; private set; }

    /// <summary>Adds a boot.</summary>
    public void Add(LineStage line)
    {
        Due += line.Plan.ReadsDue;
        Ok += line.Plan.ReadsOk;
        Failed += line.Plan.ReadsFailed;
        Late += line.Plan.ReadsLate;
        Left += line.Plan.Left;
        Records += line.Records;
        Refused += line.StoreRefused;
        BusyUs += line.Counters.BusyUs;
    }

    /// <summary>A copy that can be added to.</summary>
    public LineTotals Copy() => (LineTotals)MemberwiseClone();
}
