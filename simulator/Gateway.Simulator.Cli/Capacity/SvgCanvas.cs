using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace Gateway.Simulator.Cli.Capacity;

/// <summary>Writes the few shapes of a plot as SVG; lengths are pixels, y grows downwards.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _text = new();

    /// <summary>An empty white picture.</summary>
    public SvgCanvas(int width, int height)
    {
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ");
        Add($"width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n");
        Add($"<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n");
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string colour) =>
        Add($"<path d=\"M{x1:F1} {y1:F1}L{x2:F1} {y2:F1}\" stroke=\"{colour}\" fill=\"none\"/>\n");

    /// <summary>A line through points, dashed or with a dot at each.</summary>
    public void Curve(IReadOnlyList<(double X, double Y)> points, string colour, bool isDashed)
    {
        var path = string.Join("L", points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{point.X:F1} {point.Y:F1}")));
        var style = isDashed ? "stroke-width=\"1.3\" stroke-dasharray=\"5 4\"" : "stroke-width=\"2.2\"";
        Add($"<path d=\"M{path}\" stroke=\"{colour}\" {style} fill=\"none\"/>\n");
        foreach (var (x, y) in points.Where(_ => !isDashed))
        {
            Add($"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"3.4\" fill=\"{colour}\"/>\n");
        }
    }

    /// <summary>A text; the anchor is "start", "middle" or "end".</summary>
    public void Text(double x, double y, string text, string anchor = "start", string colour = "#222") =>
        Add($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{SecurityElement.Escape(text)}</text>\n");

    /// <summary>The picture.</summary>
    public string ToSvg() => _text + "</svg>\n";

    private void Add(System.FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));
}
