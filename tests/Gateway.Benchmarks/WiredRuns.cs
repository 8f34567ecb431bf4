// Wired lines, the whole firmware on the modelled processor: how long a sweep takes, how much of that the protocol
// needs at least, and whether a search finds everybody. All in simulated time: the figures are the same each time.
using System;
using System.IO;
using System.Linq;
using Gateway.Commands;
using Gateway.Simulator.World;

namespace Gateway.Benchmarks;

internal static class WiredRuns
{
    private const double UtilisationBar = 0.95;
    private const long StepNs = 1_000_000_000;
    private const int LongestSearchS = 7200;

    public static void Run(Results results)
    {
        results.Begin("wired: sweeps, the protocol's minimum to the time the line is in use");
        foreach (var name in new[] { "mbus-250-2400", "mbus-250-9600", "dlt645-32" })
        {
            Sweep(results, name);
        }

        results.Begin("wired: searches of a line, in turns of 3 s, in simulated time");
        var slaves = Load("mbus-64");
        Search(results, "64 M-Bus slaves at 2400 baud, 20 numbers twice", slaves, "addresses");
        Search(results, "the same at 9600 baud", At(slaves, 9600), "addresses");
        Search(results, "the same, primary addresses at 2400 baud", slaves, "primary");
        Search(results, "32 DL/T 645 meters at 2400 baud, by bytes", Load("dlt645-32"), "addresses");
        Search(results, "the same by digits", Load("dlt645-32"), "digits");
    }

    private static void Sweep(Results results, string name)
    {
        var scenario = Load(name);
        using var world = Start(scenario);
        world.RunUntil(scenario.DurationNs);
        world.Drain();
        var line = world.CreateReport(true).Wired.Lines[0];
        var sweeps = line.ReadsDue / line.Meters;
        results.AtLeast($"{name}: {line.Meters} meters, {line.BusyS / sweeps:F1} s a sweep, {sweeps} sweeps, " +
            $"{line.ReadsOk} of {line.ReadsDue} reads", line.BusUtilisation, UtilisationBar,
            $"{line.BusUtilisation:P1}", $"{UtilisationBar:P0}");
    }

    private static void Search(Results results, string name, Scenario scenario, string what)
    {
        var job = new ScenarioReadJob { Name = "late", At = "0 0 23 * * ?" };
        var quiet = scenario.Gateway.Wired[0] with { Jobs = [job] };
        using var world = Start(scenario with { Gateway = scenario.Gateway with { Wired = [quiet] } });
        world.RunUntil(10 * StepNs);
        var ticket = new LineTicket();
        ticket.Reset();
        var line = world.Gateway.Firmware.Wired.Lines[0];
        line.RequestSearch(new SearchRequest { Id = "bench", What = what, ExpiresMs = long.MaxValue }, ticket, 10_000_000);
        var seconds = 0;
        while (ticket.Status == CommandStatus.Running && seconds < LongestSearchS)
        {
            world.RunUntil((10 + ++seconds) * StepNs);
        }

        var meters = quiet.MeterCount;
        results.AtLeast($"{name}, {seconds} s", ticket.Found.FoundCount, meters,
            $"{ticket.Found.FoundCount} found", $"{meters}");
    }

    private static Scenario At(Scenario scenario, int baudRate)
    {
        var line = scenario.Gateway.Wired.Single() with { BaudRate = baudRate };
        return scenario with { Gateway = scenario.Gateway with { Wired = [line] } };
    }

    private static GatewayWorld Start(Scenario scenario)
    {
        var world = new GatewayWorld(scenario, scenario.Seed, new CpuModel(),
            (time, random) => new ModelBrokerSide(time, random.Get("network"), new(0, 0)), null);
        world.Start();
        return world;
    }

    private static Scenario Load(string name) =>
        Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", name + ".json"));
}
