// The written pages of hardware-docs name what is there: parts, test points, drawings, files of the repository.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Gateway.Profile.Tests.Checker;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed partial class PageTests
{
    private static readonly string[] CircuitPages =
        ["mbus.md", "rs485.md", "supply.md", "bring-up-board.md", "layout.md"];

    [TestMethod]
    public void CircuitPages_References_AreInTheNetlist()
    {
        HashSet<string> parts = [.. Netlist.Load().Select(pin => pin.Reference)];
        List<string> unknown = [];
        int seen = 0;
        foreach (string page in CircuitPages)
        {
            foreach (Match match in Reference().Matches(File.ReadAllText(GeneratedText.PathOf(page))))
            {
                seen++;
                if (!parts.Contains(match.Value))
                {
                    unknown.Add($"{page}: {match.Value}");
                }
            }
        }

        Assert.IsEmpty(unknown, string.Join(", ", unknown));
        Assert.IsGreaterThan(50, seen, "no references were seen");
    }

    [TestMethod]
    public void BringUp_TestPoints_AreThoseOfTheNetlist()
    {
        string[] expected = [.. Netlist.Load()
            .Where(pin => pin.Reference.StartsWith("TP", StringComparison.Ordinal))
            .Select(pin => $"{pin.Reference} {pin.Net}")];
        string[] listed = [.. TestPoint().Matches(File.ReadAllText(GeneratedText.PathOf("bring-up-board.md")))
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}")];
        CollectionAssert.AreEquivalent(expected, listed);
    }

    [TestMethod]
    public void Drawings_AreAllOnAPage()
    {
        string pages = string.Concat(Directory.GetFiles(GeneratedText.PathOf("."), "*.md").Select(File.ReadAllText));
        string[] unused = [.. Directory.GetFiles(GeneratedText.PathOf("."), "*.svg").Select(Path.GetFileName)
            .Where(name => !pages.Contains($"]({name})", StringComparison.Ordinal))];
        Assert.IsEmpty(unused, string.Join(", ", unused));
    }

    [TestMethod]
    public void GeneratedBlocks_HaveTheirCommandOnThePageOrTheIndex()
    {
        string index = File.ReadAllText(GeneratedText.PathOf("README.md"));
        Assert.Contains("GATEWAY_UPDATE=1 dotnet test tests/Gateway.Profile.Tests", index);
        foreach (string page in Directory.GetFiles(GeneratedText.PathOf("."), "*.md"))
        {
            string text = File.ReadAllText(page);
            if (text.Contains("<!-- generated: ", StringComparison.Ordinal))
            {
                Assert.IsTrue(
                    text.Contains("Profile.Tests", StringComparison.Ordinal) || text.Contains("by a test", StringComparison.Ordinal),
                    Path.GetFileName(page) + " does not say what makes its blocks");
            }
        }
    }

    [TestMethod]
    public void Flashing_FilesOfTheRepository_AreThere()
    {
        string text = File.ReadAllText(GeneratedText.PathOf("flashing.md"));
        string[] missing = [.. RepositoryFile().Matches(text).Select(match => match.Value)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !File.Exists(Path.Combine(Repository.Root, path)))];
        Assert.IsEmpty(missing, string.Join(", ", missing));
        foreach (string board in new[] { "Esp32", "Stm32" })
        {
            string folder = board.ToLowerInvariant();
            string project = File.ReadAllText(
                Path.Combine(Repository.Root, "firmware", "boards", folder, $"Gateway.{board}.nfproj"));
            Assert.Contains($"<AssemblyName>Gateway.{board}</AssemblyName>", project);
            Assert.Contains($@"<OutputPath>bin\nano\$(Configuration)\</OutputPath>", project);
            Assert.Contains($"firmware/boards/{folder}/bin/nano/Release/Gateway.{board}.bin", text);
        }
    }

    [GeneratedRegex(@"\b(?:R|C|D|U|L|Q|X|JP|TP|PS|H|F|FB)[0-9]{1,3}\b")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\| (TP[0-9]+) \| ([A-Z0-9_]+) \|", RegexOptions.Multiline)]
    private static partial Regex TestPoint();

    [GeneratedRegex(@"(?:firmware|tests|simulator)/[A-Za-z0-9_./-]+\.(?:json|config|nfproj|md|bin)")]
    private static partial Regex RepositoryFile();
}
