using System;
using System.IO;
using Gateway.Profile.Tests.Checker;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>Holds generated files, and generated blocks in written pages, against what they are made from;
/// rewrites them with GATEWAY_UPDATE=1.</summary>
internal static class GeneratedText
{
    private const string Stale = "stale: run this test with GATEWAY_UPDATE=1";

    /// <summary>Path of a page of hardware-docs.</summary>
    public static string PathOf(string page) => Path.Combine(Repository.Root, "hardware-docs", page);

    /// <summary>A whole file is what it should be.</summary>
    public static void IsFile(string page, string expected)
    {
        if (Repository.IsUpdate)
        {
            File.WriteAllText(PathOf(page), expected);
        }

        Assert.IsTrue(File.Exists(PathOf(page)), page + " is missing: run this test with GATEWAY_UPDATE=1");
        Assert.AreEqual(expected, File.ReadAllText(PathOf(page)), page + " is " + Stale);
    }

    /// <summary>The lines between the markers <c>generated: name</c> and <c>end</c> are what they should be.</summary>
    public static void IsBlock(string page, string name, string expected)
    {
        string text = File.ReadAllText(PathOf(page));
        string head = $"<!-- generated: {name} -->\n";
        int start = text.IndexOf(head, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, start, $"{page} has no block '{name}'");
        start += head.Length;
        int end = text.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
        Assert.IsGreaterThan(start - 1, end, $"{page}: the block '{name}' has no end");
        if (Repository.IsUpdate)
        {
            File.WriteAllText(PathOf(page), text[..start] + expected + text[end..]);
            return;
        }

        Assert.AreEqual(expected, text[start..end], $"{page}, block '{name}' is {Stale}");
    }
}
