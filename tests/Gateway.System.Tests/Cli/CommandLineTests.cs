using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Cli;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.Cli;

/// <summary>The command line's own logic over a simulation that does what the test says.</summary>
[TestClass]
public class CommandLineTests
{
    private const string TelegramA = "0F44AE0C785634120107780B13436587";
    private const string TelegramB = "0F44AE0C785634120207780B13436587";

    [TestMethod]
    public void Feed_EverythingArrives_PrintsTheRecordsAndExitsWithZero()
    {
        var (code, output, errors) =
            Feed($"{TelegramA}\n{TelegramB}\n", ["--as", "T1"], (options, observer) =>
        {
            foreach (var line in options.Lines)
            {
                observer.Arrived(line, Record(Convert.ToHexString(line.Expected).ToLowerInvariant()));
            }
        });
        Assert.AreEqual(ExitCode.Ok, code, errors);
        Assert.AreEqual($"{Record(TelegramA.ToLowerInvariant())}\n{Record(TelegramB.ToLowerInvariant())}\n",
            output);
        StringAssert.Contains(errors,
            "2 lines sent, 2 arrived; of 2 known telegrams 2 byte-equal; 0 wrong, 0 lines refused");
    }

    [TestMethod]
    public void Feed_OneIsLost_NamesItsLineAndExitsWithOne()
    {
        var (code, output, errors) = Feed($"{TelegramA}\n# c\n{TelegramB}\n", ["--as", "T1", "--json-errors"],
            (options, observer) =>
            {
                observer.Arrived(options.Lines[0], Record(TelegramA));
                observer.NotArrived(options.Lines[1], "bad_crc");
            });
        Assert.AreEqual(ExitCode.Failed, code);
        StringAssert.Contains(errors, "in.tsv:3: did not arrive");
        Assert.AreEqual("{\"line\":3,\"error\":\"bad_crc\"}", output.Split('\n')[1]);
    }

    [TestMethod]
    public void Feed_ArrivesChanged_ExitsWithOne()
    {
        var (code, _, errors) = Feed(TelegramA, ["--as", "C1B"],
            (options, observer) => observer.Arrived(options.Lines[0], Record(TelegramB)));
        Assert.AreEqual(ExitCode.Failed, code);
        StringAssert.Contains(errors, $"in.tsv:1: arrived as {TelegramB}");
    }

    [TestMethod]
    public void Feed_DamagedLineIsForwarded_ExitsWithOne()
    {
        var (code, _, errors) = Feed("noise\tA5A5A5A5", [],
            (options, observer) => observer.Arrived(options.Lines[0], Record(TelegramB)));
        Assert.AreEqual(ExitCode.Failed, code);
        StringAssert.Contains(errors, "in.tsv:1: damaged, and yet forwarded");
    }

    [TestMethod]
    public void Feed_DamagedAndUnknownLinesDoNotArrive_ExitsWithZero()
    {
        var (code, output, _) =
            Feed("noise\tA5A5A5A5\nT1\t3A971C\t\n", ["--json-errors"], (options, observer) =>
        {
            observer.NotArrived(options.Lines[0], "bad_symbol");
            observer.NotArrived(options.Lines[1], "truncated");
        });
        Assert.AreEqual(ExitCode.Ok, code);
        Assert.AreEqual(2, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.IsTrue(output.Split('\n')[..2].All(line =>
            JsonDocument.Parse(line).RootElement.TryGetProperty("error", out _)));
    }

    [TestMethod]
    public void Feed_TooLongForTheMode_SendsTheOthersAndExitsWithOne()
    {
        var sent = 0;
        var tooLong = "FC" + new string('0', 2 * 252);
        var (code, _, errors) = Feed($"{tooLong}\n{TelegramA}\n", ["--as", "C1B"], (options, observer) =>
        {
            sent = options.Lines.Count;
            observer.Arrived(options.Lines[0], Record(TelegramA));
        });
        Assert.AreEqual(1, sent);
        Assert.AreEqual(ExitCode.Failed, code);
        StringAssert.Contains(errors, "in.tsv:1:1: L-field 252 is too long for frame format B");
    }

    [TestMethod]
    public void Run_Options_ReachTheSimulation()
    {
        var fake = new FakeSimulation();
        var (code, output, _) =
            Run(fake, ["--seed", "7", "--for", "1h", "--broker", "mqtt://h:99", "--realtime", "--speed", "5"]);
        Assert.AreEqual(ExitCode.Ok, code);
        Assert.AreEqual(7UL, fake.LastRun.Seed);
        Assert.AreEqual(3_600_000_000_000, fake.LastRun.DurationNs);
        Assert.AreEqual(new BrokerChoice(BrokerKind.Url, "h", 99), fake.LastRun.Broker);
        Assert.AreEqual(5.0, fake.LastRun.Speed);
        StringAssert.Contains(output, "unaccounted 0");
    }

    [TestMethod]
    public void Run_Defaults_AreTheScenarios()
    {
        var fake = new FakeSimulation();
        Run(fake, []);
        Assert.AreEqual(3UL, fake.LastRun.Seed);
        Assert.AreEqual(10_000_000_000, fake.LastRun.DurationNs);
        Assert.AreEqual(BrokerChoice.Model, fake.LastRun.Broker);
        Assert.AreEqual(0.0, fake.LastRun.Speed);
    }

    [TestMethod]
    public void Run_SomethingUnaccounted_ExitsWithOne()
    {
        var fake = new FakeSimulation
        {
            OnRun = (_, _) => new RunResult(new Report { Unaccounted = 1 }, false),
        };
        Assert.AreEqual(ExitCode.Failed, Run(fake, []).Code);
    }

    [TestMethod]
    public void Run_CheckerComplains_SaysSoAndExitsWithOne()
    {
        var fake = new FakeSimulation
        {
            OnRun = (_, _) => new RunResult(new Report { Problems = ["seq 5 twice"] }, false),
        };
        var (code, _, errors) = Run(fake, []);
        Assert.AreEqual(ExitCode.Failed, code);
        StringAssert.Contains(errors, "problem: seq 5 twice");
    }

    [TestMethod]
    public void Run_SimulationCannotStart_SaysWhyAndExitsWithOne()
    {
        var fake = new FakeSimulation { OnRun = (_, _) => throw new SimulationException("no broker at h:1") };
        var (code, _, errors) = Run(fake, []);
        Assert.AreEqual(ExitCode.Failed, code);
        Assert.AreEqual("error: no broker at h:1\n", errors);
    }

    [TestMethod]
    public void Run_Report_IsWritten()
    {
        using var folder = new TemporaryFolder();
        var fake = new FakeSimulation
        {
            OnRun = (options, _) => new RunResult(new Report { Seed = options.Seed }, false),
        };
        var path = folder.PathOf("out.json");
        Assert.AreEqual(ExitCode.Ok, Run(fake, ["--report", path]).Code);
        using var report = JsonDocument.Parse(File.ReadAllText(path));
        Assert.AreEqual(3, report.RootElement.GetProperty("seed").GetInt32());
    }

    [TestMethod]
    public void Replay_Trace_IsOnStandardOutput()
    {
        using var folder = new TemporaryFolder();
        var fake = new FakeSimulation
        {
            OnRun = (options, _) =>
            {
                options.Trace.WriteLine("12 air sent");
                return new RunResult(new Report(), false);
            },
        };
        var (code, output, errors) =
            Capture(fake, ["replay", "--seed", "9", folder.Write("t.json", Scenario)]);
        Assert.AreEqual(ExitCode.Ok, code, errors);
        Assert.AreEqual("12 air sent\n", output);
        Assert.AreEqual(9UL, fake.LastRun.Seed);
        StringAssert.Contains(errors, "unaccounted 0");
    }

    [TestMethod]
    public void Demo_WithoutScenario_UsesTheDeliveredOneAtRealTime()
    {
        var fake = new FakeSimulation();
        var (code, output, errors) = Capture(fake, ["demo"]);
        Assert.AreEqual(ExitCode.Ok, code, errors);
        Assert.AreEqual("demo", fake.LastRun.Scenario.Name);
        Assert.AreEqual(1.0, fake.LastRun.Speed);
        Assert.AreEqual(new BrokerChoice(BrokerKind.Auto, null, 1883), fake.LastRun.Broker);
        StringAssert.Contains(output, "unaccounted 0");
    }

    private const string Scenario = """
        {
          "name": "t", "duration": "10s", "seed": 3, "start": "2026-01-15T06:00:00Z",
          "meters": [{ "count": 1, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 1,
                       "mode": "C1B", "interval_s": 5 }]
        }
        """;

    private static string Record(string telegram) => "{\"seq\":1,\"telegram\":\"" + telegram + "\"}";

    private static (int Code, string Output, string Errors) Run(FakeSimulation fake, string[] options)
    {
        using var folder = new TemporaryFolder();
        return Capture(fake, ["run", folder.Write("t.json", Scenario), .. options]);
    }

    private static (int Code, string Output, string Errors) Feed(
        string content, string[] options, Action<FeedOptions, IFeedObserver> feed)
    {
        using var folder = new TemporaryFolder();
        var fake = new FakeSimulation { OnFeed = feed };
        return Capture(fake, ["feed", folder.Write("in.tsv", content), .. options]);
    }

    private static (int Code, string Output, string Errors) Capture(FakeSimulation fake, string[] arguments)
    {
        var (wasOutput, wasErrors) = (Console.Out, Console.Error);
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            return (CommandLine.Run(arguments, () => fake), output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(wasOutput);
            Console.SetError(wasErrors);
        }
    }
}
