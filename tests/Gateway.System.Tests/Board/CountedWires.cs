using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.App;
using Gateway.Core;
using Gateway.Cost;
using Gateway.Simulator.Wire;
using Gateway.Simulator.World;
using Gateway.System.Tests.Commands;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

/// <summary>Wired lines in which each instruction of the firmware takes its time. To be called by
/// <see cref="CountingRuns.Call"/>.</summary>
public static class CountedWires
{
    // What the ESP32's driver hands over at once (LineOptions.HeldBytes).
    private const int DriverBytes = 120;
    private const int Seconds = 40;
    private const int Meters = 4;

    private static readonly string[] Registers =
    [
        "0001FF00", "0001FFFF", "00010001", "0101FF00", "0201FF00", "0203FF00", "02010100", "03010001", "03300001", "03110001",
        "04000101", "04000401", "040005FF", "05060101", "0506FF01", "06000001", "1D000001", "1DFFFF01", "10010001",
    ];

    /// <summary>Runs a line on which somebody answers everything in one hostile way, with readings and with searches.
    /// </summary>
    /// <param name="protocol">mbus or dlt645.</param>
    /// <param name="kinds">Of <see cref="HostileWire"/>, with commas.</param>
    /// <param name="search">What is searched for besides; empty = nothing.</param>
    /// <param name="nsPerOp">Time of an instruction in ns.</param>
    /// <returns>A line a kind: microseconds of the longest slice, its stage, the kind, and on what a slice beyond the limit was
    /// spent.</returns>
    public static string[] RunHostile(string protocol, string kinds, string search, int nsPerOp) =>
        [.. kinds.Split(',').Select(kind => RunOne(protocol == "mbus", kind, search, nsPerOp))];

    /// <summary>Searches a scenario's line while its jobs read.</summary>
    /// <param name="scenario">Name of its file.</param>
    /// <param name="what">Word of the command.</param>
    /// <param name="seconds">Simulated time.</param>
    /// <param name="nsPerOp">Time of an instruction in ns.</param>
    /// <returns>Microseconds of the longest slice, its stage, how many were found, on what a slice beyond the limit was
    /// spent.</returns>
    public static string[] RunSearch(string scenario, string what, int seconds, int nsPerOp)
    {
        var cpu = new CpuModel { NsPerOp = nsPerOp, ExecutedOps = CountingRuns.ExecutedOps };
        var loaded = Runs.Load(scenario);
        using var test = new TestWorld(
            loaded with { Gateway = loaded.Gateway with { Id = "gw-1", TakesCommands = true } }, cpu: cpu);
        test.Start();
        var longest = new LongSlices(test.World.Gateway);
        var headend = new Headend(test);
        test.RunFor(3);
        Search(headend, loaded.Gateway.Wired[0].Name, what);
        test.RunFor(seconds);
        var slices = test.World.Gateway.Firmware.Slices;
        var found = headend.Steps("search").Count(step => step == "found");
        return
        [
            slices.LongestUs(slices.WorstStage).ToString(CultureInfo.InvariantCulture), slices.WorstStage.ToString(),
            found.ToString(CultureInfo.InvariantCulture), longest.Dearest,
        ];
    }

    /// <summary>Commands to the meters of a line while its jobs read.</summary>
    /// <param name="nsPerOp">Time of an instruction in ns.</param>
    /// <returns>Microseconds of the longest job behind the first statistics, jobs, microseconds of the longest slice, its stage,
    /// the answers' codes.</returns>
    public static string[] RunCommands(int nsPerOp)
    {
        var cpu = new CpuModel { NsPerOp = nsPerOp, ExecutedOps = CountingRuns.ExecutedOps };
        var loaded = Runs.Load("mbus-64");
        using var test = new TestWorld(
            loaded with { Gateway = loaded.Gateway with { Id = "gw-1", TakesCommands = true } }, cpu: cpu);
        test.Start();
        var longest = new LongSlices(test.World.Gateway);
        var headend = new Headend(test);
        test.RunFor(5);
        var jobs = test.World.Gateway.Board.Jobs;
        var port = loaded.Gateway.Wired[0].Name;
        var meter = test.World.Gateway.Firmware.Wired.Lines[0].Meters.NameOf(0);
        foreach (var (name, body) in new[]
        {
            ("read", $"{{\"port\":\"{port}\",\"meter\":\"{meter}\"}}"),
            ("control", $"{{\"port\":\"{port}\",\"meter\":\"{meter}\",\"action\":\"disconnect\",\"who\":\"dispatcher-2\"}}"),
            ("control", $"{{\"port\":\"{port}\",\"meter\":\"{meter}\",\"action\":\"state\",\"who\":\"{new string('w', 32)}\"}}"),
            ("transparent", $"{{\"port\":\"{port}\",\"tx\":\"105BFD5816\",\"timeout_ms\":500}}"),
            ("schedule", "{}"),
        })
        {
            headend.Ask(name, headend.Signed(name, body), 20);
        }

        var slices = test.World.Gateway.Firmware.Slices;
        return
        [
            (cpu.OpsToNs(jobs.LongestOps) / 1000).ToString(CultureInfo.InvariantCulture),
            jobs.Count.ToString(CultureInfo.InvariantCulture),
            slices.LongestUs(slices.WorstStage).ToString(CultureInfo.InvariantCulture),
            slices.WorstStage + longest.Dearest,
            string.Join(' ', headend.Answers.Select(answer => answer.GetProperty("code").GetString())),
        ];
    }

    private static void Search(Headend headend, string port, string what) => headend.Send("search",
        $"{{\"id\":\"s\",\"exp\":{headend.NowMs + 3_600_000},\"body\":{{\"port\":\"{port}\",\"what\":\"{what}\"}}}}");

    private static string RunOne(bool isMBus, string kind, string search, int nsPerOp)
    {
        var cpu = new CpuModel { NsPerOp = nsPerOp, ExecutedOps = CountingRuns.ExecutedOps };
        var scenario = Runs.Load(isMBus ? "mbus-250-9600" : "dlt645-32");
        var line = scenario.Gateway.Wired[0];
        line = line with
        {
            BaudRate = 9600,
            Meters = [line.Meters[0] with { Count = Meters }],
            Jobs = isMBus ? [Job("all", "0/15 * * * * ?", null)]
                : [Job("some", "0/15 * * * * ?", Registers[..10]), Job("others", "7/15 * * * * ?", Registers[10..])],
        };
        ScenarioReadJob Job(string name, string at, string[] registers) =>
            line.Jobs[0] with { Name = name, At = at, Count = Meters, Registers = registers };
        using var test = new TestWorld(
            scenario with { Gateway = scenario.Gateway with { Id = "gw-1", TakesCommands = true, Wired = [line] } }, cpu: cpu);
        test.Start();
        var bus = test.World.Lines[0].Bus;
        foreach (var device in bus.Devices.ToArray())
        {
            bus.Detach(device);
        }

        bus.Options.FifoBytes = DriverBytes;
        bus.Attach(new HostileWire(kind, SerialSettings.Create8E1(9600)));
        var longest = new LongSlices(test.World.Gateway);
        test.RunFor(3);
        if (search.Length > 0)
        {
            Search(new Headend(test), line.Name, search);
        }

        test.RunFor(Seconds);
        var slices = test.World.Gateway.Firmware.Slices;
        var wired = test.World.CreateReport(isFinal: false).Wired;
        return string.Create(CultureInfo.InvariantCulture, $"{slices.LongestUs(slices.WorstStage)} {slices.WorstStage} {kind}: ") +
            string.Create(CultureInfo.InvariantCulture, $"{wired.ReadsOk} read, {wired.Lines[0].Records} records, {wired.ReadsDue} due {string.Join(",", wired.Lines[0].Failures.Select(f => f.Reason).Distinct())}") + longest.Dearest;
    }
}
