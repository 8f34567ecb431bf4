// The power-cut campaign of the log: the storms of tests/Gateway.Store.Tests, as many as wanted. Storm by storm the
// file system changes; the seed is the number of the storm, so a failure is repeated by its number alone.
using System;
using System.Diagnostics;
using Gateway.Core;
using Gateway.Store.Tests;

namespace Gateway.Benchmarks;

internal static class StormRuns
{
    private const int BrokenStorms = 100;
    private const int MostFailures = 10;

    /// <summary>Runs storms on both file systems, and some on a log without checks, which must be noticed.</summary>
    public static void Run(Results results, int count)
    {
        results.Begin($"storms: {count:N0} lives of the log with 1 to 8 power cuts each, littlefs and FAT in turn");
        var wall = Stopwatch.StartNew();
        var (records, torn, drops, failures, done) = (0L, 0L, 0L, 0, 0);
        for (; done < count && failures < MostFailures; done++)
        {
            var kind = done % 2 == 0 ? FileSystemKind.Littlefs : FileSystemKind.Fat;
            try
            {
                var oracle = StormRun.Run(kind, (ulong)done, isBroken: false);
                records += oracle.VisibleCount;
                torn += oracle.DamageCount;
                drops += oracle.DropCount;
            }
            catch (OracleException exception)
            {
                failures++;
                results.Failure($"{kind}, seed {done}: {exception.Message}");
            }
        }

        results.Line("records that were durable", $"{records:N0}");
        results.Line("segments found torn", $"{torn:N0}");
        results.Line("records given up and counted", $"{drops:N0}");
        results.Line("wall time", $"{wall.Elapsed.TotalSeconds:F0} s");
        results.AtMost("storms that broke a promise", failures, 0, $"{failures} of {done:N0}", "0");
        var noticed = Noticed();
        results.AtLeast("of a log without its checks noticed", noticed, 1, $"{noticed} of {BrokenStorms}", "1");
    }

    private static int Noticed()
    {
        var noticed = 0;
        for (var seed = 0; seed < BrokenStorms; seed++)
        {
            try
            {
                StormRun.Run(FileSystemKind.Fat, (ulong)seed, isBroken: true);
            }
            catch (OracleException)
            {
                noticed++;
            }
        }

        return noticed;
    }
}
