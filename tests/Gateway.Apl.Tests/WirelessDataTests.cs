// The values that wmbusmeters' drivers publish for recorded telegrams, against the records read here.
using System;
using System.IO;
using System.Linq;
using Gateway.Decoding.Compare;

namespace Gateway.Apl.Tests;

[TestClass]
public sealed class WirelessDataTests
{
    // Lines with fields that no record has, and how the clause begins: firmware/Link/Apl/README.md has the same list.
    private static readonly (int Line, int Fields, string Clause)[] Expected =
    [
        (88, 2, "table 15, VIFE 75"), (124, 1, "annex A, type G"), (136, 1, "annex A, types F and G"),
        (202, 1, "table 15, VIFE 50"), (203, 1, "table 15, VIFE 50"), (204, 1, "table 15, VIFE 50"),
        (205, 1, "table 15, VIFE 50"), (206, 1, "table 15, VIFE 50"), (207, 1, "table 15, VIFE 50"),
        (217, 1, "table 17, VIFE 18"), (218, 1, "table 17, VIFE 18"), (219, 1, "table 17, VIFE 18"),
        (221, 1, "annex A, types F and G"), (253, 1, null), // the record 0C13 says 5.648, the file 6.548
    ];

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Telegrams_EveryStandardValue_IsInARecordOrADocumentedDifference()
    {
        var comparison = DriverComparison.Run(SharedData.Find("wmbus/telegrams.tsv"));
        using var text = new StringWriter();
        comparison.Write(text);
        TestContext.WriteLine(text.ToString());

        var found = comparison.Differences.GroupBy(difference => difference.Line)
            .Select(group => (group.Key, group.Count(), group.First().Clause)).ToArray();
        CollectionAssert.AreEqual(Expected.Select(line => (line.Line, line.Fields)).ToArray(),
            found.Select(line => (line.Key, line.Item2)).ToArray(), text.ToString());
        for (var i = 0; i < Expected.Length; i++)
        {
            var clause = Expected[i].Clause;
            Assert.AreEqual(clause == null ? null : "EN 13757-3:2018 " + clause,
                found[i].Clause?[..("EN 13757-3:2018 " + clause).Length], "line " + found[i].Key);
        }

        Assert.AreEqual((1170, 542), (comparison.Equal, comparison.NotOfTheStandard), text.ToString());
        Assert.AreEqual(14, comparison.Reproduced, text.ToString());

        // Who the meter is: four with a turned A-field, one behind a radio converter.
        var heads = comparison.Beside;
        Assert.AreEqual((425, 6, 6, 19), (heads.Equal, heads.Differences.Count, heads.Reproduced, heads.NotOfTheStandard),
            text.ToString());
    }
}
