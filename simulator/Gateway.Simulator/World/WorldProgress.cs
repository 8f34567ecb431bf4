using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Gateway.Uplink;

namespace Gateway.Simulator.World;

/// <summary>A running world as an observer sees it.</summary>
internal sealed class WorldProgress(TownWorld town, long durationNs, Stopwatch wall) : IRunProgress
{
    /// <inheritdoc/>
    public long SimTimeNs => town.NowNs;

    /// <inheritdoc/>
    public long DurationNs => durationNs;

    /// <inheritdoc/>
    public string UplinkState => string.Join(", ", town.Gateways.Select(StateOf));

    /// <inheritdoc/>
    public Report Counters()
    {
        var report = town.CreateReport(isFinal: false);
        report.WallS = wall.Elapsed.TotalSeconds;
        return report;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MeterProgress> Meters(int most) =>
        town.Scene.Meters.Take(most).Select(town.Reads.ProgressOf).ToList();

    private static string StateOf(GatewayWorld world) => world.Gateway.Firmware?.Uplink.State switch
    {
        null => "no power",
        Gateway.Uplink.UplinkState.Idle => "idle",
        Gateway.Uplink.UplinkState.Connecting => "connecting",
        Gateway.Uplink.UplinkState.Online => "online",
        Gateway.Uplink.UplinkState.Closing => "closing",
        _ => "back-off",
    };
}
