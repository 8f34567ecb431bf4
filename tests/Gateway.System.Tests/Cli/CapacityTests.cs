using System.Linq;
using System.Xml.Linq;
using Gateway.Simulator.Cli.Capacity;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.Cli;

[TestClass]
public class CapacityTests
{
    private static readonly CapacityCell[] _cells =
        [
            new(16, 5_000, 60, 1.13, 0.105, 0.22, 0.21, 0.2, 1, false),
            new(300, 5_000, 3_600, 0.06, 0.887, 0.905, 0.906, 0.899, 0.9999, true),
        ];

    /// <summary>One cell, run twice: the same; above ALOHA, and as good as a receiver without dead time, which follows
    /// what it has begun to its end: a frame whose damage shows early is given up before.</summary>
    [TestMethod]
    public void Run_OneCell_LiesBetweenAlohaAndAReceiverWithoutDeadTime()
    {
        var town = Scenario.Load(global::System.IO.Path.Combine(
            global::System.AppContext.BaseDirectory, "scenarios", "town-30k.json"));
        var cell = new CapacityGrid(town, 3, 6_000).Run(96, 10_000);
        Assert.AreEqual(cell, new CapacityGrid(town, 3, 6_000).Run(96, 10_000));
        Assert.AreEqual(0.375, cell.Load, 0.01, "10,000 × 3.6 ms / 96 s");
        Assert.IsTrue(cell.Aloha < cell.Received && cell.Received < cell.Perfect + 0.01, $"seed 3: {cell}");

        // Four standard deviations of 6,000 frames, and what the arithmetic leaves out.
        Assert.AreEqual(cell.Arithmetic, cell.Perfect, 0.026 + 0.02, $"seed 3: {cell}");
        Assert.IsFalse(cell.IsReadMeasured);
    }

    [TestMethod]
    public void Replace_DocumentWithATable_ChangesNothingElse()
    {
        var one = CapacityTable.Write(_cells, 1, 1_000);
        var two = CapacityTable.Write(_cells.Take(1), 2, 2_000);
        var document = CapacityTable.Replace("# Head\n", one) + "tail\n";
        Assert.AreEqual("# Head\n" + two + "tail\n", CapacityTable.Replace(document, two));
        StringAssert.Contains(one, "| 16 s | 5,000 | 1.13 | 10.5 % | 22.0 % | 21.0 % | 20.0 % | 1.0 min | ≈ 100.00 % |");
        StringAssert.Contains(one, "| 60.0 min | 99.99 % |");
    }

    [TestMethod]
    public void Draw_Cells_IsWellFormedAndHasACurveForEachInterval()
    {
        var svg = XDocument.Parse(CapacityPlot.Draw(_cells));
        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        CollectionAssert.Contains(texts, "every 16 s");
        CollectionAssert.Contains(texts, "every 300 s");

        // A dot for each cell in both panels, and two at each legend.
        Assert.AreEqual(4 + 4, svg.Descendants().Count(e => e.Name.LocalName == "circle"));
    }

    /// <summary>What the document says of the town that it is about is what this build measures, and its figures agree with
    /// those of the day's run: <c>./gateway capacity --out simulator</c> and <c>./gateway bench town</c> write them anew.</summary>
    [TestMethod]
    public void Document_TownOfThirtyThousand_IsWhatThisBuildMeasures()
    {
        const int frames = 100_000;
        var document = global::System.IO.File.ReadAllText(
            global::System.IO.Path.Combine(World.Runs.Root(), "simulator", "CAPACITY.md"));
        var row = document.Split('\n').Single(line => line.StartsWith("| 300 s | 30,000 |", global::System.StringComparison.Ordinal));
        var gateway = Percent(row.Split('|')[7]);
        var day = Percent(document.Split("perfect receiver, **")[1].Split("**")[0]);
        var cell = new CapacityGrid(World.Runs.Load("town-30k"), 1, frames).Run(300, 30_000);
        Assert.AreEqual(100 * cell.Received, gateway, 0.3, "the table");

        // A sixth of an hour against 24: 0.16 points are a standard deviation.
        Assert.AreEqual(gateway, day, 0.5, "the day");
        StringAssert.Contains(document, $"--seed 1 --frames {frames}");
    }

    private static double Percent(string text) => double.Parse(
        text.Trim().TrimEnd('%').Trim(), global::System.Globalization.CultureInfo.InvariantCulture);
}
