// The tables of hardware-docs/radio.md, recomputed from the frequencies and filters that the drivers set.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Gateway.Core;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed class RadioPageTests
{
    private const double LightMetresPerSecond = 299792458;
    private const double HalfWaveDipoleDbi = 2.15;
    private const double ThermalDbmPerHertz = -174; // 290 K
    private const double NoiseFigureDb = 10;

    private static readonly double[] Distances = [1, 3, 10, 30, 100, 300, 1000];
    private static readonly double[] PowersDbm = [0, 10, 14];

    [TestMethod]
    public void QuarterWaves_OfTheCarriers_AreRecomputed()
    {
        StringBuilder text = new("| carrier | wavelength | quarter wave in air | insulated wire, about 5 % shorter |\n");
        text.Append("|---|---|---|---|\n");
        foreach (double hertz in Channels().Select(channel => channel.FrequencyHz).Distinct().Order())
        {
            double wave = LightMetresPerSecond / hertz * 1000;
            text.Append(CultureInfo.InvariantCulture, $"| {hertz / 1e6:0.00} MHz | {wave:0.0} mm | {wave / 4:0.0} mm |");
            text.Append(CultureInfo.InvariantCulture, $" {0.95 * wave / 4:0.0} mm |\n");
        }

        GeneratedText.IsBlock("radio.md", "quarter waves", text.ToString());
    }

    [TestMethod]
    public void FreeSpaceLevels_AtTheReceiver_AreRecomputed()
    {
        double hertz = Channels()[0].FrequencyHz;
        StringBuilder text = new("| sender, ERP |");
        text.Append(string.Concat(Distances.Select(metres => $" {metres} m |"))).Append('\n');
        text.Append("|---|").Append(string.Concat(Distances.Select(_ => "---|"))).Append('\n');
        foreach (double power in PowersDbm)
        {
            text.Append($"| {power} dBm |");
            text.Append(string.Concat(Distances.Select(metres =>
                $" {Level(power + HalfWaveDipoleDbi - FreeSpaceLossDb(hertz, metres))} |"))).Append('\n');
        }

        GeneratedText.IsBlock("radio.md", "free space", text.ToString());
    }

    [TestMethod]
    public void NoiseFloors_OfTheFilters_AreRecomputed()
    {
        StringBuilder text = new("| chip | profile | filter | noise at a noise figure of 10 dB |\n|---|---|---|---|\n");
        foreach (Type driver in DriverStart.Drivers())
        {
            foreach (DriverStart start in DriverStart.All(driver))
            {
                double hertz = start.Registers.Facts().BandwidthHz;
                double noise = ThermalDbmPerHertz + (10 * Math.Log10(hertz)) + NoiseFigureDb;
                text.Append($"| {start.Registers.Chip} | {RegisterPage.NameOf(start.Profile)} |");
                text.Append(CultureInfo.InvariantCulture, $" {hertz / 1000:0.0} kHz | {Level(noise)} |\n");
            }
        }

        GeneratedText.IsBlock("radio.md", "noise", text.ToString());
    }

    // CLK_XOSC / 192 on GDO0 after a reset: the frequency counter's way to the crystal.
    [TestMethod]
    public void CrystalReadings_OnGdo0_AreRecomputed()
    {
        StringBuilder text = new("| crystal error | 26 MHz / 192 on GDO0 | carrier error at 868.95 MHz |\n|---|---|---|\n");
        foreach (double ppm in new[] { -20.0, -10, 0, 10, 20 })
        {
            string sign = ppm > 0 ? "+" : "";
            text.Append(CultureInfo.InvariantCulture, $"| {sign}{ppm} ppm | {26e6 / 192 * (1 + (ppm * 1e-6)):0.0} Hz |");
            text.Append(CultureInfo.InvariantCulture, $" {sign}{868.95 * ppm / 1000:0.0} kHz |\n");
        }

        GeneratedText.IsBlock("bring-up.md", "crystal", text.ToString());
    }

    private static List<ChannelFacts> Channels()
    {
        List<ChannelFacts> channels = [.. DriverStart.All(DriverStart.Drivers()[0])
            .Select(start => start.Registers.Facts())];
        Assert.IsNotEmpty(channels);
        return channels;
    }

    private static double FreeSpaceLossDb(double hertz, double metres) =>
        20 * Math.Log10(4 * Math.PI * metres * hertz / LightMetresPerSecond);

    private static string Level(double dbm) =>
        Math.Round(dbm).ToString("0", CultureInfo.InvariantCulture).Replace('-', '−') + " dBm";
}
