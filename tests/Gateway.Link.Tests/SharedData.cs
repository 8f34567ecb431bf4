using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Gateway.Link.Tests;

/// <summary>Recorded frames beside the repository; the tests that need them are inconclusive
/// without.</summary>
internal static class SharedData
{
    public static List<(int Line, string[] Columns)> Read(string name, [CallerFilePath] string here = "") =>
        ReadFrom("wmbus", name, here);

    /// <summary>Lines of a table in one of the folders, the remarks left out.</summary>
    public static List<(int Line, string[] Columns)> ReadFrom(string folder, string name,
        [CallerFilePath] string here = "")
    {
        string root = Path.GetDirectoryName(here);
        while (root != null && !File.Exists(Path.Combine(root, "Gateway.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        // The second place is for a worktree, which lies one folder deeper.
        foreach (string up in new[] { "..", Path.Combine("..", "..") })
        {
            string file = Path.Combine(root, up, "shared", "data", folder, name);
            if (File.Exists(file))
            {
                return [.. File.ReadLines(file)
                    .Select((text, index) => (index + 1, text.Split('\t')))
                    .Where(line => !line.Item2[0].StartsWith('#') && line.Item2[0].Length > 0)];
            }
        }

        Assert.Inconclusive("../shared/data/" + folder + "/" + name + " is not there");
        return null;
    }
}
