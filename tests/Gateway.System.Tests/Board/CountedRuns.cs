using System;
using System.Globalization;
using System.Linq;
using Gateway.App;
using Gateway.Core;
using Gateway.Cost;
using Gateway.Simulator.World;
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

    /// <summary>Remembers what a slice beyond the limit was spent on.</summary>
    private sealed class LongSlices
    {
        private long[] _start = new long[Counter.ByMethod.Length];
        private long[] _end = new long[Counter.ByMethod.Length];
        private readonly long[] _us = new long[Enum.GetValues<StageId>().Length];
        private readonly string[] _dearest = new string[Enum.GetValues<StageId>().Length];

        public LongSlices(SimulatedGateway gateway)
        {
            gateway.Ticked += firmware =>
            {
                // The slice that ended at the last reading of the clock is noted after it.
                for (var stage = StageId.Radio + 1; (int)stage < _us.Length; stage++)
                {
                    var us = firmware.Slices.LongestUs(stage);
                    if (us > _us[(int)stage])
                    {
                        _us[(int)stage] = us;
                        _dearest[(int)stage] = us > Limits.MaxSliceUs
                            ? $"\n{stage} {Text(us)} us\n{CountingRuns.Dearest(_start, _end)}" : "";
                    }
                }

                (_start, _end) = (_end, _start);
                Array.Copy(Counter.ByMethod, _end, _end.Length);
            };
        }

        public string Dearest => string.Concat(_dearest);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
