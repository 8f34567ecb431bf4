namespace Gateway.Cost;

/// <summary>Every figure of the table. Runs on the counting copy of the firmware; see
/// <see cref="Measurement"/>.</summary>
internal static class CaseList
{
    /// <summary>Measures all of them.</summary>
    public static KeyValuePair<string, double>[] Measure()
    {
        var figures = new Figures();
        AirCases.Measure(figures);
        TelegramCases.Measure(figures);
        AplCases.Measure(figures);
        LogCases.Measure(figures);
        WiredCases.Measure(figures);
        BoardCases.Measure(figures);
        Dlt645Cases.Measure(figures);
        return figures.ToArray();
    }

    /// <summary>Ops of a received frame by method, as <see cref="Counter.ByMethod"/> has them.</summary>
    public static long[] ProfileFrame()
    {
        var before = (long[])Counter.ByMethod.Clone();
        AirCases.HearUsual();
        return [.. Counter.ByMethod.Select((ops, method) => ops - before[method])];
    }
}
