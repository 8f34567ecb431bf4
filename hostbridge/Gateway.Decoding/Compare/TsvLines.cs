using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Gateway.Decoding.Compare;

/// <summary>Lines of a file of tab-separated columns; # begins a comment line.</summary>
internal static class TsvLines
{
    /// <summary>Lines that are no comment and not empty, with their number from 1.</summary>
    public static List<(int Number, string[] Columns)> Read(string path) => [.. File.ReadLines(path)
        .Select((text, index) => (index + 1, text.Split('\t')))
        .Where(line => line.Item2[0].Length > 0 && line.Item2[0][0] != '#')];
}
