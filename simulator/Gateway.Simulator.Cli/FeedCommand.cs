using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>feed: lines of a file on the air, records on standard output.</summary>
internal static class FeedCommand
{
    public static Command Create(Func<ISimulation> create)
    {
        var file = new Argument<string>("file.tsv")
        {
            Description = "tab-separated: mode or nothing, hex; # comments",
        };
        var asMode = Options.As();
        var chip = Options.Chip();
        var seed = Options.Seed(required: false);
        var broker = Options.Broker(BrokerChoice.Model);
        var jsonErrors = new Option<bool>("--json-errors")
        {
            Description = "print one JSON line with the reason for each line that did not arrive",
        };
        var command = new Command("feed",
            "Puts each line of a file on the air and prints a JSON record for each that reached the uplink.")
        {
            file, asMode, chip, seed, broker, jsonErrors,
        };
        var tls = new TlsOptions().AddTo(command);
        command.SetAction(parsed =>
        {
            var choice = tls.Complete(parsed.GetValue(broker), parsed);
            var path = parsed.GetValue(file);
            System.Collections.Generic.IReadOnlyList<TelegramFileLine> lines;
            try
            {
                lines = TelegramFile.Read(path, parsed.GetValue(asMode));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException(Options.FileMessage(path, e));
            }

            var printer = new FeedPrinter(path, parsed.GetValue(jsonErrors), Console.Out, Console.Error);
            foreach (var line in lines.Where(line => line.Error is not null))
            {
                printer.Refused(line);
            }

            var good = lines.Where(line => line.Error is null).ToList();
            if (good.Count > 0)
            {
                using var stop = new StopSignal();
                create().Feed(
                    new FeedOptions
                    {
                        Lines = good,
                        Chip = parsed.GetValue(chip),
                        Seed = parsed.GetValue(seed) ?? 1,
                        Broker = choice,
                        Stop = stop.Token,
                    },
                    printer);
            }

            return printer.Finish(good);
        });
        return command;
    }
}
