// hardware-docs/limits.md is made from the UNVERIFIED-HW marks in the sources: what only hardware can tell.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Profile.Tests.Checker;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class LimitsTests
{
    private const string Mark = "// UNVERIFIED-HW:";

    private static readonly string[] Folders = ["firmware", "simulator", "hostbridge"];

    [TestMethod]
    public void Limits_File_ListsEveryMarkOfTheSources()
    {
        string file = Path.Combine(Repository.Root, "hardware-docs", "limits.md");
        string expected = Page();
        if (Repository.IsUpdate)
        {
            File.WriteAllText(file, expected);
        }

        Assert.IsTrue(File.Exists(file), "run this test with GATEWAY_UPDATE=1");
        Assert.AreEqual(expected, File.ReadAllText(file), "stale: run this test with GATEWAY_UPDATE=1");
    }

    // Files, not lines: a line number would make the page stale with every edit above it.
    private static string Page()
    {
        StringBuilder page = new();
        page.Append("# What only hardware can tell\n\n");
        page.Append("Every `UNVERIFIED-HW` mark of the sources. Collected by `Gateway.Profile.Tests`; ");
        page.Append("rewritten by it with\n`GATEWAY_UPDATE=1`. Settle one on a board, then remove its mark.\n");
        foreach (string file in Folders.SelectMany(folder => Repository.Sources(folder)))
        {
            string[] marks = [.. Marks(File.ReadAllLines(file))];
            if (marks.Length > 0)
            {
                page.Append("\n## ").Append(Repository.Relative(file)).Append("\n\n");
                page.Append(string.Concat(marks.Select(mark => "* " + mark + "\n")));
            }
        }

        return page.ToString();
    }

    // A mark runs on through the comment lines that follow it.
    private static IEnumerable<string> Marks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            int at = lines[i].IndexOf(Mark, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            StringBuilder text = new(lines[i][(at + Mark.Length)..].Trim());
            bool isOwnLine = lines[i].TrimStart().StartsWith(Mark, StringComparison.Ordinal);
            while (isOwnLine && i + 1 < lines.Length && Continues(lines[i + 1]))
            {
                i++;
                text.Append(' ').Append(lines[i].Trim()[2..].Trim());
            }

            yield return text.Replace("</summary>", "").ToString();
        }
    }

    private static bool Continues(string line)
    {
        string text = line.TrimStart();
        return text.StartsWith("// ", StringComparison.Ordinal) && !text.StartsWith(Mark, StringComparison.Ordinal);
    }
}
