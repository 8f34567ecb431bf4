using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Capacity;

/// <summary>capacity: how many meters one channel carries, as a table and as a plot.</summary>
internal static class CapacityCommand
{
    private const int DefaultFrames = 100_000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var seed = Options.Seed(required: false);
        var frames = Frames();
        var folder = new Option<string>("--out")
        {
            Description = "folder for CAPACITY.md, whose table is replaced, and capacity.svg (default: here)",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("capacity",
            "What one channel carries: 5,000 to 64,000 meters at four intervals, as a table and a plot.")
        {
            seed, frames, folder,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(seed) ?? 1, parsed.GetValue(frames) ?? DefaultFrames, parsed.GetValue(folder)));
        return command;
    }

    private static Option<int?> Frames() => new("--frames")
    {
        Description = $"frames on the air in each run, at most an hour of them (default: {DefaultFrames})",
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1_000)
            {
                return count;
            }

            result.AddError($"--frames: \"{text}\" is not a whole number of at least 1000");
            return null;
        },
    };

    private static int Run(ulong seed, int frames, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"--out: {folder}: there is no such folder");
        }

        var town = Options.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "town-30k.json"));
        var grid = new CapacityGrid(town, seed, frames);
        var cells = new List<CapacityCell>();
        foreach (var intervalS in CapacityGrid.IntervalsS)
        {
            foreach (var meters in CapacityGrid.MeterCounts)
            {
                var cell = grid.Run(intervalS, meters);
                cells.Add(cell);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{meters,6} meters every {intervalS,3} s: G {cell.Load:F2}, {cell.Received:P1} of the telegrams"));
            }
        }

        var document = Path.Combine(folder, "CAPACITY.md");
        var before = File.Exists(document) ? File.ReadAllText(document) : "";
        var table = CapacityTable.Write(cells, seed, frames);
        File.WriteAllText(document, CapacityTable.Replace(before, table));
        File.WriteAllText(Path.Combine(folder, "capacity.svg"), CapacityPlot.Draw(cells));
        Console.WriteLine(table);
        return ExitCode.Ok;
    }
}
