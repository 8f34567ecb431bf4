using System;
using System.Globalization;
using Gateway.App;
using Gateway.Core;
using Gateway.Cost;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.Board;

/// <summary>Remembers what a slice beyond the limit was spent on.</summary>
internal sealed class LongSlices
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
                        ? $"\n{stage} {us.ToString(CultureInfo.InvariantCulture)} us\n{CountingRuns.Dearest(_start, _end)}" : "";
                }
            }

            (_start, _end) = (_end, _start);
            Array.Copy(Counter.ByMethod, _end, _end.Length);
        };
    }

    public string Dearest => string.Concat(_dearest);
}
