using System;
using System.CommandLine;
using System.IO;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>demo, run and replay: the same run, shown in three ways.</summary>
internal static class RunCommands
{
    public static Command Demo(Func<ISimulation> create)
    {
        var file = Options.ScenarioFile(required: false);
        var seed = Options.Seed(required: false);
        var length = Options.For();
        var broker = Options.Broker(new BrokerChoice(BrokerKind.Auto));
        var speed = Options.Speed();
        var page = Options.Page("port of the installer's page (default: 8080 or a free one); 0 = no page");
        var console = Options.Console();
        var command = new Command("demo",
            "A street of meters and its gateway at real time, with a live table; Ctrl-C ends it with a summary.")
        {
            file, seed, length, broker, speed, page, console,
        };
        var tls = new TlsOptions().AddTo(command);
        command.SetAction(parsed =>
        {
            var path =
                parsed.GetValue(file) ?? Path.Combine(AppContext.BaseDirectory, "scenarios", "demo.json");
            var options = Prepare(path, parsed.GetValue(seed), parsed.GetValue(length)) with
            {
                Broker = tls.Complete(OnStandardPort(parsed.GetValue(broker)), parsed),
                Speed = parsed.GetValue(speed) ?? 1,
            };
            options = WithPage(options, parsed.GetValue(page) ?? PagePort.FreeNear(DemoPagePort));
            using var seat = ConsoleSeat.Take(parsed.GetValue(console));
            return Conclude(Console.Out, seat is { IsHere: true } ? ExecuteAt(seat, create, options, null)
                : Console.IsOutputRedirected
                    ? Execute(create, options, null, new PlainObserver(Console.Out, everySeconds: 5), seat)
                    : LiveTable.Execute(observer => Execute(create, options, null, observer, seat)));
        });
        return command;
    }

    public static Command Run(Func<ISimulation> create)
    {
        var file = Options.ScenarioFile(required: true);
        var seed = Options.Seed(required: false);
        var length = Options.For();
        var broker = Options.Broker(BrokerChoice.Model);
        var speed = Options.Speed();
        var realTime = new Option<bool>("--realtime")
        {
            Description = "pace simulated time to the wall clock",
        };
        var report = new Option<string>("--report")
        {
            Description = "write the report as JSON", HelpName = "out.json",
        };
        var page = Options.Page("serve the installer's page on this port of the loopback address, with --realtime");
        var console = Options.Console();
        var command = new Command("run", "One scenario, in virtual time as fast as it goes.")
        {
            file, seed, length, broker, realTime, speed, report, page, console,
        };
        var tls = new TlsOptions().AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(speed) is not null && !parsed.GetValue(realTime))
            {
                throw new UsageException("--speed: has a meaning only with --realtime");
            }

            if (parsed.GetValue(page) is not null && !parsed.GetValue(realTime))
            {
                throw new UsageException("--page: has a meaning only with --realtime");
            }

            if (parsed.GetValue(console) is not null && !parsed.GetValue(realTime))
            {
                throw new UsageException("--console: has a meaning only with --realtime");
            }

            var options = Prepare(parsed.GetValue(file), parsed.GetValue(seed), parsed.GetValue(length)) with
            {
                Broker = tls.Complete(parsed.GetValue(broker), parsed),
                Speed = parsed.GetValue(realTime) ? parsed.GetValue(speed) ?? 1 : 0,
            };
            options = WithPage(options, parsed.GetValue(page) ?? 0);
            var path = parsed.GetValue(report);
            using var seat = ConsoleSeat.Take(parsed.GetValue(console));
            return Conclude(Console.Out, seat is { IsHere: true } ? ExecuteAt(seat, create, options, path)
                : Console.IsErrorRedirected
                    ? Execute(create, options, path, new PlainObserver(Console.Error, everySeconds: 10), seat)
                    : ProgressLine.Execute(observer => Execute(create, options, path, observer, seat)));
        });
        return command;
    }

    public static Command Replay(Func<ISimulation> create)
    {
        var file = Options.ScenarioFile(required: true);
        var seed = Options.Seed(required: true);
        var length = Options.For();
        var trace = new Option<string>("--trace")
        {
            Description = "write the trace there (default: standard output)", HelpName = "trace.txt",
        };
        var command = new Command("replay", "The same run again, with one line for each event.")
        {
            file, seed, length, trace,
        };
        command.SetAction(parsed =>
        {
            var options = Prepare(parsed.GetValue(file), parsed.GetValue(seed), parsed.GetValue(length));
            var path = parsed.GetValue(trace);
            using var output = path is null ? null : CreateFile("--trace", path);
            var result = Execute(create, options with { Trace = output ?? Console.Out }, null,
                new PlainObserver(Console.Error, everySeconds: 10));
            Console.Out.Flush();
            return Conclude(Console.Error, result);
        });
        return command;
    }

    private const int DemoPagePort = 8080;

    private static RunOptions WithPage(RunOptions options, int port)
    {
        var scenario = options.Scenario;
        return port == 0 ? options : options with
        {
            Scenario = scenario with { Gateway = scenario.Gateway with { PagePort = port } },
        };
    }

    // People type mosquitto_sub without a port.
    private static BrokerChoice OnStandardPort(BrokerChoice broker) =>
        broker.Kind == BrokerKind.Auto ? broker with { Port = BrokerChoice.DefaultPort } : broker;

    private static RunOptions Prepare(string path, ulong? seed, long? durationNs)
    {
        var scenario = Options.Load(path);
        return new RunOptions
        {
            Scenario = scenario,
            Seed = seed ?? scenario.Seed,
            DurationNs = durationNs ?? scenario.DurationNs,
        };
    }

    // The terminal is the console's: notices at the start, and no progress.
    private static RunResult ExecuteAt(
        ConsoleSeat seat, Func<ISimulation> create, RunOptions options, string reportPath) =>
        Execute(create, options, reportPath, new PlainObserver(Console.Error, everySeconds: int.MaxValue), seat);

    private static RunResult Execute(
        Func<ISimulation> create, RunOptions options, string reportPath, IRunObserver observer,
        ConsoleSeat seat = null)
    {
        options = seat?.Join(options, observer.Notice) ?? options;

        // Opened before the run: hours of simulation must not end with "cannot write".
        using var report = reportPath is null ? null : CreateFile("--report", reportPath);
        using var stop = new StopSignal();
        var result = create().Run(options with { Stop = stop.Token }, observer);
        report?.Write(result.Report.ToJson());
        return result;
    }

    private static int Conclude(TextWriter summary, RunResult result)
    {
        Summary.Write(summary, result);
        foreach (var problem in result.Report.Problems)
        {
            Console.Error.WriteLine("problem: " + problem);
        }

        return result.IsGood ? ExitCode.Ok : ExitCode.Failed;
    }

    private static StreamWriter CreateFile(string option, string path)
    {
        try
        {
            return new StreamWriter(path);
        }
        catch (DirectoryNotFoundException)
        {
            throw new UsageException($"{option}: {path}: there is no such folder");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{option}: {Options.FileMessage(path, e)}");
        }
    }
}
