// The report of a town: one gateway's as it is, several ones' in sections and as sums. Frames on the air are counted
// once, what arrived is summed over the antennas, and a meter counts as read when any gateway read it.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>Writes the report of a town.</summary>
internal sealed class TownReport(AirScene scene, IReadOnlyList<GatewayWorld> gateways, ReadLedger reads)
{
    /// <summary>Builds the report; the books are closed only when it is final.</summary>
    public Report Build(bool isFinal)
    {
        var scenario = scene.Scenario;
        List<ReportGateway> sections = scenario.IsTown ? [.. gateways.Select(world => Section(world, isFinal))] : [];
        var sums = gateways.Count == 1 ? new Report() : Sum(sections);
        if (gateways.Count == 1)
        {
            new ReportBuilder(gateways[0]).Fill(sums, isFinal);
        }

        var nowNs = gateways.Min(world => world.Time.NowNs);
        sums.Scenario = scenario.Name;
        sums.Seed = scene.Random.Seed;
        sums.SimulatedS = nowNs / 1e9;
        sums.Meters = ReportBuilder.MetersOf(scene, reads, nowNs);
        sums.DutyCycle = DutyCycle();
        sums.Problems = isFinal ? [.. sums.Problems, .. scene.DutyCycle.Problems()] : sums.Problems;
        sums.Gateways = sections;
        sums.TraceHash = TraceHash();
        return sums;
    }

    private static ReportGateway Section(GatewayWorld world, bool isFinal)
    {
        var section = new ReportGateway { Id = world.Settings.Id };
        new ReportBuilder(world).Fill(section, isFinal);
        return section;
    }

    private string TraceHash() => gateways.Count == 1
        ? gateways[0].Trace.Hash
        : gateways.Aggregate(0UL, (hash, world) => RandomStream.Mix(hash) ^ world.Trace.HashBits)
            .ToString("x16", CultureInfo.InvariantCulture);

    private ReportDutyCycle DutyCycle()
    {
        var ledger = scene.DutyCycle;
        return new ReportDutyCycle
        {
            Worst = ledger.Worst,
            Limit = ledger.Limit,
            Sender = ledger.WorstSender?.Identity.ToString() ?? "",
            Violators = ledger.Violators,
        };
    }

    private Report Sum(List<ReportGateway> all) => new()
    {
        Air = new ReportAir
        {
            Sent = scene.Sent.Telegrams + scene.Sent.ForeignTelegrams,
            Interference = scene.Sent.Bursts,
            Delivered = all.Sum(one => one.Air.Delivered),
            Collided = all.Sum(one => one.Air.Collided),
            Weak = all.Sum(one => one.Air.Weak),
        },
        Radio = new ReportRadio
        {
            ReceivedOk = all.Sum(one => one.Radio.ReceivedOk),
            CrcBad = all.Sum(one => one.Radio.CrcBad),
            Aborted = all.Sum(one => one.Radio.Aborted),
            Overflow = all.Sum(one => one.Radio.Overflow),
            Missed = all.Sum(one => one.Radio.Missed),
            OffChannel = all.Sum(one => one.Radio.OffChannel),
            CopiesMerged = all.Sum(one => one.Radio.CopiesMerged),
            Undetected = all.Sum(one => one.Radio.Undetected),
            Restarts = all.Sum(one => one.Radio.Restarts),
            LostInFaults = all.Sum(one => one.Radio.LostInFaults),
            Rearms = all.Sum(one => one.Radio.Rearms),
            DeafUs = all.Sum(one => one.Radio.DeafUs * one.Radio.Rearms) / Math.Max(1, all.Sum(one => one.Radio.Rearms)),
        },
        Filter = new ReportFilter
        {
            Accepted = all.Sum(one => one.Filter.Accepted),
            Duplicate = all.Sum(one => one.Filter.Duplicate),
            Filtered = all.Sum(one => one.Filter.Filtered),
            Reduced = all.Sum(one => one.Filter.Reduced),
            Alarms = all.Sum(one => one.Filter.Alarms),
        },
        Store = SumStores(all),
        Uplink = new ReportUplink
        {
            Messages = all.Sum(one => one.Uplink.Messages),
            Records = all.Sum(one => one.Uplink.Records),
            Repeated = all.Sum(one => one.Uplink.Repeated),
            LastBacklogS = all.Max(one => one.Uplink.LastBacklogS),
            Connects = all.Sum(one => one.Uplink.Connects),
        },
        Wired = ReportBuilder.SumOf(all.SelectMany(one => one.Wired.Lines)),
        Firmware = SumFirmware(all),
        PowerCuts = all.Sum(one => one.PowerCuts),
        Faults = all.SelectMany(one => one.Faults).OrderBy(fault => fault.AtS).ToList(),
        Unaccounted = all.Sum(one => one.Unaccounted),
        Problems = all.SelectMany(one => one.Problems.Select(text => $"{one.Id}: {text}")).ToList(),
    };

    /// <summary>The longest slice of all, and all transfers.</summary>
    private static ReportFirmware SumFirmware(List<ReportGateway> all)
    {
        var slowest = all.MaxBy(one => one.Firmware.LongestSliceUs).Firmware;
        return new ReportFirmware
        {
            LongestSliceUs = slowest.LongestSliceUs,
            LongestSliceStage = slowest.LongestSliceStage,
            SpiTransfers = all.Sum(one => one.Firmware.SpiTransfers),
        };
    }

    private static ReportStore SumStores(List<ReportGateway> all)
    {
        var sum = new ReportStore
        {
            Appended = all.Sum(one => one.Store.Appended),
            Acked = all.Sum(one => one.Store.Acked),
            Pending = all.Sum(one => one.Store.Pending),
            Buffered = all.Sum(one => one.Store.Buffered),
        };
        foreach (var (reason, count) in all.SelectMany(one => one.Store.Dropped))
        {
            sum.Dropped.TryGetValue(reason, out var before);
            sum.Dropped[reason] = before + count;
        }

        return sum;
    }
}
