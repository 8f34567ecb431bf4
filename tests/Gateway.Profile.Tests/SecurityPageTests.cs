// SECURITY.md: what it says of each provision is either shown by a test that exists, or said not to be shown.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Gateway.Profile.Tests.Checker;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed partial class SecurityPageTests
{
    // ETSI EN 303 645 V2.1.1 (2020-06), clause 5: how many provisions each part has.
    private static readonly int[] _provisions = [5, 3, 16, 4, 8, 9, 2, 3, 3, 1, 4, 3, 1];

    private static readonly string _page = File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"));

    [TestMethod]
    public void Table_Provisions_AreAllThereInOrder()
    {
        IEnumerable<string> expected = _provisions.SelectMany(
            (count, part) => Enumerable.Range(1, count).Select(number => $"5.{part + 1}-{number}"));

        CollectionAssert.AreEqual(expected.ToArray(), Rows().Select(row => row[0]).ToArray());
    }

    [TestMethod]
    public void Table_EachRow_NamesTestsThatExistOrSaysThatItIsNotShown()
    {
        HashSet<string> tests = TestNames();
        List<string> wrong = [];
        foreach (string[] row in Rows())
        {
            string[] named = [.. TestName().Matches(row[3]).Select(match => match.Groups[1].Value)];
            bool isHonest = row[2].Contains("not shown", StringComparison.Ordinal) ||
                row[2].Contains("not applicable", StringComparison.Ordinal);
            wrong.AddRange(named.Where(name => !tests.Contains(name))
                .Select(name => $"{row[0]}: there is no test {name}"));
            if (named.Length == 0 && !isHonest)
            {
                wrong.Add($"{row[0]}: neither a test nor \"not shown\" or \"not applicable\"");
            }
        }

        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
        Assert.IsGreaterThan(1000, tests.Count, "the tests were not found");
    }

    [TestMethod]
    public void Page_Reporting_SaysHowAndWhen()
    {
        foreach (string word in new[] { "privately", "within a week", "Supported:" })
        {
            StringAssert.Contains(_page, word);
        }
    }

    [TestMethod]
    public void Page_Wipe_IsExplained()
    {
        StringAssert.Contains(_page, "**Factory wipe**");
        StringAssert.Contains(_page, "WiFi name and password");
    }

    [TestMethod]
    public void Readme_Sensing_IsDocumented()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        foreach (string word in new[] { "wireless M-Bus", "wired M-Bus", "DL/T 645" })
        {
            StringAssert.Contains(readme, word);
        }
    }

    /// <summary>No PEM, no long run of hexadecimal digits or base64 in a string of the firmware.</summary>
    [TestMethod]
    public void Sources_OfTheFirmware_HoldNoKeys()
    {
        List<string> found = [];
        foreach (string file in Repository.Sources("firmware"))
        {
            found.AddRange(CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes()
                .OfType<LiteralExpressionSyntax>()
                .Where(literal => literal.Token.Value is string text && LooksLikeAKey(text))
                .Select(literal => Repository.Relative(file) + ": " + literal.Token.ValueText));
        }

        Assert.IsEmpty(found, "\n" + string.Join('\n', found));
        Assert.IsTrue(LooksLikeAKey("53494D554C4154494F4E204F4E4C5921"));
        Assert.IsTrue(LooksLikeAKey("-----BEGIN PRIVATE KEY-----"));
    }

    /// <summary>The firmware is a client: one file names a type that listens, that of the diagnostics page.</summary>
    [TestMethod]
    public void Firmware_Listeners_AreThePageAlone()
    {
        string[] listeners = ["HttpListener", "TcpListener", "Socket", "WebServer", "NetworkStream"];
        string[] found = [.. Repository.Sources("firmware").Where(file =>
            CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Any(name => listeners.Contains(name.Identifier.Text)))
            .Select(Repository.Relative)];

        CollectionAssert.AreEqual(new[] { "firmware/boards/common/HttpPageServer.cs" }, found);
        StringAssert.Contains(_page, "the diagnostics page on port 80, is there only with `installer.code`");
    }

    private static bool LooksLikeAKey(string text) =>
        text.Contains("-----BEGIN ", StringComparison.Ordinal) ? text.Length > "-----BEGIN ".Length
            : LongDigits().IsMatch(text);

    private static IEnumerable<string[]> Rows() => _page.Split('\n')
        .Where(line => line.StartsWith("| 5.", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static HashSet<string> TestNames()
    {
        HashSet<string> names = [];
        foreach (string file in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "tests"), "*Tests*.cs", SearchOption.AllDirectories))
        {
            foreach (ClassDeclarationSyntax type in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()
                .DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                names.UnionWith(type.Members.OfType<MethodDeclarationSyntax>()
                    .Where(method => method.AttributeLists.SelectMany(list => list.Attributes)
                        .Any(attribute => attribute.Name.ToString() == "TestMethod"))
                    .Select(method => type.Identifier.Text + "." + method.Identifier.Text));
            }
        }

        return names;
    }

    [GeneratedRegex("`([A-Za-z0-9]+\\.[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("^([0-9A-Fa-f]{32,}|[A-Za-z0-9+/]{40,}={0,2})$")]
    private static partial Regex LongDigits();
}
