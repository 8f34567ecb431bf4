using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Gateway.Apl.Tests;

/// <summary>Recorded frames beside the repository; the tests that need them are inconclusive
/// without.</summary>
internal static class SharedData
{
    /// <summary>Path of a file or folder under ../shared/data.</summary>
    public static string Find(string name, [CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here), "..", ".."));

        // The second place is for a worktree, which lies one folder deeper.
        foreach (var up in new[] { "..", Path.Combine("..", "..") })
        {
            var path = Path.Combine(root, up, "shared", "data", name);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        Assert.Inconclusive("../shared/data/" + name + " is not there");
        return null;
    }

    /// <summary>Lines that are no comment, split at tabs, with their number.</summary>
    public static List<(int Line, string[] Columns)> Read(string name) => [.. File.ReadLines(Find(name))
        .Select((text, index) => (Line: index + 1, Columns: text.Split('\t')))
        .Where(line => !line.Columns[0].StartsWith('#') && line.Columns[0].Length > 0)];
}
