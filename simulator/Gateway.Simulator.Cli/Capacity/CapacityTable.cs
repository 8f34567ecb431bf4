using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Gateway.Simulator.Cli.Capacity;

/// <summary>The grid as a table in Markdown, and its place in a document.</summary>
public static class CapacityTable
{
    /// <summary>What stands before and after the table in the document; the command replaces what is between.</summary>
    public const string Begin = "<!-- table of ./gateway capacity -->";

    /// <summary>The end of it.</summary>
    public const string End = "<!-- end of table -->";

    /// <summary>The table with its marks.</summary>
    public static string Write(IEnumerable<CapacityCell> cells, ulong seed, int frames)
    {
        var text = new StringBuilder();
        text.Append(Begin).Append('\n');
        text.Append(CultureInfo.InvariantCulture,
            $"`./gateway capacity --seed {seed} --frames {frames}`; the last column is measured where the window is an ");
        text.Append("hour; otherwise (≈) it follows from the telegrams received.\n\n");
        text.Append("| interval | meters | G | e^(−2G) | arithmetic with capture | perfect receiver | gateway "
            + "| window | meters read an hour |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var cell in cells)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {cell.IntervalS} s | {cell.Meters:N0} | {cell.Load:F2} | {cell.Aloha * 100:F1} % ");
            text.Append(CultureInfo.InvariantCulture,
                $"| {cell.Arithmetic * 100:F1} % | {cell.Perfect * 100:F1} % | {cell.Received * 100:F1} % ");
            text.Append(CultureInfo.InvariantCulture, $"| {cell.WindowS / 60:F1} min ");
            text.Append(CultureInfo.InvariantCulture,
                $"| {(cell.IsReadMeasured ? "" : "≈ ")}{cell.Read * 100:F2} % |\n");
        }

        return text.Append(End).Append('\n').ToString();
    }

    /// <summary>A document with the table in the place of its old one, or behind everything else.</summary>
    public static string Replace(string document, string table)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            return document + table;
        }

        end += End.Length;
        end += end < document.Length && document[end] == '\n' ? 1 : 0;
        return document[..begin] + table + document[end..];
    }
}
