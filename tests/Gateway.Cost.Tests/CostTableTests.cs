// The checked-in table against what the firmware of this build costs. GATEWAY_UPDATE=1 writes the table anew.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Gateway.Simulator.World;

namespace Gateway.Cost.Tests;

[TestClass]
public sealed class CostTableTests
{
    private const string FileName = "cost-table.tsv";
    private const double MostGrowth = 1.02;
    private const double AirByteBar = 45;
    private const double TelegramRatioBar = 1.1;
    private const double IdlePassBar = 600;

    // One that asks every stage.
    private const double WholePassBar = 1_400;

    // Limits.MaxSliceUs, 2 ms, at the 0.4 µs of CpuModel.NsPerOp.
    private const double SliceBar = 5000;
    private static readonly Lazy<IReadOnlyList<KeyValuePair<string, double>>> Measured = new(Measurement.Run);

    private static double Ops(string name) => Measured.Value.First(figure => figure.Key == name).Value;

    [TestMethod]
    public void Firmware_EveryFigure_CostsWhatTheTableSays()
    {
        if (Environment.GetEnvironmentVariable("GATEWAY_UPDATE") == "1")
        {
            File.WriteAllText(SourceFile(), Text());
            Assert.Inconclusive("the table was written anew: read the difference, then commit it");
        }

        var table = CostTable.Read(new StringReader(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName))));
        List<string> wrong = [];
        foreach (var (name, ops) in Measured.Value)
        {
            if (!table.Names.Contains(name))
            {
                wrong.Add($"{name}: {Number(ops)}, not in the table");
            }
            else if (ops > table[name] * MostGrowth)
            {
                wrong.Add($"{name}: {Number(ops)}, {Number(table[name])} in the table: grown by more than 2 %");
            }
            else if (ops * MostGrowth < table[name])
            {
                wrong.Add($"{name}: {Number(ops)}, {Number(table[name])} in the table: the table is out of date");
            }
        }

        wrong.AddRange(table.Names.Except(Measured.Value.Select(figure => figure.Key)).Select(name => name + ": gone"));
        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong) + "\nGATEWAY_UPDATE=1 writes the table anew");
    }

    [TestMethod]
    public void Measurement_Repeated_GivesTheSameFigures()
    {
        CollectionAssert.AreEqual(Measured.Value.ToArray(), Measurement.Run().ToArray());
    }

    [TestMethod]
    [DataRow("T1")]
    [DataRow("C1-A")]
    [DataRow("C1-B")]
    [DataRow("T1 SX1276")]
    [DataRow("C1-A SX1276")]
    [DataRow("C1-B SX1276")]
    public void AirByte_DrainedDecodedChecked_StaysBelowItsBar(string mode)
    {
        var ops = Ops($"air {mode}, byte");
        Assert.IsLessThanOrEqualTo(AirByteBar, ops);
        Assert.IsGreaterThan(10, ops, "counts nothing");
    }

    [TestMethod]
    [DataRow("log step, longest")]
    [DataRow("uplink step, longest")]
    [DataRow("modem step, longest")]
    [DataRow("serial step, longest")]
    [DataRow("apl, compact frame, longest step of dear ones")]
    [DataRow("apl, format of 64 bytes learned, end")]
    [DataRow("apl, format frame of 64 bytes")]
    [DataRow("new meter, 100 known, longest slice of 10000")]
    [DataRow("new meter, 10000 known, longest slice of 10000")]
    [DataRow("new meter, 64000 known, longest slice of 10000")]
    public void Slice_LongestOfAStage_StaysBelowTwoMilliseconds(string name)
    {
        Assert.IsLessThanOrEqualTo(SliceBar, Ops(name));
        Assert.IsGreaterThan(1000, Ops(name), "counts nothing");
    }

    [TestMethod]
    public void IdlePass_NothingDue_StaysBelowItsBar()
    {
        Assert.IsLessThanOrEqualTo(IdlePassBar, Ops("idle pass"));
        Assert.IsGreaterThan(100, Ops("idle pass"), "counts nothing");
        var asking = Ops("idle pass, asking the telegram's stages") + Ops("idle pass, asking the others");
        Assert.IsLessThanOrEqualTo(WholePassBar, Ops("idle pass") + asking);
        Assert.IsGreaterThan(100, asking, "counts nothing");
    }

    [TestMethod]
    public void Telegram_MoreMeters_CostsTheSame()
    {
        var few = Ops("telegram, 100 meters");
        Assert.IsLessThanOrEqualTo(few * TelegramRatioBar, Ops("telegram, 10000 meters"));
        Assert.IsLessThanOrEqualTo(few * TelegramRatioBar, Ops("telegram, 64000 meters"));
    }

    [TestMethod]
    public void Dlt645_LongestStep_StaysBelowTwoMilliseconds()
    {
        Assert.IsLessThanOrEqualTo(SliceBar, Ops("dlt645, longest step, 180 bytes of data"));
    }

    private static string Text() =>
        "# IL-op equivalents on the board's interpreter, measured by tests/Gateway.Cost: GATEWAY_UPDATE=1 writes them.\n" +
        string.Concat(Measured.Value.Select(figure => $"{figure.Key}\t{Number(figure.Value)}\n"));

    private static string Number(double ops) => ops.ToString("0.##", CultureInfo.InvariantCulture);

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source), FileName);
}
