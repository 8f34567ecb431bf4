namespace Gateway.Cost;

/// <summary>Records into the log and out of it to the broker. Two sizes of payload tell the price of a record from the
/// price of its bytes.</summary>
internal static class LogCases
{
    private const int Records = 320;
    private const int Small = 40;
    private const int Large = 240;
    private const int Usual = 48;
    private const double PayloadBytes = (double)Records * (Large - Small);

    public static void Measure(Figures figures)
    {
        var small = new LogBench();
        var large = new LogBench();
        var (smallAppend, smallCommit) = small.Append(Records, Small);
        var (largeAppend, largeCommit) = large.Append(Records, Large);
        Record(figures, "log append", smallAppend, largeAppend);
        Record(figures, "log commit", smallCommit, largeCommit);
        Record(figures, "publish", small.Publish(), large.Publish());
        figures.Add("log step beside bytes and records", large.LogWork.StepOps);
        figures.Add("log step, byte checked", large.LogWork.ByteOps);
        figures.Add("log step, record staged", large.LogWork.StagedOps);
        figures.Add("log step, longest", Math.Max(small.LogSteps.Longest, large.LogSteps.Longest));
        figures.Add("uplink step, on a record", large.UplinkWork.RecordOps);
        figures.Add("uplink step, byte written", large.UplinkWork.ByteOps);
        figures.Add("uplink step, publish", large.UplinkWork.PublishOps);
        figures.Add("uplink step, acknowledge", large.UplinkWork.AcknowledgeOps);
        figures.Add("uplink step, nothing to do", large.UplinkWork.OtherOps);
        figures.Add("uplink step, longest", Math.Max(small.UplinkSteps.Longest, large.UplinkSteps.Longest));
    }

    /// <summary>Records that are ready to be appended and committed, and their number.</summary>
    public static (Action Run, int Count) PrepareCommit()
    {
        var bench = new LogBench();
        return (() => bench.Append(Records, Usual), Records);
    }

    /// <summary>Records that are ready to be published, and their number.</summary>
    public static (Action Run, int Count) PreparePublish()
    {
        var bench = new LogBench();
        bench.Append(Records, Usual);
        return (() => bench.Publish(), Records);
    }

    /// <summary>The longest step by method, of the log or of the uplink.</summary>
    public static double[] Longest(bool isUplink)
    {
        var bench = new LogBench(isProfiled: true);
        bench.Append(Records, Large);
        bench.Publish();
        return (isUplink ? bench.UplinkSteps : bench.LogSteps).LongestByMethod;
    }

    // A record costs record + byte * payload.
    private static void Record(Figures figures, string name, long smallOps, long largeOps)
    {
        var byteOps = (largeOps - smallOps) / PayloadBytes;
        figures.Add($"{name}, record", ((double)smallOps / Records) - (byteOps * Small));
        figures.Add($"{name}, payload byte", byteOps);
    }
}
