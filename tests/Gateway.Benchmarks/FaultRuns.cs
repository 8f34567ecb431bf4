// Days of random faults: simulator/scenarios/all-faults.json under as many seeds in a row. A seed fails when anything is
// unaccounted, when the subscriber's side complains, or when the queues have not drained two hours after the last fault.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Gateway.Simulator.World;

namespace Gateway.Benchmarks;

internal static class FaultRuns
{
    private const int MostFailures = 10;
    private const int ProgressSeeds = 10;

    /// <summary>Runs as many seeds from the first on.</summary>
    public static void Run(Results results, int firstSeed, int count)
    {
        var scenario = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "all-faults.json"));
        results.Begin($"faults: {count:N0} days of random faults of every kind at {scenario.AllGateways.Count} gateways");
        var faults = new SortedDictionary<string, long>();
        var drops = new SortedDictionary<string, long>();
        var wall = Stopwatch.StartNew();
        var (appended, bad, done) = (0L, 0, 0);
        for (; done < count && bad < MostFailures; done++)
        {
            var report = Run(scenario, (ulong)(firstSeed + done));
            appended += report.Store.Appended;
            Add(faults, report.Faults.Select(fault => (fault.Component, 1L)));
            Add(drops, report.Store.Dropped.Select(drop => (drop.Key, drop.Value)));
            if (report.Unaccounted > 0 || report.Problems.Count > 0 || report.Store.Pending > 0)
            {
                bad++;
                results.Failure($"seed {firstSeed + done}: {report.Unaccounted} unaccounted, {report.Store.Pending} pending; "
                    + string.Join("; ", report.Problems.Take(3)));
            }

            if ((done + 1) % ProgressSeeds == 0)
            {
                // Hours, for a thousand: whoever waits may want to know.
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {done + 1} of {count} seeds from {firstSeed} on, {bad} bad, {appended:N0} records, {wall.Elapsed.TotalSeconds:F0} s"));
            }
        }

        results.Line("records taken by the logs", $"{appended:N0}");
        results.Line("faults", $"{faults.Values.Sum():N0}");
        results.Text("  " + Joined(faults));
        results.Line("records dropped with a reason", $"{drops.Values.Sum():N0}");
        results.Text("  " + Joined(drops));
        results.Line("wall time", $"{wall.Elapsed.TotalSeconds:F0} s");
        results.AtMost("seeds with something unaccounted or waiting", bad, 0, $"{bad} of {done:N0}", "0");
    }

    private static Report Run(Scenario scenario, ulong seed)
    {
        var options = new RunOptions
        {
            Scenario = scenario, Seed = seed, DurationNs = scenario.DurationNs, Broker = BrokerChoice.Model,
            Stop = CancellationToken.None,
        };
        return new Simulation().Run(options, new Silence()).Report;
    }

    private static void Add(SortedDictionary<string, long> sums, IEnumerable<(string Name, long Count)> more)
    {
        foreach (var (name, count) in more)
        {
            sums[name] = sums.GetValueOrDefault(name) + count;
        }
    }

    private static string Joined(SortedDictionary<string, long> sums) => string.Join(", ", sums.Select(
        pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Key}")));
}
