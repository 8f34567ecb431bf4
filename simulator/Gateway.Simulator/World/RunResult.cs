namespace Gateway.Simulator.World;

/// <summary>End of a run.</summary>
/// <param name="Report">All counters.</param>
/// <param name="Interrupted">True when it was asked to stop before its time.</param>
public sealed record RunResult(Report Report, bool Interrupted)
{
    /// <summary>True when everything is accounted for and no checker complains.</summary>
    public bool IsGood => Report.Unaccounted == 0 && Report.Problems.Count == 0;
}
