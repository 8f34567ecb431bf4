namespace Gateway.Cost;

/// <summary>Every figure of the table. Runs on the counting copy of the firmware; see
/// <see cref="Measurement"/>.</summary>
internal static class CaseList
{
    private const string LongestLog = "longest step of the log";
    private const string LongestUplink = "longest step of the uplink";

    /// <summary>Measures all of them.</summary>
    public static KeyValuePair<string, double>[] Measure()
    {
        CountingRuns.InitialiseStatics();
        var figures = new Figures();
        AirCases.Measure(figures);
        TelegramCases.Measure(figures);
        NewMeterCases.Measure(figures);
        AplCases.Measure(figures);
        LogCases.Measure(figures);
        WiredCases.Measure(figures);
        ModemCases.Measure(figures);
        SerialCases.Measure(figures);
        BoardCases.Measure(figures);
        Dlt645Cases.Measure(figures);
        return figures.ToArray();
    }

    /// <summary>What <see cref="Profile"/> can look into.</summary>
    public static string[] Profiles => ["T1 frame", "record through the log", "record published", "telegram", "idle pass", LongestLog, LongestUplink];

    /// <summary>Ops of one piece of work by method, as <see cref="Counter.ByMethod"/> has them; the start of what
    /// does it not included.</summary>
    public static double[] Profile(string work)
    {
        CountingRuns.InitialiseStatics();
        Action run;
        var count = 1;
        switch (work)
        {
            case LongestLog:
            case LongestUplink:
                return LogCases.Longest(work == LongestUplink);
            case "T1 frame":
                run = AirCases.PrepareUsual();
                break;
            case "record through the log":
                (run, count) = LogCases.PrepareCommit();
                break;
            case "record published":
                (run, count) = LogCases.PreparePublish();
                break;
            case "telegram":
                run = TelegramCases.Prepare();
                break;
            default:
                var loop = new LoopBench();
                loop.BecomeIdle();
                run = () => loop.Pass();
                break;
        }

        var before = (long[])Counter.ByMethod.Clone();
        run();
        return [.. Counter.ByMethod.Select((ops, method) => (double)(ops - before[method]) / count)];
    }
}
