using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link.Dlt645;

namespace Gateway.Link.Tests.Dlt645;

/// <summary>Event records of 2007, table A.4, put together field by field as the table lists them.</summary>
[TestClass]
public sealed class EventRecordTests
{
    private const string Start = "103020221126";
    private const string End = "154021221126";
    private const string StartText = "event start S1 2026-11-22 20:30:10";
    private const string EndText = "event end S1 2026-11-22 21:40:15";

    // Forward 1.00, reverse 2.00 kWh, combined reactive 1 3.00 and 2 -4.00 kvarh.
    private const string Energies = "00010000" + "00020000" + "00030000" + "00040080";

    // 229.7 V, 4.999 A, -1.2345 kW, 0.5000 kvar, factor 0.998.
    private const string Moment = "9722" + "994900" + "452381" + "005000" + "9809";

    [TestMethod]
    [DataRow(0x03010101u)]
    [DataRow(0x0302020Au)]
    [DataRow(0x03040301u)]
    public void Voltage_131Bytes_AreEnergiesMomentsAndAmpereHoursOfEachPhase(uint identifier)
    {
        var one = Energies + Moment;
        var data = Start + End + Energies + one + one + one + "50000000" + "10000000" + "20000000" + "30000000";
        var number = "S" + (identifier & 255);
        var expected = new List<string> { StartText, EndText };
        expected.AddRange(EnergyTexts(""));
        for (var phase = 1; phase <= 3; phase++)
        {
            expected.AddRange(EnergyTexts($" L{phase}"));
            expected.AddRange(MomentTexts(phase));
        }

        expected.AddRange(
            ["ampere-hours S1 0.50 Ah", "ampere-hours L1 S1 0.10 Ah", "ampere-hours L2 S1 0.20 Ah",
                "ampere-hours L3 S1 0.30 Ah"]);
        Check(identifier, data, 131, expected.Select(text => text.Replace("S1", number, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Current_115Bytes_AreTheSameWithoutAmpereHours()
    {
        var one = Energies + Moment;
        var expected = new List<string> { StartText, EndText };
        expected.AddRange(EnergyTexts(""));
        for (var phase = 1; phase <= 3; phase++)
        {
            expected.AddRange(EnergyTexts($" L{phase}"));
            expected.AddRange(MomentTexts(phase));
        }

        Check(0x030B0101, Start + End + Energies + one + one + one, 115, expected);
    }

    [TestMethod]
    [DataRow(0x03070001u, "", 76)]
    [DataRow(0x030E0201u, "", 76)]
    [DataRow(0x03090001u, "5012", 78)]
    public void Sequence_TimesAndEnergies_AreRead(uint identifier, string unbalance, int bytes)
    {
        var expected = new List<string> { StartText, EndText };
        expected.AddRange(unbalance.Length > 0 ? ["unbalance S1 12.50 %"] : []);
        expected.AddRange(EnergyTexts(""));
        expected.AddRange(Enumerable.Range(1, 3).SelectMany(phase => EnergyTexts($" L{phase}")));
        Check(identifier, Start + End + unbalance + Energies + Energies + Energies + Energies, bytes, expected);
    }

    [TestMethod]
    [DataRow(0x03060001u)]
    [DataRow(0x03110001u)]
    public void Supply_StartAndEnd_AreRead(uint identifier) =>
        Check(identifier, Start + End, 12, [StartText, EndText]);

    [TestMethod]
    public void AllPhasesLost_CurrentBetweenStartAndEnd_IsRead() =>
        Check(0x03050001, Start + "994900" + End, 15, [StartText, "current S1 4.999 A", EndText]);

    [TestMethod]
    [DataRow(0x03100000u, "009800" + "000200", 27, "")]
    [DataRow(0x03100202u, "009800" + "000200", 27, " L2")]
    [DataRow(0x03100202u, "0098" + "0002", 25, " L2")]
    public void VoltageStatistics_SharesOfTwoOrThreeBytes_AreRead(uint identifier, string shares, int bytes, string phase)
    {
        var at = $"{phase} S{identifier & 255}";
        Check(identifier, "400400" + shares + "020000" + "010000" + "5024" + "30122111" + "0921" + "45032011", bytes,
            [
                $"voltage monitoring time{at} 440 min", $"voltage within limits{at} 98.00 %",
                $"voltage beyond limits{at} 2.00 %", $"time above upper limit{at} 2 min",
                $"time below lower limit{at} 1 min", $"highest voltage{at} 245.0 V",
                $"highest voltage{at} 11-21 12:30", $"lowest voltage{at} 210.9 V", $"lowest voltage{at} 11-20 03:45",
            ]);
    }

    [TestMethod]
    [DataRow(0x03120101u, "active demand S1 1.2345 kW 2026-11-22 20:45")]
    [DataRow(0x03120601u, "reactive demand S1 1.2345 kvar 2026-11-22 20:45")]
    public void DemandBeyondLimit_DemandAndItsTime_AreRead(uint identifier, string demand) =>
        Check(identifier, Start + End + "452301" + "4520221126", 20, [StartText, EndText, demand]);

    [TestMethod]
    public void Programming_OperatorAndTenIdentifiers_AreRead() => Check(
        0x03300001, Start + "04030201" + string.Concat(Enumerable.Repeat("01040004", 10)), 50,
        ["event time S1 2026-11-22 20:30:10", "operator code S1 16909060",
            .. Enumerable.Repeat("data identifier S1 67109889", 10)]);

    [TestMethod]
    public void ClockSet_TimesBeforeAndAfter_AreRead() => Check(
        0x03300402, "04030201" + Start + End, 16,
        ["operator code S2 16909060", "time before S2 2026-11-22 20:30:10", "time after S2 2026-11-22 21:40:15"]);

    [TestMethod]
    public void MeterReset_24Energies_AreRead()
    {
        var values = Check(0x03300101, Start + "00000000" + string.Concat(Enumerable.Repeat("00010000", 24)), 106);
        Assert.AreEqual("active energy forward S1 1.00 kWh", values[2]);
        Assert.AreEqual("reactive energy quadrant 4 L3 S1 1.00 kvarh", values[25]);
        Assert.HasCount(26, values);
    }

    [TestMethod]
    public void DemandReset_24Demands_AreRead()
    {
        var values = Check(
            0x03300201, Start + "00000000" + string.Concat(Enumerable.Repeat("452301" + "4520221126", 24)), 202);
        Assert.AreEqual("maximum demand, active energy forward S1 1.2345 kW 2026-11-22 20:45", values[2]);
        Assert.AreEqual(
            "maximum demand, reactive energy quadrant 4 L3 S1 1.2345 kvar 2026-11-22 20:45", values[25]);
        Assert.HasCount(26, values);
    }

    [TestMethod]
    public void CoverOpened_EnergiesBeforeAndAfter_AreRead()
    {
        var values = Check(0x03300D01, Start + End + string.Concat(Enumerable.Repeat("00010000", 12)), 60);
        Assert.AreEqual(StartText, values[0]);
        Assert.AreEqual("active energy forward S1 1.00 kWh", values[2]);
        Assert.AreEqual("active energy forward S1 1.00 kWh", values[8]);
        Assert.HasCount(14, values);
    }

    [TestMethod]
    [DataRow(0x1D000101u, Start, "trip time S1 2026-11-22 20:30:10")]
    [DataRow(0x1D000201u, "04030201", "operator code S1 16909060")]
    [DataRow(0x1E000301u, "00010000", "active energy forward S1 1.00 kWh")]
    [DataRow(0x1E000801u, "00010000", "reactive energy quadrant 4 S1 1.00 kvarh")]
    public void Breaker_FieldsOfTheirOwnIdentifier_AreRead(uint identifier, string data, string text) =>
        CollectionAssert.AreEqual(
            new[] { text }, ValueText.All(Dlt645Edition.Edition2007, identifier, Convert.FromHexString(data)));

    /// <summary>A record that is longer or shorter than the table says is left as it is.</summary>
    [TestMethod]
    [DataRow(0x03010101u, 130)]
    [DataRow(0x03010101u, 132)]
    [DataRow(0x03060001u, 11)]
    [DataRow(0x03300501u, 60)]
    public void Record_OfAnotherLength_IsRaw(uint identifier, int bytes)
    {
        var texts = ValueText.All(Dlt645Edition.Edition2007, identifier, new byte[bytes]);
        CollectionAssert.AreEqual(new[] { texts.Single() }, texts);
        StringAssert.StartsWith(texts[0], "event record");
    }

    [TestMethod]
    public void Field_InvalidDigit_IsFlaggedAndTheRestRead()
    {
        var texts = Check(0x03050001, Start + "99A900" + End, 15);
        Assert.AreEqual("current S1 InvalidDigit", texts[1]);
        Assert.AreEqual(EndText, texts[2]);
    }

    private static IEnumerable<string> EnergyTexts(string phase) =>
        [
            $"active energy forward{phase} S1 1.00 kWh", $"active energy reverse{phase} S1 2.00 kWh",
            $"reactive energy combined 1{phase} S1 3.00 kvarh", $"reactive energy combined 2{phase} S1 -4.00 kvarh",
        ];

    private static IEnumerable<string> MomentTexts(int phase) =>
        [
            $"voltage L{phase} S1 229.7 V", $"current L{phase} S1 4.999 A", $"active power L{phase} S1 -1.2345 kW",
            $"reactive power L{phase} S1 0.5000 kvar", $"power factor L{phase} S1 0.998",
        ];

    private static void Check(uint identifier, string data, int bytes, IEnumerable<string> expected) =>
        CollectionAssert.AreEqual(expected.ToList(), Check(identifier, data, bytes));

    private static List<string> Check(uint identifier, string data, int bytes)
    {
        Assert.AreEqual(bytes, data.Length / 2, "the table's length");
        return ValueText.All(Dlt645Edition.Edition2007, identifier, Convert.FromHexString(data));
    }
}
