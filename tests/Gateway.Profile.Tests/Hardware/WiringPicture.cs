// The wiring drawing: board at the left, chip at the right, a row a net. Colours are those of the repository's other
// drawings: filled boxes with dark text, mid-grey outside, readable on light and on dark pages.
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using Gateway.Simulator.World;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>Draws a <see cref="Wiring"/> as SVG.</summary>
internal static class WiringPicture
{
    private const int Width = 960;
    private const int BoardLeft = 20;
    private const int BoardRight = 310;
    private const int ChipLeft = 610;
    private const int ChipRight = 790;
    private const int Top = 70;
    private const int FirstRow = 112;
    private const int PowerPitch = 62; // room for parts between the rows
    private const int Pitch = 40;
    private const int PowerRows = 2;

    /// <summary>The drawing.</summary>
    public static string Draw(Wiring wiring)
    {
        IReadOnlyList<PinMapLine> lines = wiring.Lines;
        int bottom = Row(lines.Count + PowerRows - 1) + 30;
        StringBuilder svg = new();
        Head(svg, wiring, bottom + 46);
        Box(svg, "board", BoardLeft, BoardRight, bottom, wiring.BoardName);
        Box(svg, "chip", ChipLeft, ChipRight, bottom, (wiring.IsSecond ? "second radio: " : "") + wiring.Chip + " module");
        Net(svg, 0, "GND", "GND", "", "both", "GND");
        Net(svg, 1, "3V3", "VDD", "", "out", "3V3");
        for (int i = 0; i < lines.Count; i++)
        {
            PinMapLine line = lines[i];
            string use = line.Function == PinMap.ChipSelect ? "chip select" : line.Function == "GPIO" ? "" : line.Function;
            string attributes = $"{line.Component}.{line.Signal}={line.BoardPin}";
            Net(svg, i + PowerRows, wiring.PinName(line), line.Signal, use, line.IsBoardOutput ? "out" : "in", attributes);
        }

        Capacitor(svg, 470, "10 µF");
        Capacitor(svg, 578, "100 nF");
        PullUp(svg);
        Antenna(svg);
        Line(svg, "note", 20, bottom + 24, "start",
            "VDD 3.3 V, never 5 V. Wires centimetres long, a GND wire beside SCLK. Not tried on hardware.");
        return svg.Append("</svg>\n").ToString();
    }

    private static int Row(int index) =>
        FirstRow + (index <= PowerRows ? index * PowerPitch : (PowerRows * PowerPitch) + ((index - PowerRows) * Pitch));

    private static void Head(StringBuilder svg, Wiring wiring, int height)
    {
        string nets = string.Join(", ", wiring.Lines.Select(line => $"{line.Signal} to {wiring.PinName(line)}"));
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" ");
        svg.Append($"height=\"{height}\" role=\"img\" aria-labelledby=\"t d\">\n");
        svg.Append($"  <title id=\"t\">{(wiring.IsSecond ? "A second " : "")}{wiring.Chip} on {Escape(wiring.BoardName)}</title>\n");
        svg.Append($"  <desc id=\"d\">{Escape(nets)}; VDD to 3.3 V, GND to GND; drawn from the board's pin map.</desc>\n");
        svg.Append("  <style>\n");
        svg.Append("    text { font-family: system-ui, \"Segoe UI\", Helvetica, Arial, sans-serif; font-size: 14px; ");
        svg.Append("fill: #1f2933; }\n");
        svg.Append("    .name { font-weight: 600; }\n    .pin { font-family: monospace; }\n");
        svg.Append("    .note { font-size: 12px; fill: #768390; }\n");
        svg.Append("    .board { fill: #cfe3f5; stroke: #4a86b8; stroke-width: 1.5; }\n");
        svg.Append("    .chip { fill: #dcebdc; stroke: #5f9463; stroke-width: 1.5; }\n");
        svg.Append("    .wire { fill: none; stroke: #768390; stroke-width: 2; }\n");
        svg.Append("    .part { fill: none; stroke: #b0762b; stroke-width: 2; }\n");
        svg.Append("    .partname { font-size: 12px; fill: #b0762b; }\n  </style>\n");
        svg.Append("  <defs>\n    <marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"6\" ");
        svg.Append("markerHeight=\"6\" orient=\"auto-start-reverse\">\n");
        svg.Append("      <path d=\"M0 0 L8 4 L0 8 z\" fill=\"#768390\"/>\n    </marker>\n  </defs>\n");
    }

    private static void Box(StringBuilder svg, string kind, int left, int right, int bottom, string title)
    {
        svg.Append($"  <rect class=\"{kind}\" x=\"{left}\" y=\"{Top}\" width=\"{right - left}\" ");
        svg.Append($"height=\"{bottom - Top}\" rx=\"6\"/>\n");
        Line(svg, "note name", (left + right) / 2, Top - 14, "middle", title);
    }

    private static void Net(
        StringBuilder svg, int row, string boardPin, string signal, string use, string direction, string net)
    {
        int y = Row(row);
        string start = direction == "in" ? " marker-start=\"url(#a)\"" : "";
        string end = direction == "out" ? " marker-end=\"url(#a)\"" : "";
        svg.Append($"  <g data-net=\"{net}\">\n  ");
        Line(svg, "pin", BoardRight - 14, y + 5, "end", boardPin);
        svg.Append($"    <path class=\"wire\" d=\"M{BoardRight} {y} H{ChipLeft}\"{start}{end}/>\n");
        if (use.Length > 0)
        {
            svg.Append("  ");
            Line(svg, "note", BoardRight + 14, y - 6, "start", use);
        }

        svg.Append("  ");
        Line(svg, "pin", ChipLeft + 14, y + 5, "start", signal);
        svg.Append("  </g>\n");
    }

    // Between VDD and GND, beside the chip.
    private static void Capacitor(StringBuilder svg, int x, string name)
    {
        int middle = (Row(0) + Row(1)) / 2;
        svg.Append($"  <path class=\"part\" d=\"M{x} {Row(0)} V{middle - 4} M{x - 11} {middle - 4} h22 ");
        svg.Append($"M{x - 11} {middle + 4} h22 M{x} {middle + 4} V{Row(1)}\"/>\n");
        Line(svg, "partname", x - 15, middle + 4, "end", name);
    }

    // From the chip select up to VDD.
    private static void PullUp(StringBuilder svg)
    {
        const int x = 420;
        int middle = (Row(1) + Row(2)) / 2;
        svg.Append($"  <path class=\"part\" d=\"M{x} {Row(1)} V{middle - 15} M{x - 6} {middle - 15} h12 v30 h-12 z ");
        svg.Append($"M{x} {middle + 15} V{Row(2)}\"/>\n");
        Line(svg, "partname", x + 14, middle + 4, "start", "10 kΩ");
    }

    private static void Antenna(StringBuilder svg)
    {
        int y = Row(2);
        svg.Append($"  <path class=\"wire\" d=\"M{ChipRight} {y} H870 V{y - 60} M850 {y - 60} L870 {y - 34} L890 {y - 60}\"/>\n");
        Line(svg, "pin", ChipRight - 14, y + 5, "end", "ANT");
        Line(svg, "note", 870, y - 72, "middle", "868 MHz, 50 Ω");
    }

    private static void Line(StringBuilder svg, string kind, int x, int y, string anchor, string text) =>
        svg.Append($"  <text class=\"{kind}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{Escape(text)}</text>\n");

    private static string Escape(string text) => WebUtility.HtmlEncode(text).Replace("&#176;", "°")
        .Replace("&#181;", "µ");
}
