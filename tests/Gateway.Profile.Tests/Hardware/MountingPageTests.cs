// hardware-docs/mounting.md: height of the antenna against range, by the simulator's own air.
using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Gateway.Simulator.Air;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed class MountingPageTests
{
    // As simulator/scenarios/town.json has its air.
    private const double Exponent = 3.2;
    private const double ShadowingDb = 6;
    private const double NoiseFigureDb = 10;
    private const double ReferenceHeightMetres = 10;
    private const double MeterHeightMetres = 1.5;
    private const double MeterDbm = 10;

    // One place in ten is worse than this many standard deviations of the shadowing.
    private const double NineInTen = 1.2816;

    // A telegram of 48 bytes: T1 with its block CRCs, three chips for two bits.
    private const int TelegramBits = 56 * 12;

    private static readonly double[] Heights = [1.5, 3, 5, 10, 20, 30];
    private static readonly double[] WallsDb = [0, 10, 20, 30];

    [TestMethod]
    public void Ranges_ByHeightAndWalls_AreRecomputed()
    {
        GeneratedText.IsBlock("mounting.md", "range", Table(325e3, 100e3));
        GeneratedText.IsBlock("mounting.md", "range liq", Table(58e3, 4.8e3));
    }

    [TestMethod]
    public void Sensitivity_OfTheModel_IsRecomputed()
    {
        string text = Invariant($"T1 {LeastDbm(325e3, 100e3):0.0} dBm, linkIQ-style mode {LeastDbm(58e3, 4.8e3):0.0} dBm\n");
        GeneratedText.IsBlock("mounting.md", "least level", text.Replace('-', '−').Replace("linkIQ−style", "linkIQ-style"));
    }

    [TestMethod]
    public void Range_HigherAntenna_IsLonger()
    {
        double[] ranges = [.. Heights.Select(height => Range(height, 20, LeastDbm(325e3, 100e3)))];
        CollectionAssert.AreEqual(ranges.Order().ToArray(), ranges);
    }

    private static string Table(double bandwidthHz, double rateHz)
    {
        StringBuilder text = new("| antenna above ground |");
        text.Append(string.Concat(WallsDb.Select(walls => $" {walls} dB |"))).Append('\n');
        text.Append("|---|").Append(string.Concat(WallsDb.Select(_ => "---|"))).Append('\n');
        foreach (double height in Heights)
        {
            text.Append(Invariant($"| {height} m |"));
            foreach (double walls in WallsDb)
            {
                double metres = Range(height, walls, LeastDbm(bandwidthHz, rateHz));
                text.Append(Invariant($" {Math.Round(metres / 10) * 10:0} m |"));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    // The level at which half of the telegrams arrive.
    private static double LeastDbm(double bandwidthHz, double rateHz)
    {
        double bitErrors = 1 - Math.Pow(0.5, 1.0 / TelegramBits);
        double low = -20;
        double high = 30;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Propagation.BitErrorRate(middle) > bitErrors ? (middle, high) : (low, middle);
        }

        return Propagation.NoiseFloorDbm(bandwidthHz, NoiseFigureDb) + low - (10 * Math.Log10(bandwidthHz / rateHz));
    }

    private static double Range(double heightMetres, double wallsDb, double leastDbm)
    {
        double budgetDb = MeterDbm - wallsDb - (NineInTen * ShadowingDb) - leastDbm;
        double near = 1;
        double far = 100e3;
        for (int i = 0; i < 60; i++)
        {
            double middle = (near + far) / 2;
            (near, far) = LossDb(middle, heightMetres) < budgetDb ? (middle, far) : (near, middle);
        }

        return near;
    }

    // As Medium.PathLossDb, without its shadowing.
    private static double LossDb(double metres, double heightMetres) => Math.Max(
        Propagation.PathLossDb(metres, Propagation.FreeSpaceExponent),
        Propagation.PathLossDb(metres, Exponent)
            - Propagation.HeightGainDb(heightMetres, ReferenceHeightMetres)
            - Propagation.HeightGainDb(MeterHeightMetres, MeterHeightMetres));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
