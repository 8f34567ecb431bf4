// The books of a run. Each equation says that what went into a stage came out of it or was counted with a reason;
// what is left over is unaccounted. Counters start at 0 with each boot, so they are added up over the boots, and what
// power cuts took is on its own line.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Air;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Meters;
using Gateway.Store;

namespace Gateway.Simulator.World;

/// <summary>Writes the report of one gateway.</summary>
internal sealed class ReportBuilder(GatewayWorld world)
{
    private readonly List<string> _problems = [];

    /// <summary>Builds the report; the books are closed only when it is final.</summary>
    public void Fill(ReportFigures report, bool isFinal)
    {
        var totals = CurrentTotals();
        report.PowerCuts = world.PowerCuts;
        report.Faults = world.Faults.Report;
        report.Meters = MetersOf(world.Scene, world.Reads, world.Time.NowNs);
        FillAir(report, totals);
        FillPipeline(report, totals);
        FillFirmware(report, totals);
        report.Wired = WiredOf(totals);
        report.Energy = world.Energy?.Report(world.Gateway, world.Time.NowNs);
        if (isFinal)
        {
            report.Unaccounted = CloseBooks(totals);
            foreach (var radio in world.Radios)
            {
                var name = radio == world.Radios[0] ? "" : $"{radio.Mounted.Component}: ";
                _problems.AddRange(radio.Frames.Problems.Select(problem => name + problem));
            }

            _problems.AddRange(world.Deliveries.Problems);
            report.Problems = _problems;
        }
    }

    /// <summary>What was read of the meters.</summary>
    public static ReportMeters MetersOf(AirScene scene, ReadLedger reads, long nowNs)
    {
        var sent = scene.Sent;
        var meters = new ReportMeters
        {
            Expected = sent.Meters,
            Heard = reads.Meters,
            ReadRatio = sent.Telegrams == 0 ? 0 : (double)reads.Telegrams / sent.Telegrams,
            ForeignSent = sent.ForeignTelegrams,
            ForeignHeard = reads.ForeignTelegrams,
        };
        foreach (var mode in Enum.GetValues<AirMode>().Where(mode => sent.Modes[mode] > 0))
        {
            meters.Modes[mode == AirMode.LinkIq ? "LIQ" : mode.ToString()] = new ReportMode
            {
                Sent = sent.Modes[mode],
                Read = reads.Modes[mode],
                ReadRatio = (double)reads.Modes[mode] / sent.Modes[mode],
            };
        }

        for (var hour = 0; hour < (int)(nowNs / 3_600_000_000_000); hour++)
        {
            var expected = sent.Hours.Count(hour);
            if (expected > 0)
            {
                meters.ReadPerHour.Add((double)reads.Hours.Count(hour) / expected);
            }
        }

        if (meters.ReadPerHour.Count > 0)
        {
            meters.ReadPerHourMin = meters.ReadPerHour.Min();
            meters.ReadPerHourMean = meters.ReadPerHour.Average();
        }

        return meters;
    }

    /// <summary>Sums of lines.</summary>
    public static ReportWired SumOf(IEnumerable<ReportLine> lines)
    {
        var all = lines.ToList();
        var busyS = all.Sum(line => line.BusyS);
        return new ReportWired
        {
            ReadsDue = all.Sum(line => line.ReadsDue),
            ReadsOk = all.Sum(line => line.ReadsOk),
            BusUtilisation = busyS == 0 ? 0 : all.Sum(line => line.BusUtilisation * line.BusyS) / busyS,
            Lines = all,
        };
    }

    private ReportWired WiredOf(GatewayTotals totals) => SumOf(world.Lines.Zip(
        totals.Lines.Concat(Enumerable.Repeat(new LineTotals(), world.Lines.Count)), (line, sums) => line.Build(sums)));

    private GatewayTotals CurrentTotals()
    {
        var totals = world.Gateway.Totals.Copy();
        world.Gateway.AddTo(totals);
        return totals;
    }

    private void FillAir(ReportFigures report, GatewayTotals totals)
    {
        var receiver = world.Chip.Receiver;
        report.Air = new ReportAir
        {
            Sent = world.Medium.SentCount,
            Delivered = receiver.Count(AirOutcome.Delivered),
            Collided = receiver.Count(AirOutcome.Collided),
            Weak = receiver.Count(AirOutcome.Weak),
            Interference = world.Medium.InterferenceCount,
        };
        var (radios, sides) = (totals.Radios, world.Radios);
        report.Radio = new ReportRadio
        {
            ReceivedOk = radios.Sum(radio => radio.LinkOk),
            CopiesMerged = totals.CopiesMerged,
            CrcBad = radios.Sum(radio => radio.CrcBad),
            Aborted = radios.Sum(radio => radio.Aborted),
            Overflow = radios.Sum(radio => radio.Overflow),
            Missed = sides.Sum(side => side.Frames.Missed),
            OffChannel = sides.Sum(side => side.Frames.OffChannel),
            Undetected = sides.Sum(side => side.Frames.Undetected),
            Restarts = radios.Sum(radio => radio.Restarts),
            LostInFaults = sides.Sum(side => side.Frames.LostInFaults),
            Rearms = sides.Sum(side => side.Chip.RearmCount),
            DeafUs = sides.Sum(side => side.Chip.DeafNs) / 1e3 / Math.Max(1, sides.Sum(side => side.Chip.RearmCount)),
        };
        report.Radios = [.. radios.Select((radio, index) => RadioOf(radio, sides[index]))];
    }

    private ReportRadioLine RadioOf(RadioTotals totals, RadioSide side)
    {
        var line = new ReportRadioLine
        {
            Id = side.Settings.Id ?? "",
            Chip = side.Settings.Chip,
            Delivered = side.Chip.Receiver.Count(AirOutcome.Delivered),
            ReceivedOk = totals.LinkOk,
            OnlyHere = totals.OnlyHere,
            Overflow = totals.Overflow,
            Missed = side.Frames.Missed,
            OffChannel = side.Frames.OffChannel,
            Restarts = totals.Restarts,
            Switches = totals.Switches,
        };
        foreach (var profile in side.Settings.Turns.Select(turn => turn.Profile).Distinct())
        {
            line.Listened[ScenarioTurn.WordOf(profile)] =
                totals.ListenedUs[(int)profile] * 1e3 / Math.Max(1, world.Time.NowNs);
        }

        return line;
    }

    private void FillPipeline(ReportFigures report, GatewayTotals totals)
    {
        report.Filter = new ReportFilter
        {
            Accepted = totals.Accepted,
            Duplicate = totals.Duplicate,
            Filtered = totals.Filtered,
            Reduced = totals.Reduced,
            Alarms = totals.Alarms,
        };
        report.Store = new ReportStore
        {
            Appended = totals.Appended,
            Acked = totals.Acked,
            Pending = Pending(),
            Buffered = Buffered(),
        };
        for (var i = 0; i < totals.Drops.Length; i++)
        {
            if (totals.Drops[i] > 0)
            {
                report.Store.Dropped[((DropReason)i).ToString()] = totals.Drops[i];
            }
        }

        var lost = totals.LostUncommitted + totals.LostReady + totals.LostHeld;
        if (lost > 0)
        {
            report.Store.Dropped["PowerCut"] = lost;
        }

        report.Uplink = new ReportUplink
        {
            Messages = world.Deliveries.Messages,
            Records = world.Deliveries.Unique + world.Deliveries.Repeated,
            Repeated = world.Deliveries.Repeated,
            LastBacklogS = world.Deliveries.LastBacklogNs / 1e9,
            Connects = totals.Connects,
        };
    }

    private void FillFirmware(ReportFigures report, GatewayTotals totals)
    {
        var (us, stage) = world.Gateway.LongestSlice;
        report.Firmware = new ReportFirmware
        {
            LongestSliceUs = us,
            LongestSliceStage = stage.ToString(),
            SpiTransfers = totals.Radios.Sum(radio => radio.SpiTransfers),
        };
    }

    private long CloseBooks(GatewayTotals totals)
    {
        var ready = (world.Gateway.Firmware?.Pool.ReadyCount + world.Gateway.Firmware?.Telegrams.Pending) ?? 0;
        var held = world.Gateway.Firmware?.Filter.HeldCount ?? 0;
        return world.Radios.Sum(radio => radio.Frames.Unaccounted + radio.Frames.Ghosts)
            + Balance(
                "link to filter",
                totals.Radios.Sum(radio => radio.LinkOk),
                totals.CopiesMerged + totals.FilterReceived + totals.HeaderBad + ready,
                totals.LostReady)
            + Balance(
                "filter",
                totals.FilterReceived,
                totals.Accepted + totals.Duplicate + totals.Filtered + totals.Reduced + held,
                totals.LostHeld)
            + Balance(
                "filter to log", totals.Accepted + totals.Copies + totals.Lines.Sum(line => line.Records) + totals.Events,
                totals.Appended + totals.Refused, 0)
            + totals.Lines.Sum(line => Balance(
                "reads of a line", line.Due, line.Ok + line.Failed + line.Late + line.Left, 0))
            + Log(totals)
            + Strangers();
    }

    /// <summary>Every record that was durable is at the broker, waits, or was dropped with a reason.</summary>
    private long Log(GatewayTotals totals)
    {
        long Sum(Func<DropReason, bool> isOne) => totals.Drops.Where((_, i) => isOne((DropReason)i)).Sum();

        var records = world.Records;
        var (given, failed) = (Sum(IsOfDurable), Sum(IsOnTheWay));
        var some = new List<uint>();
        var missing = records.CountMissing(world.Deliveries, some) - records.Skipped;
        var shortage = Shortage(
            "durable but neither at the broker, waiting nor dropped; some that are not there: seqs "
            + string.Join(' ', some), missing - Pending() - given)
            + Shortage("seqs that nothing explains", records.Skipped - failed - totals.Drops[(int)DropReason.BufferFull]);
        if (world.PowerCuts + world.Restarts > 0)
        {
            // Acknowledges that power took are given twice: no balance of numbers can be held.
            return shortage;
        }

        return shortage
            + Balance("log", totals.Appended, totals.Acked + given + failed + Pending() + Buffered(), 0)
            + Shortage("acknowledged but not at the broker", totals.Acked - world.Deliveries.Unique);
    }

    private long Strangers()
    {
        var strangers = world.Deliveries.Contents.Count(content => !world.WasDecoded(content));
        return Shortage("delivered but never decoded", strangers);
    }

    private long Pending() => world.Gateway.Firmware is { } firmware
        ? firmware.Store.PendingCount(RecordQueueKind.Alarms) + firmware.Store.PendingCount(RecordQueueKind.Bulk)
        : 0;

    private long Buffered() =>
        world.Gateway.Firmware is { } firmware ? GatewayTotals.BufferedOf(firmware.Store.Counters) : 0;

    private static bool IsOfDurable(DropReason reason) =>
        reason is DropReason.Overwritten or DropReason.Corrupt or DropReason.Wiped;

    private static bool IsOnTheWay(DropReason reason) => reason is DropReason.LogFull or DropReason.WriteFailed;

    private long Balance(string where, long came, long went, long lostInCuts) =>
        Shortage($"{where}: {came} in, {went} out, {lostInCuts} lost with the power", Math.Abs(came - went - lostInCuts));

    private long Shortage(string what, long count)
    {
        if (count <= 0)
        {
            return 0;
        }

        _problems.Add($"{count} × {what}");
        return count;
    }
}
