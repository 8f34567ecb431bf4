using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Gateway.Simulator.Cli.Capacity;

/// <summary>The grid as a picture: reception of a telegram on the left, meters read within the hour on the
/// right.</summary>
public static class CapacityPlot
{
    private const int Width = 1_000;
    private const int Height = 460;
    private const int PanelWidth = 400;
    private const int PanelHeight = 330;
    private const int Top = 50;
    private const int MostMeters = 70_000;

    private static readonly string[] _colours = ["#b5322b", "#d98a12", "#1f7a4d", "#2458a8"];

    /// <summary>Draws it.</summary>
    public static string Draw(IReadOnlyList<CapacityCell> cells)
    {
        var canvas = new SvgCanvas(Width, Height);
        Panel(canvas, 60, "Share of telegrams received");
        Panel(canvas, 560, "Share of meters read at least once an hour");
        var intervals = cells.Select(cell => cell.IntervalS).Distinct().Order().ToList();
        for (var i = 0; i < intervals.Count; i++)
        {
            var colour = _colours[i % _colours.Length];
            var row = cells.Where(cell => cell.IntervalS == intervals[i]).OrderBy(cell => cell.Meters).ToList();
            var airTimeS = row[^1].Load * intervals[i] / row[^1].Meters;
            canvas.Curve(Aloha(60, intervals[i], airTimeS), colour, isDashed: true);
            canvas.Curve(row.Select(cell => At(60, cell.Meters, cell.Received)).ToList(), colour, false);
            canvas.Curve(row.Select(cell => At(560, cell.Meters, cell.Read)).ToList(), colour, false);
            Legend(canvas, 60 + (i * 130), $"every {intervals[i]} s", colour, false);
        }

        Legend(canvas, 60 + (intervals.Count * 130), "ALOHA without capture, e^(−2G)", "#555", true);
        return canvas.ToSvg();
    }

    private static void Panel(SvgCanvas canvas, int left, string title)
    {
        canvas.Text(left, Top - 20, title);
        for (var percent = 0; percent <= 100; percent += 20)
        {
            var (x, y) = At(left, 0, percent / 100.0);
            canvas.Line(x, y, left + PanelWidth, y, percent == 0 ? "#222" : "#ddd");
            canvas.Text(x - 6, y + 4, $"{percent} %", "end");
        }

        for (var meters = 0; meters <= MostMeters; meters += 10_000)
        {
            var (x, y) = At(left, meters, 0);
            canvas.Line(x, y, x, y + 5, "#222");
            canvas.Text(x, y + 20, (meters / 1000).ToString(CultureInfo.InvariantCulture) + "k", "middle");
        }

        canvas.Text(left + PanelWidth, Top + PanelHeight + 38, "meters on the channel", "end");
    }

    private static void Legend(SvgCanvas canvas, double x, string text, string colour, bool isDashed)
    {
        canvas.Curve([(x, Height - 18), (x + 24, Height - 18)], colour, isDashed);
        canvas.Text(x + 31, Height - 14, text);
    }

    private static List<(double X, double Y)> Aloha(int left, int intervalS, double airTimeS) =>
        Enumerable.Range(0, 64).Select(i => 1_000 * (i + 1))
            .Select(meters => At(left, meters, Math.Exp(-2 * meters * airTimeS / intervalS))).ToList();

    private static (double X, double Y) At(int left, double meters, double share) =>
        (left + (meters / MostMeters * PanelWidth), Top + ((1 - share) * PanelHeight));
}
