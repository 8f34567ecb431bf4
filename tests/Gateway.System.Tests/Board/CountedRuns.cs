using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Gateway.App;
using Gateway.Core;
using Gateway.Cost;
using Gateway.Simulator.World;
using Gateway.System.Tests.Commands;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

/// <summary>Scenarios in which each instruction of the firmware takes its time, instead of the prices of the table.
/// To be called by <see cref="CountingRuns.Call"/>.</summary>
public static class CountedRuns
{
    /// <summary>Runs a scenario for so long and lets it drain.</summary>
    /// <param name="scenario">Name of its file.</param>
    /// <param name="seconds">Simulated time.</param>
    /// <param name="nsPerOp">Time of an instruction in ns.</param>
    /// <returns>Microseconds of the longest slice, its stage, the chip's FIFO overflows, telegrams received, the longest
    /// slice of each stage, then what the checkers complain of.</returns>
    public static string[] Run(string scenario, int seconds, int nsPerOp)
    {
        var cpu = new CpuModel { NsPerOp = nsPerOp, ExecutedOps = CountingRuns.ExecutedOps };
        using var test = new TestWorld(Runs.Load(scenario), cpu: cpu).Start();
        var longest = new LongSlices(test.World.Gateway);
        test.RunFor(seconds);
        var slices = test.World.Gateway.Firmware.Slices;
        var report = test.Finish();
        return
        [
            Text(report.Firmware.LongestSliceUs), report.Firmware.LongestSliceStage, Text(report.Radio.Overflow),
            Text(report.Radio.ReceivedOk),
            string.Join(", ", Enum.GetValues<StageId>().Select(stage => $"{stage} {Text(slices.LongestUs(stage))} us"))
                + "\n" + longest.Dearest,
            .. report.Problems,
        ];
    }

    /// <summary>The crowd with another seed.</summary>
    /// <returns>The chip's FIFO overflows, telegrams received, jobs of the workers and microseconds of the
    /// longest.</returns>
    public static long[] RunCrowd(int seed, int seconds, int nsPerOp)
    {
        var cpu = new CpuModel { NsPerOp = nsPerOp, ExecutedOps = CountingRuns.ExecutedOps };
        using var test = new TestWorld(Runs.Load("crowd"), (ulong)seed, cpu).Start();
        test.RunFor(seconds);
        var jobs = test.World.Gateway.Board.Jobs;
        return
        [
            test.World.Chip.OverflowCount, test.World.Gateway.Firmware.Lines[0].Radio.Counters.Completed,
            jobs.Count, cpu.OpsToNs(jobs.LongestOps) / 1000,
        ];
    }

    /// <summary>Commands about the gateway itself: the configuration asked for, refused, tried in vain and for good,
    /// and a restart.</summary>
    /// <param name="nsPerOp">Time of an instruction in ns.</param>
    /// <returns>As <see cref="Run"/>.</returns>
    public static string[] RunUpkeep(int nsPerOp)
    {
        var cpu = new CpuModel { NsPerOp = nsPerOp, ExecutedOps = CountingRuns.ExecutedOps };
        var street = Runs.Load("street");
        using var test = new TestWorld(
            street with { Gateway = street.Gateway with { Id = "gw-1", TakesCommands = true } }, cpu: cpu).Start();
        var longest = new LongSlices(test.World.Gateway);
        var headend = new Headend(test);
        test.RunFor(10);
        var document = Encoding.UTF8.GetString(test.World.Flash.Drive('I').Files["gateway.json"]);
        string[] bodies =
        [
            "{\"do\":\"get\"}", "{\"do\":\"status\"}",
            "{\"do\":\"apply\",\"revision\":1,\"document\":{\"gateway\":{\"id\":7}}}",
            $"{{\"do\":\"apply\",\"revision\":\"{new string('r', 40)}\",\"prove_s\":60,\"document\":{document}}}",
        ];
        var slices = Array.ConvertAll(Enum.GetValues<StageId>(), _ => 0L);
        foreach (var body in bodies)
        {
            headend.Ask("config", headend.Signed("config", body));
            Note(test, slices);
        }

        test.Broker.SetUp(false);
        test.RunFor(70);
        test.Broker.SetUp(true);
        test.RunFor(60);
        headend.Ask("config", headend.Signed("config", "{\"do\":\"status\"}"));
        headend.Ask("reboot", headend.Signed("reboot", "{\"reason\":\"a reason as long as there may be one....\"}"));
        Note(test, slices);
        test.RunFor(60);
        Note(test, slices);
        var report = test.Finish();
        return
        [
            Text(slices[(int)StageId.Commands]), Text(slices[(int)StageId.Upkeep]), Text(slices[(int)StageId.Uplink]),
            Text(test.World.Restarts),
            string.Join(", ", Enum.GetValues<StageId>().Select(stage => $"{stage} {Text(slices[(int)stage])} us"))
                + "\n" + longest.Dearest,
            .. report.Problems,
        ];
    }

    // A restart begins a new count.
    private static void Note(TestWorld test, long[] slices)
    {
        for (var stage = 0; stage < slices.Length && test.World.Gateway.Firmware != null; stage++)
        {
            slices[stage] = Math.Max(slices[stage], test.World.Gateway.Firmware.Slices.LongestUs((StageId)stage));
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
