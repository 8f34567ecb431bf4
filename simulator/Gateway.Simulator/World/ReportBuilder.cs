// The books of a run. Each equation says that what went into a stage came out of it or was counted with a reason;
// what is left over is unaccounted. Counters start at 0 with each boot, so they are added up over the boots, and what
// power cuts took is on its own line.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Air;
using Gateway.Store;

namespace Gateway.Simulator.World;

/// <summary>Writes the report of a world.</summary>
internal sealed class ReportBuilder(GatewayWorld world, Scenario scenario)
{
    private readonly List<string> _problems = [];

    /// <summary>Builds the report; the books are closed only when it is final.</summary>
    public Report Build(bool isFinal)
    {
        var totals = CurrentTotals();
        var report = new Report
        {
            Scenario = scenario.Name,
            Seed = world.Random.Seed,
            SimulatedS = world.Time.NowNs / 1e9,
            PowerCuts = world.PowerCuts,
            TraceHash = world.Trace.Hash,
        };
        FillAir(report, totals);
        FillPipeline(report, totals);
        FillFirmware(report, totals);
        FillMeters(report);
        if (isFinal)
        {
            report.Unaccounted = CloseBooks(totals);
            _problems.AddRange(world.Frames.Problems);
            _problems.AddRange(world.Deliveries.Problems);
            report.Problems = _problems;
        }

        return report;
    }

    private GatewayTotals CurrentTotals()
    {
        var totals = world.Gateway.Totals.Copy();
        world.Gateway.AddTo(totals);
        return totals;
    }

    private void FillAir(Report report, GatewayTotals totals)
    {
        var receiver = world.Chip.Receiver;
        report.Air = new ReportAir
        {
            Sent = world.Medium.SentCount,
            Delivered = receiver.Count(AirOutcome.Delivered),
            Collided = receiver.Count(AirOutcome.Collided),
            Weak = receiver.Count(AirOutcome.Weak),
        };
        report.Radio = new ReportRadio
        {
            ReceivedOk = totals.LinkOk,
            CrcBad = totals.CrcBad,
            Aborted = totals.Aborted,
            Overflow = totals.Overflow,
            Missed = world.Frames.Missed,
        };
    }

    private void FillPipeline(Report report, GatewayTotals totals)
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
            Connects = totals.Connects,
        };
    }

    private void FillFirmware(Report report, GatewayTotals totals)
    {
        var (us, stage) = world.Gateway.LongestSlice;
        report.Firmware = new ReportFirmware
        {
            LongestSliceUs = us,
            LongestSliceStage = stage.ToString(),
            SpiTransfers = totals.SpiTransfers,
        };
    }

    private void FillMeters(Report report)
    {
        var sent = world.Meters.Where(m => m.SentCount > 0).ToList();
        var heard = sent.Count(m => world.ProgressOf(m).HeardCount > 0);
        var telegrams = sent.Sum(m => m.SentCount);
        report.Meters = new ReportMeters
        {
            Expected = sent.Count,
            Heard = heard,
            ReadRatio = telegrams == 0 ? 0 : (double)sent.Sum(m => world.ProgressOf(m).HeardCount) / telegrams,
        };
    }

    private long CloseBooks(GatewayTotals totals)
    {
        var ready = world.Gateway.Firmware?.Link.ReadyCount ?? 0;
        var held = world.Gateway.Firmware?.Filter.HeldCount ?? 0;
        var frames = world.Frames;
        return frames.Unaccounted + frames.Ghosts
            + Balance("link to filter", totals.LinkOk, totals.FilterReceived + totals.HeaderBad + ready, totals.LostReady)
            + Balance(
                "filter",
                totals.FilterReceived,
                totals.Accepted + totals.Duplicate + totals.Filtered + totals.Reduced + held,
                totals.LostHeld)
            + Balance("filter to log", totals.Accepted, totals.Appended + totals.Refused, 0)
            + Log(totals)
            + Strangers();
    }

    /// <summary>Every record that was durable is at the broker, waits, or was dropped with a reason.</summary>
    private long Log(GatewayTotals totals)
    {
        var delivered = world.Deliveries.Unique;
        var kept = totals.Drops.Where((_, i) => !IsRefusal((DropReason)i)).Sum() + Pending();
        if (world.PowerCuts == 0)
        {
            var buffered = totals.Appended - totals.Committed;
            return Balance("log", totals.Appended, totals.Acked + kept + buffered, 0)
                + Shortage("acknowledged but not at the broker", totals.Acked - delivered);
        }

        // Acknowledges that power took are given twice: only a lower bound can be held.
        return Shortage("durable but neither at the broker nor waiting", totals.Committed - delivered - kept);
    }

    private long Strangers()
    {
        var strangers = world.Deliveries.Telegrams.Count(t => !world.WasDecoded(t));
        return Shortage("delivered but never decoded", strangers);
    }

    private long Pending() => world.Gateway.Firmware is { } firmware
        ? firmware.Store.PendingCount(RecordQueueKind.Alarms) + firmware.Store.PendingCount(RecordQueueKind.Bulk)
        : 0;

    private static bool IsRefusal(DropReason reason) =>
        reason is DropReason.BufferFull or DropReason.Closed or DropReason.Invalid or DropReason.SeqExhausted;

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
