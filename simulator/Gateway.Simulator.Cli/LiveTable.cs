using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Gateway.Simulator.World;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gateway.Simulator.Cli;

/// <summary>The demo's table: a line for each meter, and what the gateway has done so far.</summary>
public sealed class LiveTable : IRunObserver
{
    private const int RedrawMs = 250;
    private const int LinesAround = 18;
    private const int TelegramHexDigits = 40;
    private const int ColumnsBesideTelegram = 74;
    private const int MostNotices = 5;

    private readonly LiveDisplayContext _display;
    private readonly List<string> _notices = [];
    private readonly Stopwatch _sinceDraw = Stopwatch.StartNew();

    private LiveTable(LiveDisplayContext display) => _display = display;

    /// <summary>Runs something under a live table.</summary>
    public static RunResult Execute(Func<IRunObserver, RunResult> run)
    {
        RunResult result = null;
        AnsiConsole.Live(new Text("starting")).Overflow(VerticalOverflow.Crop)
            .Start(display => result = run(new LiveTable(display)));
        return result;
    }

    /// <inheritdoc/>
    public void Notice(string text) => _notices.Add(text);

    /// <inheritdoc/>
    public void Progress(IRunProgress progress)
    {
        if (_sinceDraw.ElapsedMilliseconds >= RedrawMs)
        {
            _sinceDraw.Restart();
            _display.UpdateTarget(Draw(progress, _notices, AnsiConsole.Profile.Height, AnsiConsole.Profile.Width));
        }
    }

    /// <summary>The whole picture.</summary>
    /// <param name="progress">State of the run.</param>
    /// <param name="notices">Lines to show below the table; the last few are shown.</param>
    /// <param name="height">Lines of the terminal: decides how many meters are shown.</param>
    /// <param name="width">Columns of the terminal: decides how much of a telegram is shown.</param>
    public static Rows Draw(IRunProgress progress, IEnumerable<string> notices, int height, int width)
    {
        var digits = Math.Clamp(width - ColumnsBesideTelegram, 0, TelegramHexDigits);
        var meters = Meters(progress, Math.Max(5, height - LinesAround), digits);
        var rows = new List<IRenderable> { Head(progress), meters };
        foreach (var notice in notices.TakeLast(MostNotices))
        {
            rows.Add(new Markup("[grey]" + Markup.Escape(notice) + "[/]"));
        }

        rows.Add(new Markup("[grey]Ctrl-C ends it with a summary[/]"));
        return new Rows(rows);
    }

    private static Grid Head(IRunProgress progress)
    {
        var r = progress.Counters();
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow(new Markup("[bold]time[/]"), new Text(Durations.Clock(progress.SimTimeNs)));
        grid.AddRow(new Markup("[bold]uplink[/]"), new Markup(
            $"{(progress.UplinkState == "online" ? "[green]" : "[yellow]")}{Markup.Escape(progress.UplinkState)}[/]  " +
            $"{r.Uplink.Messages} messages, {r.Uplink.Records} records, {r.Filter.Alarms} alarms"));
        grid.AddRow(new Markup("[bold]air[/]"), new Text(
            $"{r.Air.Sent} sent, {r.Air.Collided} collided, {r.Air.Weak} weak"));
        grid.AddRow(new Markup("[bold]radio[/]"), new Text(
            $"{r.Radio.ReceivedOk} received, {r.Radio.CrcBad} bad, {r.Radio.Aborted} aborted, " +
            $"{r.Radio.Overflow} overflows, {r.Radio.Missed} missed"));
        grid.AddRow(new Markup("[bold]store[/]"), new Text(
            $"{r.Store.Appended} appended, {r.Store.Acked} acknowledged, {r.Store.Pending + r.Store.Buffered} pending"));
        return grid;
    }

    private static Table Meters(IRunProgress progress, int most, int digits)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("meter", "type", "mode", "sent", "heard", "ago", "dBm", digits < "telegram".Length ? "" : "telegram");
        foreach (var meter in progress.Meters(most))
        {
            var heard = meter.LastHeardNs >= 0;
            var ago = (progress.SimTimeNs - meter.LastHeardNs) / 1_000_000_000;
            var telegram = heard && meter.LastTelegram is { } bytes ? Convert.ToHexString(bytes) : "";
            var colour = !heard ? "grey" : ago < 2 ? "green" : "default";
            table.AddRow(
                new Markup($"[{colour}]{meter.Meter.Identity.Manufacturer} {meter.Meter.Identity.IdentificationNumber:D8}[/]"),
                new Text(TypeName(meter.Meter.Identity.DeviceType)),
                new Text(meter.Meter.Settings.Mode.ToString()),
                new Text(meter.Meter.SentCount.ToString(CultureInfo.InvariantCulture)),
                new Text(meter.HeardCount.ToString(CultureInfo.InvariantCulture)),
                new Text(heard ? $"{ago} s" : "-"),
                new Text(heard ? meter.LastRssiDbm.ToString(CultureInfo.InvariantCulture) : "-"),
                new Text(telegram.Length > digits ? telegram[..digits] + "…" : telegram));
        }

        return table;
    }

    private static string TypeName(byte deviceType) => deviceType switch
    {
        0x02 => "electricity",
        0x03 => "gas",
        0x04 => "heat",
        0x06 => "warm water",
        0x07 => "water",
        0x08 => "heat cost",
        _ => deviceType.ToString("X2", CultureInfo.InvariantCulture),
    };
}
