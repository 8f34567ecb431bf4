// Every record of the recorded M-Bus frames against the decode that libmbus publishes for them.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Decoding.Compare;

namespace Gateway.Apl.Tests;

[TestClass]
public sealed class LibmbusTests
{
    // Records that differ, and how the clause begins that says why: firmware/Link/Apl/README.md has the same list.
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["ELS_Elster-F96-Plus 4"] = "EN 13757-3:2018 annex A, type A",
        ["ELS_Elster-F96-Plus 5"] = "EN 13757-3:2018 annex A, type A",
        ["SEN_Pollustat 12"] = "EN 13757-3:2018 table 15, VIFE 50",
        ["SEN_Pollustat 13"] = "EN 13757-3:2018 table 15, VIFE 50",
        ["landis+gyr_ultraheat_t230 19"] = "EN 13757-3:2018 table 15, VIFE 50",
        ["landis+gyr_ultraheat_t230 20"] = "EN 13757-3:2018 table 15, VIFE 50",
        ["landis+gyr_ultraheat_t230 21"] = "EN 13757-3:2018 table 15, VIFE 50",
        ["landis+gyr_ultraheat_t230 22"] = "EN 13757-3:2018 table 15, VIFE 50",
        ["landis+gyr_ultraheat_t230 32"] = "EN 13757-3:2018 annex A, types F and G",
        ["manual_frame2 1"] = "MBDOC48 6.2, unit 3E",
        ["sen_pollutherm 2"] = "EN 13757-3:2018 table 10",
    };

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Frames_EveryRecord_IsWhatLibmbusSaysOrADocumentedDifference()
    {
        var comparison = LibmbusComparison.Run(SharedData.Find("mbus/frames.tsv"));
        using var text = new StringWriter();
        comparison.Write(text);
        TestContext.WriteLine(text.ToString());

        Assert.AreEqual(0, comparison.Unexplained, text.ToString());
        Assert.AreEqual(543, comparison.Compared);
        Assert.AreEqual(Expected.Count, comparison.Reproduced, text.ToString());
        Assert.AreEqual(301, comparison.Beside.Compared);
        Assert.AreEqual(301, comparison.Beside.Equal, text.ToString());
        CollectionAssert.AreEqual(Expected.Keys.Order().ToList(),
            comparison.Differences.Select(difference => difference.Where).Order().ToList(), text.ToString());
        foreach (var difference in comparison.Differences)
        {
            StringAssert.StartsWith(difference.Clause, Expected[difference.Where]);
        }
    }

    // What libmbus publishes for a record that differs is changed a little: nothing explains that.
    [TestMethod]
    [DataRow("ELS_Elster-F96-Plus", "13131113.000000", "13131114.000000")]
    [DataRow("SEN_Pollustat", "11582321.000000", "11582322.000000")]
    [DataRow("landis+gyr_ultraheat_t230", "41065374.600000", "41065374.500000")]
    [DataRow("landis+gyr_ultraheat_t230", "2027-01-01T00:00:00Z", "2127-01-01T00:00:00Z")]
    [DataRow("landis+gyr_ultraheat_t230", "2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z")]
    [DataRow("manual_frame2", "<Value>135", "<Value>136")]
    [DataRow("manual_frame2", "reserved but historic", "reserved")]
    [DataRow("sen_pollutherm", "<DataRecord id=\"2\">", "<DataRecord id=\"2\"><Value>302.000000</Value>")]
    [DataRow("sen_pollutherm", "<DataRecord id=\"2\">", "<DataRecord id=\"2\"><StorageNumber>1</StorageNumber>")]
    public void Explanation_ThatDoesNotGiveTheExpectedValue_DoesNotCount(string name, string from, string to)
    {
        Assert.IsGreaterThan(0, Changed(name, from, to).Unexplained);
    }

    [TestMethod]
    [DataRow("<Id>44493951", "<Id>44493952")]
    [DataRow("<Manufacturer>ELS", "<Manufacturer>ELT")]
    [DataRow("<Version>47", "<Version>48")]
    [DataRow("Heat: Outlet", "Heat: Inlet")]
    [DataRow("<AccessNumber>161", "<AccessNumber>162")]
    [DataRow("<Status>70", "<Status>71")]
    [DataRow("<Signature>0000", "<Signature>0001")]
    public void Header_OfWhichAFieldIsChanged_Differs(string from, string to)
    {
        Assert.IsFalse(Changed("ELS_Elster-F96-Plus", from, to).IsExplained);
    }

    [TestMethod]
    [DataRow("Energy", "Power")]
    [DataRow("<Value>", "<Value>1")]
    [DataRow("<StorageNumber>", "<StorageNumber>1")]
    public void Frames_OfWhichAnExpectedValueIsChanged_DifferWithoutAClause(string from, string to)
    {
        Assert.IsGreaterThan(0, Changed("ELS_Elster-F96-Plus", from, to).Unexplained);
    }

    private static Comparison Changed(string name, string from, string to)
    {
        var frames = SharedData.Find("mbus/frames.tsv");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = name + ".norm.xml";
            var line = File.ReadLines(frames).Single(text => text.EndsWith("\t" + file, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder.FullName, "f.tsv"), line + "\n");
            var expected = folder.CreateSubdirectory("expected");
            var xml = File.ReadAllText(Path.Combine(Path.GetDirectoryName(frames), "expected", file));
            Assert.Contains(from, xml);
            File.WriteAllText(Path.Combine(expected.FullName, file), xml.Replace(from, to));
            return LibmbusComparison.Run(Path.Combine(folder.FullName, "f.tsv"));
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
