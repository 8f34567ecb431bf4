// The pages of hardware-docs point at files and headings that are there.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed partial class LinkTests
{
    [TestMethod]
    public void HardwareDocs_Links_LeadSomewhere()
    {
        List<string> wrong = [];
        int seen = 0;
        foreach (string page in Directory.GetFiles(GeneratedText.PathOf("."), "*.md"))
        {
            foreach (Match match in Link().Matches(File.ReadAllText(page)))
            {
                seen++;
                string[] parts = match.Groups[1].Value.Split('#');
                string target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
                if (!File.Exists(target) || (parts.Length > 1 && !Anchors(target).Contains(parts[1])))
                {
                    wrong.Add(Path.GetFileName(page) + ": " + match.Groups[1].Value);
                }
            }
        }

        Assert.IsEmpty(wrong, string.Join(", ", wrong));
        Assert.IsGreaterThan(10, seen, "no links were seen");
    }

    [TestMethod]
    public void HardwareDocs_Files_AreAllInTheIndex()
    {
        string index = File.ReadAllText(GeneratedText.PathOf("README.md"));
        string[] missing = [.. Directory.GetFiles(GeneratedText.PathOf("."))
            .Select(Path.GetFileName)
            .Where(name => name != "README.md" && !name.EndsWith(".svg", StringComparison.Ordinal))
            .Where(name => !index.Contains($"]({name})", StringComparison.Ordinal))];
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    private static IEnumerable<string> Anchors(string page) => File.ReadLines(page)
        .Where(line => line.StartsWith('#'))
        .Select(line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!https?:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^a-z0-9 \-_]")]
    private static partial Regex NoAnchor();
}
