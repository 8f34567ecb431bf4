using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>The report in ten lines, for people.</summary>
internal static class Summary
{
    public static void Write(TextWriter to, RunResult result)
    {
        var r = result.Report;
        var ratio = r.WallS > 0 ? r.SimulatedS / r.WallS : 0;
        var dropped = r.Store.Dropped.Count == 0
            ? "0"
            : string.Join(", ", r.Store.Dropped.Select(pair => $"{pair.Value} {pair.Key}"));
        Line(to, "simulated", $"{Durations.Clock((long)(r.SimulatedS * 1e9))} in {r.WallS:F1} s " +
            $"({ratio:F0} x real time), seed {r.Seed}" + (result.Interrupted ? ", interrupted" : ""));
        Line(to, "air",
            $"{r.Air.Sent} sent, {r.Air.Delivered} delivered, {r.Air.Collided} collided, {r.Air.Weak} weak");
        Line(to, "radio",
            $"{r.Radio.ReceivedOk} received, {r.Radio.CrcBad} bad, {r.Radio.Aborted} aborted, " +
            $"{r.Radio.Overflow} overflows, {r.Radio.Missed} missed");
        foreach (var (radio, number) in r.Radios.Select((radio, index) => (radio, index + 1)))
        {
            if (r.Radios.Count > 1 || radio.Listened.Count > 1)
            {
                Line(to, $"  radio {number}",
                    $"{radio.ReceivedOk} received, {radio.OnlyHere} only here, {radio.OffChannel} off channel; listened " +
                    string.Join(", ", radio.Listened.Select(
                        pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:P1}"))));
            }
        }

        Line(to, "filter",
            $"{r.Filter.Accepted} accepted ({r.Filter.Alarms} alarms), {r.Filter.Duplicate} duplicate, " +
            $"{r.Filter.Filtered} filtered, {r.Filter.Reduced} reduced");
        Line(to, "store",
            $"{r.Store.Appended} appended, {r.Store.Acked} acknowledged, {r.Store.Pending + r.Store.Buffered} pending, " +
            $"dropped: {dropped}");
        Line(to, "uplink",
            $"{r.Uplink.Messages} messages, {r.Uplink.Records} records ({r.Uplink.Repeated} repeated), " +
            $"{r.Uplink.Connects} connects" + (r.Uplink.LastBacklogS == 0 ? ""
                : string.Create(CultureInfo.InvariantCulture, $", last backlog at {r.Uplink.LastBacklogS:F0} s")));
        Line(to, "meters",
            $"{r.Meters.Heard} of {r.Meters.Expected} heard, {r.Meters.ReadRatio:P1} of their telegrams");
        foreach (var line in r.Wired.Lines)
        {
            var failed = line.ReadsFailed == 0 ? "" : ": " + string.Join(", ", line.Failures
                .GroupBy(failure => failure.Reason).OrderBy(group => group.Key)
                .Select(group => $"{group.Sum(failure => failure.Count)} {group.Key}"));
            Line(to, line.Name, $"{line.ReadsOk} of {line.ReadsDue} reads, {line.ReadsFailed} failed{failed}; " +
                $"busy {line.BusyS:F0} s, line used {line.BusUtilisation:P1}");
        }

        if (r.Energy is { } energy)
        {
            Line(to, "battery", $"{energy.MahPerDay:F1} mAh a day, radio on for {energy.Listening:P1}: " +
                $"{energy.LifeYears:F2} years on {energy.BatteryAh:F0} Ah, simulated");
        }

        Line(to, "trace", $"{r.TraceHash}");
        Line(to, "unaccounted", $"{r.Unaccounted}");
    }

    private static void Line(TextWriter to, string name, FormattableString text) =>
        to.WriteLine(name.PadRight(12) + text.ToString(CultureInfo.InvariantCulture));

    private static void Line(TextWriter to, string name, string text) =>
        to.WriteLine(name.PadRight(12) + text);
}
