// firmware/Installer/PageTemplate.cs is made from page.html: pieces of text with the slots between them, and the
// policy with the hashes of style and script. GATEWAY_UPDATE=1 writes it anew.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed partial class PageTemplateTests
{
    private const int LiteralChars = 88;

    [TestMethod]
    public void PageTemplate_Source_IsThePage()
    {
        var folder = Path.Combine(Root(), "firmware", "Installer");
        var expected = Generate(File.ReadAllText(Path.Combine(folder, "page.html")));
        var file = Path.Combine(folder, "PageTemplate.cs");
        if (Environment.GetEnvironmentVariable("GATEWAY_UPDATE") == "1")
        {
            File.WriteAllText(file, expected);
        }

        Assert.AreEqual(expected, File.ReadAllText(file), "run the tests with GATEWAY_UPDATE=1");
    }

    [TestMethod]
    public void Texts_Table_IsWholeAndNeedsNoEscape()
    {
        var texts = new Texts();
        Assert.AreEqual(Enum.GetValues<TextId>().Length, texts.Count);
        foreach (var id in Enum.GetValues<TextId>())
        {
            for (var language = 0; language < Texts.LanguageCount; language++)
            {
                var text = texts.Of(id, language);
                Assert.IsFalse(string.IsNullOrWhiteSpace(text), $"{id} {Texts.Tag(language)}");
                Assert.IsFalse(text.Any(c => c is '<' or '>' or '&' or '"' or '\\' or '\'' || c < ' '), $"{id}: {text}");
            }
        }
    }

    internal static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gateway.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    private static string Generate(string html)
    {
        var page = string.Join('\n', html.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";
        var policy = "default-src 'none'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; img-src data:; style-src " + Hash(page, "style")
            + "; script-src " + Hash(page, "script");
        List<(string Text, string Slot)> pieces = [];
        List<int> sections = [];
        foreach (var section in Section().Split(page))
        {
            sections.Add(pieces.Count);
            var at = 0;
            foreach (Match slot in Slot().Matches(section))
            {
                pieces.Add((section[at..slot.Index], NameOf(slot.Groups[1].Value)));
                at = slot.Index + slot.Length;
            }

            pieces.Add((section[at..], "PageSlot.None"));
        }

        Assert.HasCount(4, sections);
        var source = new StringBuilder();
        source.Append($$"""
            // Made from page.html by tests/Gateway.Installer.Tests (GATEWAY_UPDATE=1): do not edit.
            namespace Gateway.Installer
            {
                /// <summary>The page in pieces, each with what follows it.</summary>
                public sealed class PageTemplate
                {
                    /// <summary>Content-Security-Policy of the page.</summary>
                    public const string Policy =
                        {{Literal(policy, 12)}};

                    /// <summary>First piece of what is shown before the code was given.</summary>
                    public const int Login = {{sections[1]}};

                    /// <summary>First piece of what is shown afterwards.</summary>
                    public const int Menu = {{sections[2]}};

                    /// <summary>First piece of the end of both.</summary>
                    public const int Tail = {{sections[3]}};

                    /// <summary>Number of pieces.</summary>
                    public const int End = {{pieces.Count}};

                    private readonly string[] _pieces =
                    {

            """);
        foreach (var (text, _) in pieces)
        {
            source.Append("            " + Literal(text, 12) + ",\n");
        }

        source.Append("        };\n\n        private readonly short[] _slots =\n        {\n");
        foreach (var (_, slot) in pieces)
        {
            source.Append("            (short)" + slot + ",\n");
        }

        source.Append("""
                    };

                    /// <summary>A piece, as it stands.</summary>
                    public string Piece(int index)
                    {
                        return _pieces[index];
                    }

                    /// <summary>What follows it: a <see cref="TextId"/>, or one of PageSlot.</summary>
                    public int Slot(int index)
                    {
                        return _slots[index];
                    }
                }
            }

            """);
        return source.ToString();
    }

    private static string NameOf(string slot) =>
        slot[0] == ':' ? "PageSlot." + char.ToUpperInvariant(slot[1]) + slot[2..]
            : "TextId." + Enum.Parse<TextId>(slot);

    private static string Hash(string page, string element)
    {
        var from = page.IndexOf("<" + element + ">", StringComparison.Ordinal) + element.Length + 2;
        var to = page.IndexOf("</" + element + ">", StringComparison.Ordinal);
        var content = page[from..to];
        Assert.DoesNotContain("{{", content, "slots would change the hash");
        return "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content))) + "'";
    }

    // A constant in lines of a bearable length.
    private static string Literal(string text, int indent)
    {
        List<string> lines = [];
        for (var at = 0; at < text.Length || lines.Count == 0; at += LiteralChars - 16)
        {
            var part = text.Substring(at, Math.Min(LiteralChars - 16, text.Length - at));
            lines.Add("\"" + part.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"");
        }

        return string.Join("\n" + new string(' ', indent + 4) + "+ ", lines);
    }

    [GeneratedRegex("<!--(?:login|menu|tail)-->\n")]
    private static partial Regex Section();

    [GeneratedRegex(@"\{\{(:?\w+)\}\}")]
    private static partial Regex Slot();
}
