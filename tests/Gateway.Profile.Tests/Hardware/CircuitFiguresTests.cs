// The arithmetic of the circuits, done anew from the values in hardware-docs/bom.csv and held against the pages.
using System;
using System.Globalization;
using System.IO;
using System.Text;
using Gateway.Simulator.Storage;
using Gateway.Store;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed class CircuitFiguresTests
{
    private const double UnitLoadAmperes = 1.5e-3;      // M-Bus documentation of the user group, section 4
    private const double MostSpaceAmperes = 20e-3;      // the same: 11 .. 20 mA more for a space
    private const double BusVolts = 48;                 // PS101 and PS102 in series
    private const double ConverterEfficiency = 0.86;    // TEL 8WI data sheet
    private const double LogicVolts = 5;                // U102
    private const double CableOhmsPerKm = 73;           // J-Y(St)Y 0.8 mm, loop
    private const double CableFaradsPerKm = 120e-9;
    private const double LineVolts = 3.3;               // U202
    private const double DiodeVolts = 0.5;
    private const double LeastInputVolts = 6.5;         // of U1 for 5 V
    private const double StepDownEfficiency = 0.85;
    private const double LongestEraseSeconds = 0.4;     // W25Q32JV, as StorageTiming has it
    private static readonly double[] Loads = [0.5, 3];

    [TestMethod]
    public void MBus_Levels_AreRecomputed()
    {
        (double mark, double space) = Levels();
        StringBuilder text = new("```\n");
        text.Append(Invariant($"space          2.5 V x (1 + R103 / R104)           = {space:0.00} V\n"));
        text.Append(Invariant($"mark           2.5 V x (1 + R103 / (R104 // R105)) = {mark:0.00} V\n"));
        text.Append(Invariant($"step           mark - space                        = {mark - space:0.00} V\n"));
        text.Append(Invariant($"current limit  5000 x 4.75 V / (31.6 kOhm + R102)  = {LimitAmperes() * 1000:0} mA\n```\n"));
        GeneratedText.IsBlock("mbus.md", "levels", text.ToString());
        Assert.Contains(
            Invariant($"{mark:0.0} V mark, {space:0.0} V space"),
            File.ReadAllText(GeneratedText.PathOf("bring-up-board.md")));
    }

    [TestMethod]
    public void MBus_Slaves_AreRecomputed()
    {
        (double mark, double space) = Levels();
        double[] series = Bom.ValuesOf("R107", "R108");
        StringBuilder text = new("| unit loads | quiescent | one answers | terminals, mark | behind 1 km | U104 | taken from 24 V | |\n");
        text.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (int loads in new[] { 1, 5, 20, 40, 60, 120, 250 })
        {
            double quiet = loads * UnitLoadAmperes;
            double most = quiet + MostSpaceAmperes;
            double terminals = mark - ((series[0] + series[1]) * most);
            double watts = ((BusVolts - ((mark + space) / 2)) * quiet) + (BusVolts * 0.01);
            double input = (((most + 0.01) * BusVolts) + (0.01 * BusVolts / 2)) / ConverterEfficiency;
            string verdict = loads <= 60 ? "yes" : "no: a bought converter";
            text.Append(Invariant($"| {loads} | {quiet * 1000:0.0} mA | {most * 1000:0.0} mA | {terminals:0.0} V |"));
            text.Append(Invariant($" {terminals - (CableOhmsPerKm * most):0.0} V | {watts:0.0} W | {input / 24 * 1000:0} mA | {verdict} |\n"));
        }

        GeneratedText.IsBlock("mbus.md", "slaves", text.ToString());
    }

    [TestMethod]
    public void MBus_Thresholds_AreRecomputed()
    {
        double[] chain = Bom.ValuesOf("R112", "R113", "R114");
        double sense = Bom.ValueOf("R108");
        double hysteresis = LogicVolts * chain[0] / Bom.ValueOf("R116") / sense;
        StringBuilder text = new("| unit loads | quiescent voltage at R108 | space above | mark below | collision above |\n|---|---|---|---|---|\n");
        foreach (int loads in new[] { 0, 20, 60 })
        {
            double quiet = loads * UnitLoadAmperes * sense;
            double current = (LogicVolts - quiet) / (chain[0] + chain[1] + chain[2]);
            double data = current * chain[0] / sense;
            double collision = current * (chain[0] + chain[1]) / sense;
            Assert.IsTrue(data + hysteresis < 0.011 - 0.001, "the least answer is 11 mA");
            Assert.IsGreaterThan(MostSpaceAmperes, collision, "one slave must not look like two");
            text.Append(Invariant($"| {loads} | {quiet * 1000:0} mV | {(data + hysteresis) * 1000:0.0} mA |"));
            text.Append(Invariant($" {data * 1000:0.0} mA | {collision * 1000:0.0} mA |\n"));
        }

        GeneratedText.IsBlock("mbus.md", "thresholds", text.ToString());
    }

    [TestMethod]
    public void MBus_Times_AreRecomputed()
    {
        (double mark, double space) = Levels();
        double hold = Bom.ValueOf("C110");
        double fast = Bom.ValueOf("R110") * hold;
        double slow = Bom.ValueOf("R111") * hold;
        double charge = CableFaradsPerKm * (mark - space) / (LimitAmperes() - (60 * UnitLoadAmperes));
        StringBuilder text = new("```\n");
        text.Append(Invariant($"input filter     R109 x C109                     = {Bom.ValueOf("R109") * Bom.ValueOf("C109") * 1e6:0.0} us\n"));
        text.Append(Invariant($"tracking         R110 x C110                     = {fast * 1e3:0} ms\n"));
        text.Append(Invariant($"way out          R111 x C110                     = {slow:0.0} s\n"));
        text.Append(Invariant($"drift in ten bits of space at 300 baud           = {(1 - Math.Exp(-10.0 / 300 / slow)) * 100:0.0} %\n"));
        text.Append(Invariant($"1 km of cable to mark, 60 unit loads             = {charge * 1e6:0} us"));
        text.Append(Invariant($" = {charge * 2400 * 100:0} % of a bit at 2400, {charge * 9600 * 100:0} % at 9600 baud\n```\n"));
        GeneratedText.IsBlock("mbus.md", "times", text.ToString());
    }

    [TestMethod]
    public void Rs485_Bias_IsRecomputed()
    {
        double[] bias = Bom.ValuesOf("R202", "R203");
        double meters = 12000.0 / 32;
        StringBuilder text = new("| terminations of 120 Ω | line and 32 unit loads | A − B at rest | rise of 1200 m behind the driver |\n|---|---|---|---|\n");
        foreach (int ends in new[] { 0, 1, 2 })
        {
            double line = 1 / ((1 / meters) + (ends / Bom.ValueOf("R207")));
            double volts = LineVolts * line / (line + bias[0] + bias[1]);
            double all = 1 / ((1 / line) + (1 / (bias[0] + bias[1])));
            Assert.IsGreaterThan(0.2, volts, "a receiver needs 200 mV to be sure");
            text.Append(Invariant($"| {ends} | {line:0} Ω | {volts * 1000:0} mV | {all * 1200 * 50e-12 * 1e6:0.0} µs |\n"));
        }

        GeneratedText.IsBlock("rs485.md", "bias", text.ToString());
    }

    [TestMethod]
    public void Rs485_Direction_IsRecomputed()
    {
        const double driven = 8e-6; // THVD1406, longest time that the driver stays on behind a rising edge
        StringBuilder text = new("| baud | a bit | driven part of the last 1 | stop bit to driver off | least pause before the answer (20 ms) |\n|---|---|---|---|---|\n");
        foreach (int baud in new[] { 1200, 2400, 9600, 19200 })
        {
            double bit = 1.0 / baud;
            text.Append(Invariant($"| {baud} | {bit * 1e6:0} µs | {driven / bit * 100:0.0} % | at most {driven * 1e6:0} µs | {0.02 / bit:0} bits |\n"));
        }

        GeneratedText.IsBlock("rs485.md", "direction", text.ToString());
    }

    [TestMethod]
    public void Supply_Voltages_AreRecomputed()
    {
        double output = 0.75 * (1 + (Bom.ValueOf("R5") / Bom.ValueOf("R6")));
        double ripple = output * (1 - (output / 30)) / (10e-6 * 500e3);
        StringBuilder text = new("```\n");
        text.Append(Invariant($"5 V            0.75 V x (1 + R5 / R6)              = {output:0.00} V\n"));
        text.Append(Invariant($"ripple of L3   V x (1 - V / 30 V) / (10 uH x 500 kHz) = {ripple:0.00} A peak to peak at 30 V\n"));
        text.Append(Invariant($"warning below  0.4 V x (1 + R7 / R8)               = {WarningVolts():0.0} V\n```\n"));
        GeneratedText.IsBlock("supply.md", "voltages", text.ToString());
    }

    [TestMethod]
    public void Supply_HoldUp_IsRecomputed()
    {
        double series = Bom.ValueOf("C12") * Bom.ValueOf("C13") / (Bom.ValueOf("C12") + Bom.ValueOf("C13"));
        StringBuilder text = new("| store | energy | at 0.5 W (radio and flash) | at 3 W (modem sending) |\n|---|---|---|---|\n");
        text.Append(Row("C5, input 24 V", CapacitorJoules(Bom.ValueOf("C5"), 24 - (2 * DiodeVolts), LeastInputVolts) * StepDownEfficiency));
        text.Append(Row("C5, input 12 V", CapacitorJoules(Bom.ValueOf("C5"), 12 - (2 * DiodeVolts), LeastInputVolts) * StepDownEfficiency));
        text.Append(Row("C5, from the warning on", CapacitorJoules(Bom.ValueOf("C5"), WarningVolts() - (2 * DiodeVolts), LeastInputVolts) * StepDownEfficiency));
        text.Append(Row("C12 and C13, 4.9 to 4.0 V", CapacitorJoules(series, 4.9, 4.0)));
        GeneratedText.IsBlock("supply.md", "hold-up", text.ToString());
    }

    [TestMethod]
    public void Supply_LogFlush_IsRecomputed()
    {
        StorageTiming flash = StorageTiming.InternalFlash;
        double usual = FlushSeconds(flash, flash.EraseNs / 1e9);
        double longest = FlushSeconds(flash, LongestEraseSeconds);
        StringBuilder text = new("| two commits, all four classes | time | at 0.5 W | at 3 W |\n|---|---|---|---|\n");
        foreach ((string name, double seconds) in new[] { ("typical erase, 45 ms a block", usual), ("longest erase, 400 ms a block", longest) })
        {
            text.Append(Invariant($"| {name} | {seconds:0.0} s | {seconds * Loads[0]:0.0} J | {seconds * Loads[1]:0.0} J |\n"));
        }

        GeneratedText.IsBlock("supply.md", "flush", text.ToString());
    }

    private static (double Mark, double Space) Levels()
    {
        double[] gain = Bom.ValuesOf("R103", "R104", "R105");
        double reference = Bom.ValueOf("U103");
        double both = gain[1] * gain[2] / (gain[1] + gain[2]);
        return (reference * (1 + (gain[0] / both)), reference * (1 + (gain[0] / gain[1])));
    }

    private static double WarningVolts() => 0.4 * (1 + (Bom.ValueOf("R7") / Bom.ValueOf("R8")));

    private static double LimitAmperes() => 5000 * 4.75 / (31600 + Bom.ValueOf("R102"));

    private static double CapacitorJoules(double farads, double from, double to) =>
        0.5 * farads * ((from * from) - (to * to));

    private static string Row(string name, double joules) =>
        Invariant($"| {name} | {joules:0.00} J | {joules / Loads[0]:0.0} s | {joules / Loads[1]:0.0} s |\n");

    // The commit under way and one with the rest: for each class a file opened, closed, two blocks erased; one state
    // file; two files deleted.
    private static double FlushSeconds(StorageTiming flash, double eraseSeconds)
    {
        const int classes = 4;
        double file = (flash.OpenNs + flash.CloseNs) / 1e9;
        double write = flash.WriteNsPerByte * (double)StoreProfile.InternalFlash2M().BufferBytes / 1e9;
        double commit = (classes * (file + (2 * eraseSeconds))) + write + file + eraseSeconds + (2 * flash.DeleteNs / 1e9);
        return 2 * commit;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
