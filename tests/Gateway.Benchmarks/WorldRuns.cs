// Whole worlds, from the meters' bits on the air through chip model, driver, link, filter, store and uplink to the
// broker model, timed by the wall clock and by the processor time of this process. The simulation has one thread.
using System;
using System.Diagnostics;
using System.IO;
using Gateway.Simulator.World;

namespace Gateway.Benchmarks;

internal static class WorldRuns
{
    private const double RealTimeBar = 100;
    private const double ChannelTelegramsPerS = 55;
    private const double AlohaWithCapture = 0.54;
    private const double ReadAnHour = 0.999;
    internal const double RearmUs = 300;

    // CC1101, SWRS061I table 34: IDLE to RX without calibration.
    internal const double SettleUs = 75;
    private const long SecondNs = 1_000_000_000;

    /// <summary>30,000 meters on one channel, every telegram forwarded.</summary>
    public static void Pipeline(Results results, bool isLong)
    {
        var crowd = Load("crowd");
        var scenario = crowd with { Gateway = crowd.Gateway with { ForwardAll = true, Rules = [] } };
        var seconds = isLong ? 600 : 120;
        results.Begin($"pipeline: {scenario.MeterCount:N0} meters on one channel, every telegram to the broker, " +
            $"{seconds} s simulated");
        var (report, wallS, cpuS) = Time(results, scenario, seconds);
        results.Line("frames on the air", $"{report.Air.Sent / report.SimulatedS:F1} /s simulated");
        results.Line("telegrams to the broker", $"{report.Uplink.Records / report.SimulatedS:F1} /s simulated");
        results.Line("telegrams through the whole pipeline", $"{report.Uplink.Records / wallS:N0} /s of wall time");
        results.AtLeast("the same by processor time", report.Uplink.Records / cpuS, ChannelTelegramsPerS,
            $"{report.Uplink.Records / cpuS:N0} /s", $"{ChannelTelegramsPerS:F0} /s on one core");
        Ratio(results, report, wallS, cpuS);
    }

    /// <summary>The street of the ordinary scenario.</summary>
    public static void Street(Results results, bool isLong)
    {
        var scenario = Load("street");
        var hours = isLong ? 24 : 6;
        results.Begin($"street: {scenario.MeterCount} meters, {hours} h simulated");
        var (report, wallS, cpuS) = Time(results, scenario, hours * 3600);
        results.Line("telegrams to the broker", $"{report.Uplink.Records:N0}");
        Ratio(results, report, wallS, cpuS);
    }

    /// <summary>30,000 meters, 3.6 ms every 300 s on one channel: simulator/CAPACITY.md.</summary>
    public static void Town(Results results, bool isLong)
    {
        var scenario = Load("town-30k");
        var hours = isLong ? 24 : 1;
        results.Begin($"town: {scenario.MeterCount:N0} meters, 3.6 ms every 300 s on one channel, {hours} h simulated");
        var (report, wallS, cpuS) = Time(results, scenario, hours * 3600);
        results.Line("frames on the air", $"{report.Air.Sent:N0}");
        results.AtLeast("telegrams received", report.Meters.ReadRatio, AlohaWithCapture,
            $"{report.Meters.ReadRatio:P1}", "54 %");
        results.AtLeast("meters read an hour", report.Meters.ReadPerHourMean ?? 0, ReadAnHour,
            $"{report.Meters.ReadPerHourMean:P2}", "99.9 %");
        results.Line("the worst hour", $"{report.Meters.ReadPerHourMin:P2}");
        results.AtMost("deaf behind a frame", report.Radio.DeafUs, RearmUs + SettleUs, $"{report.Radio.DeafUs:F0} us",
            $"{RearmUs:F0} us and settling, {SettleUs:F0} us");
        Ratio(results, report, wallS, cpuS);
    }

    private static Scenario Load(string name) =>
        Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", name + ".json"));

    // Judged by processor time: the simulation has one thread, and other work on the machine is none of its doing.
    private static void Ratio(Results results, Report report, double wallS, double cpuS)
    {
        results.Line("wall time, processor time", $"{wallS:F1} s, {cpuS:F1} s");
        results.Line("simulated to wall time", $"{report.SimulatedS / wallS:N0} x real time");
        results.AtLeast("simulated to processor time", report.SimulatedS / cpuS, RealTimeBar,
            $"{report.SimulatedS / cpuS:N0} x real time", $"{RealTimeBar:F0} x on one core");
        results.AtMost("unaccounted frames and records", report.Unaccounted, 0, $"{report.Unaccounted}", "0");
    }

    private static (Report Report, double WallS, double CpuS) Time(Results results, Scenario scenario, long seconds)
    {
        var options = new RunOptions
        {
            Scenario = scenario, Seed = scenario.Seed, DurationNs = seconds * SecondNs, Broker = BrokerChoice.Model,
        };
        using var process = Process.GetCurrentProcess();
        var cpuBefore = process.TotalProcessorTime;
        var wall = Stopwatch.StartNew();
        var result = new Simulation().Run(options, new Silence());
        wall.Stop();
        process.Refresh();
        foreach (var problem in result.Report.Problems)
        {
            results.Failure(problem);
        }

        return (result.Report, wall.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpuBefore).TotalSeconds);
    }
}
