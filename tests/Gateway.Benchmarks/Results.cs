using System;
using System.Globalization;
using System.IO;

namespace Gateway.Benchmarks;

/// <summary>Prints figures beside their bars and remembers what was missed.</summary>
internal sealed class Results(TextWriter output)
{
    private const int NameWidth = 46;
    private const int FigureWidth = 24;

    /// <summary>Figures that had a bar.</summary>
    public int BarCount { get; private set; }

    /// <summary>Figures that missed it.</summary>
    public int MissedCount { get; private set; }

    /// <summary>Begins a table.</summary>
    public void Begin(string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    /// <summary>A figure without a bar.</summary>
    public void Line(string name, FormattableString figure) => Write(name, figure, "");

    /// <summary>A line of words below a figure.</summary>
    public void Text(string text) => output.WriteLine(text);

    /// <summary>A figure that must not exceed its bar.</summary>
    public void AtMost(string name, double value, double bar, FormattableString figure, string barText) =>
        Judge(name, value <= bar, figure, "<= " + barText);

    /// <summary>A figure that must reach its bar.</summary>
    public void AtLeast(string name, double value, double bar, FormattableString figure, string barText) =>
        Judge(name, value >= bar, figure, ">= " + barText);

    /// <summary>Something that must not happen at all.</summary>
    public void Failure(string text)
    {
        BarCount++;
        MissedCount++;
        output.WriteLine("  FAILED: " + text);
    }

    private void Judge(string name, bool isReached, FormattableString figure, string bar)
    {
        BarCount++;
        MissedCount += isReached ? 0 : 1;
        Write(name, figure, bar + (isReached ? "" : "   MISSED"));
    }

    private void Write(string name, FormattableString figure, string bar)
    {
        var text = figure.ToString(CultureInfo.InvariantCulture);
        output.WriteLine($"  {name.PadRight(NameWidth)}{text.PadLeft(FigureWidth)}   {bar}".TrimEnd());
    }
}
