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
        CollectionAssert.AreEqual(Expected.Keys.Order().ToList(),
            comparison.Differences.Select(difference => difference.Where).Order().ToList(), text.ToString());
        foreach (var difference in comparison.Differences)
        {
            StringAssert.StartsWith(difference.Clause, Expected[difference.Where]);
        }
    }

    [TestMethod]
    [DataRow("Energy", "Power")]
    [DataRow("<Value>", "<Value>1")]
    [DataRow("<StorageNumber>", "<StorageNumber>1")]
    public void Frames_OfWhichAnExpectedValueIsChanged_DifferWithoutAClause(string from, string to)
    {
        var frames = SharedData.Find("mbus/frames.tsv");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            const string Name = "ELS_Elster-F96-Plus.norm.xml";
            var line = File.ReadLines(frames).Single(text => text.EndsWith("\t" + Name, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder.FullName, "f.tsv"), line + "\n");
            var expected = folder.CreateSubdirectory("expected");
            var xml = File.ReadAllText(Path.Combine(Path.GetDirectoryName(frames), "expected", Name));
            Assert.Contains(from, xml);
            File.WriteAllText(Path.Combine(expected.FullName, Name), xml.Replace(from, to));

            Assert.IsGreaterThan(0, LibmbusComparison.Run(Path.Combine(folder.FullName, "f.tsv")).Unexplained);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
