// Published DL/T 645 frames against everything that the file says of them.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Decoding.Compare;

namespace Gateway.Apl.Tests;

[TestClass]
public sealed class Dlt645ComparisonTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["line 42, edition"] = "DL/T 645-1997 and -2007: control code 08",
        ["line 54, value of the data"] = "DL/T 645-2007 table A.1",
        ["line 57, value of the data"] = "DL/T 645-2007 table A.3",
    };

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Frames_EveryExpectedValue_IsFoundOrADocumentedDifference()
    {
        var comparison = Dlt645Comparison.Run(SharedData.Find("dlt645/frames.tsv"));
        using var text = new StringWriter();
        comparison.Write(text);
        TestContext.WriteLine(text.ToString());

        Assert.AreEqual(0, comparison.Unexplained, text.ToString());
        Assert.AreEqual(500, comparison.Compared);
        Assert.AreEqual(2, comparison.Reproduced, text.ToString());
        CollectionAssert.AreEqual(Expected.Keys.Order().ToList(), comparison.Differences
            .Select(difference => $"line {difference.Line}, {difference.Where}").Order().ToList(), text.ToString());
        foreach (var difference in comparison.Differences)
        {
            StringAssert.StartsWith(difference.Clause, Expected[$"line {difference.Line}, {difference.Where}"]);
        }
    }

    [TestMethod]
    [DataRow(3, "0.26 kWh", "0.27 kWh")]
    [DataRow(3, "0.26 kWh", "0.26 V")]
    [DataRow(3, "2007 reply", "1997 reply")]
    [DataRow(3, "2007 reply", "2007 read")]
    [DataRow(3, "reply 00010000", "reply 00020000")]
    [DataRow(3, "C=91", "C=B1")]
    [DataRow(3, "addr=000000000161", "addr=000000000162")]
    [DataRow(4, "Ua", "Ia")]
    [DataRow(11, "= 002241020208", "= 002241020209")]
    [DataRow(12, "= 002241020208", "= 002241020209")]
    [DataRow(14, "ERR=04", "ERR=02")]
    [DataRow(14, "password", "other")]
    [DataRow(22, "= 000E00.00 invalid BCD nibble (0x0E)", "= 000000.00")]
    [DataRow(42, "10:22:51", "10:22:52")]
    [DataRow(48, "LE→BE)=08", "LE→BE)=10")]
    [DataRow(53, "000000389", "000000398")]
    public void Frame_OfWhichAnExpectedValueIsChanged_DiffersWithoutAClause(int line, string from, string to)
    {
        var text = File.ReadLines(SharedData.Find("dlt645/frames.tsv")).ElementAt(line - 1);
        Assert.Contains(from, text);
        Assert.IsGreaterThan(0, Compare(text.Replace(from, to, StringComparison.Ordinal)).Unexplained);
    }

    [TestMethod]
    [DataRow("6861010000000068910833333433593333338A17")]
    [DataRow("6861010000000068910833333433693333338A16")]
    public void Frame_Broken_DiffersInEveryValue(string hex)
    {
        var text = File.ReadLines(SharedData.Find("dlt645/frames.tsv")).ElementAt(2).Split('\t');
        var comparison = Compare(hex + "\t" + text[1]);
        Assert.AreEqual(0, comparison.Equal);
        Assert.IsGreaterThan(8, comparison.Unexplained);
    }

    [TestMethod]
    [DataRow("68610100000000681104333434351716\t2007 read 02010100 Ua")]
    [DataRow("68610100000000681104333434351716")]
    public void Frame_WithoutExpectedFields_IsRefused(string text)
    {
        Assert.ThrowsExactly<FormatException>(() => Compare(text));
    }

    private static Comparison Compare(string line)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, line + "\n");
            return Dlt645Comparison.Run(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
