using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Gateway.Link;
using Perfolizer.Horology;

namespace Gateway.Benchmarks;

/// <summary>Runs the BenchmarkDotNet classes and sets their figures against the bars.</summary>
internal static class MicroBenchmarks
{
    private const double AirByteNs = 80_000;
    private const double ChannelTelegramsPerS = 55;
    private const double FilterRatioBar = 4;

    /// <summary>Time of a received byte in the decoder.</summary>
    public static void Decode(Results results, bool isFull, bool isVerbose)
    {
        results.Begin("decode: WmbusReceiver.Push in chunks of 32 bytes; the air gives a byte every 80 us");
        foreach (var (kind, report, allocated) in Run<FrameKind>(results, typeof(DecodeBenchmarks), isFull, isVerbose))
        {
            var ns = report.Mean / DecodeBenchmarks.AirBytes(kind);
            results.AtMost($"{kind}, a byte on air", ns, AirByteNs, $"{ns:F2} ns", $"{AirByteNs:N0} ns");
            results.AtMost($"{kind}, allocated", allocated, 0, $"{allocated} bytes", "0 bytes");
        }
    }

    /// <summary>Time of a telegram in the filter.</summary>
    public static void Filter(Results results, bool isFull, bool isVerbose)
    {
        results.Begin("filter: a telegram of a known meter, meter table of 64,000");
        double first = 0, last = 0;
        foreach (var (meters, report, allocated) in Run<int>(results, typeof(FilterBenchmarks), isFull, isVerbose))
        {
            first = first > 0 ? first : report.Mean;
            last = report.Mean;
            results.Line($"{meters:N0} meters known", $"{report.Mean:F0} ns");
            results.AtMost($"{meters:N0} meters known, allocated", allocated, 0, $"{allocated} bytes", "0 bytes");
        }

        if (first > 0)
        {
            results.AtMost("last to first: the processor's caches, no more", last / first, FilterRatioBar,
                $"{last / first:F2}", $"{FilterRatioBar:F0}");
        }
    }

    /// <summary>Records through the log.</summary>
    public static void Store(Results results, bool isFull, bool isVerbose)
    {
        results.Begin("store: records of 64 bytes appended, committed, read and acknowledged, in batches of 16");
        foreach (var (_, report, _) in Run<object>(results, typeof(StoreBenchmarks), isFull, isVerbose))
        {
            var perS = 1e9 / report.Mean;
            results.AtLeast("records a second", perS, ChannelTelegramsPerS, $"{perS:N0} /s",
                $"{ChannelTelegramsPerS:F0} /s, one channel");
        }
    }

    private static (T Case, BenchmarkDotNet.Mathematics.Statistics Time, long AllocatedBytes)[] Run<T>(
        Results results, Type type, bool isFull, bool isVerbose)
    {
        var summary = BenchmarkRunner.Run(type, Config(isFull, isVerbose));
        foreach (var error in summary.ValidationErrors.Where(error => error.IsCritical))
        {
            results.Failure(error.Message);
        }

        var good = summary.Reports.Where(report => report.ResultStatistics != null).ToList();
        if (good.Count < summary.BenchmarksCases.Length || good.Count == 0)
        {
            results.Failure($"{type.Name} ran {good.Count} of {summary.BenchmarksCases.Length} cases; see --verbose");
        }

        return
        [
            .. good.Select(report => (Case<T>(report), report.ResultStatistics,
                report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? -1)),
        ];
    }

    private static T Case<T>(BenchmarkReport report) =>
        report.BenchmarkCase.Parameters.Count == 0 ? default : (T)report.BenchmarkCase.Parameters[0].Value;

    private static IConfig Config(bool isFull, bool isVerbose)
    {
        var job = isFull ? Job.Default : Job.ShortRun.WithIterationTime(TimeInterval.FromMilliseconds(200));
        return ManualConfig.CreateEmpty()
            .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(isVerbose ? ConsoleLogger.Default : NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "gateway-bench"));
    }
}
