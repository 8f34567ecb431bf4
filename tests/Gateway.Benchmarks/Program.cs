// ./gateway bench [what ...] [options]: measures, and prints each figure beside its bar. The timings of small
// pieces come from BenchmarkDotNet, within this process (its usual way builds and restores a project for each job,
// which takes minutes and a package feed); whole worlds are timed plainly.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Gateway.Benchmarks;

internal static class Program
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;
    private const string CountOption = "--count";
    private const string SeedOption = "--seed";

    private static readonly (string Name, Action<Results, Choice> Run)[] _parts =
    [
        ("cost", (results, choice) => CostTable.Run(results, choice.IsVerbose)),
        ("memory", (results, _) => MemoryTable.Run(results)),
        ("decode", (results, choice) => MicroBenchmarks.Decode(results, choice.IsLong, choice.IsVerbose)),
        ("filter", (results, choice) => MicroBenchmarks.Filter(results, choice.IsLong, choice.IsVerbose)),
        ("store", (results, choice) => MicroBenchmarks.Store(results, choice.IsLong, choice.IsVerbose)),
        ("wear", (results, _) => WearRuns.Run(results)),
        ("storms", (results, choice) => StormRuns.Run(results, choice.Count ?? (choice.IsLong ? 2_000 : 200))),
        ("faults", (results, choice) => FaultRuns.Run(
            results, choice.Seed ?? 1, choice.Count ?? (choice.IsLong ? 10 : 1))),
        ("board", (results, _) => BoardRuns.Run(results)),
        ("copies", (results, _) => CopyRuns.Run(results)),
        ("wired", (results, _) => WiredRuns.Run(results)),
        ("page", (results, _) => PageRuns.Run(results)),
        ("battery", (results, choice) => BatteryRuns.Run(results, choice.IsLong)),
        ("pipeline", (results, choice) => WorldRuns.Pipeline(results, choice.IsLong)),
        ("street", (results, choice) => WorldRuns.Street(results, choice.IsLong)),
        ("town", (results, choice) => WorldRuns.Town(results, choice.IsLong)),
    ];

    private static int Main(string[] arguments)
    {
        if (arguments.Any(a => a is "--help" or "-h" or "-?"))
        {
            Help();
            return Ok;
        }

        if (!TryTake(ref arguments, CountOption, out var count) || !TryTake(ref arguments, SeedOption, out var seed))
        {
            return WrongUsage;
        }

        var names = arguments.Where(a => !a.StartsWith('-')).ToList();
        var wrong = names.Find(name => _parts.All(part => part.Name != name))
            ?? Array.Find(arguments, a => a.StartsWith('-') && a is not ("--full" or "--verbose"));
        if (wrong != null)
        {
            Console.Error.WriteLine($"error: \"{wrong}\" is neither a benchmark nor an option");
            Console.Error.WriteLine("try: ./gateway bench --help");
            return WrongUsage;
        }

        return Run(
            names, new Choice(arguments.Contains("--full"), arguments.Contains("--verbose"), count, seed));
    }

    // Takes "option N" out of the arguments; null when it is not there.
    private static bool TryTake(ref string[] arguments, string option, out int? value)
    {
        value = null;
        var at = Array.IndexOf(arguments, option);
        if (at < 0)
        {
            return true;
        }

        if (at + 1 == arguments.Length || !int.TryParse(
            arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            Console.Error.WriteLine($"error: {option} needs a number of 1 or more");
            return false;
        }

        value = number;
        arguments = [.. arguments[..at], .. arguments[(at + 2)..]];
        return true;
    }

    private static int Run(List<string> names, Choice asked)
    {
        var results = new Results(Console.Out);
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, " +
            (IsOptimized ? "Release" : "Debug build: timings and costs mean little"));
        foreach (var (name, run) in _parts)
        {
            if (names.Count == 0 || names.Contains(name))
            {
                var isLong = asked.IsLong || (names.Count > 0 && name is "pipeline" or "street" or "town" or "storms"
                    or "faults");
                run(results, asked with { IsLong = isLong });
            }
        }

        Console.WriteLine();
        Console.WriteLine(results.MissedCount == 0
            ? $"{results.BarCount} bars, none missed"
            : $"{results.BarCount} bars, {results.MissedCount} missed");
        return results.MissedCount == 0 ? Ok : Failed;
    }

    private static bool IsOptimized =>
        !typeof(Link.Wmbus.WmbusReceiver).Assembly
            .GetCustomAttributes(typeof(System.Diagnostics.DebuggableAttribute), false)
            .Cast<System.Diagnostics.DebuggableAttribute>().Any(a => a.IsJITOptimizerDisabled);

    private static void Help() => Console.WriteLine("""
        usage: ./gateway bench [name ...] [--full] [--verbose] [--count N] [--seed N]

          cost       IL-op equivalents of what the firmware does, on the board's interpreter
          memory     bytes of RAM of a known meter and of the whole board
          decode     time and allocation of a received byte in the link decoder
          filter     time of a telegram in the filter, with 100 to 64,000 known meters
          store      records a second through the log: appended, committed, read, acknowledged
          wear       how much a log holds on each board, and how long its flash lasts
          storms     the log's promises through N lives of 1 to 8 power cuts (2,000; 200 among the others)
          faults     24 hours of simulator/scenarios/all-faults.json with N seeds (10; 1 among the others)
          board      telegrams a second that the modelled ESP32 sustains, in simulated time
          copies     telegrams that two radios hear, one behind the other: how many are lost
          wired      sweeps and searches of wired lines: time, use of the line, meters found
          page       the installer's page: bytes, time on the modelled ESP32, longest slice
          battery    how long size battery lives on its cells, against interval, number of meters and drift
          pipeline   telegrams a second from the air to the broker model, 30,000 meters on one channel
          street     24 hours of simulator/scenarios/street.json
          town       30,000 meters on one channel for a day: received, read an hour, against real time
          mutants    faults put into the radio drivers and the link, one at a time: do the tests notice? By itself only;
                     ./gateway bench mutants --help

        Without a name: all of them, the three world runs shortened. --full: nothing shortened, more iterations.
        --count: how many storms or seeds; --seed: the first of faults. --verbose: what BenchmarkDotNet has to say. Exit status: 0 every bar reached, 1 one missed, 2 wrong usage.
        """);

    /// <summary>What the options say.</summary>
    /// <param name="IsLong">Not shortened.</param>
    /// <param name="IsVerbose">Tell all.</param>
    /// <param name="Count">How often; null = as often as is good.</param>
    /// <param name="Seed">The first; null = 1.</param>
    private sealed record Choice(bool IsLong, bool IsVerbose, int? Count, int? Seed);
}
