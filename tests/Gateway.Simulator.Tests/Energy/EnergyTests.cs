using System;
using Gateway.Simulator.Energy;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.Energy;

[TestClass]
public class EnergyTests
{
    private const string Small = "consumer,state,value,unit,source\na,on,10,mA,a book\na,off,0.5,mA,a book\nb,on,2,mA,another\n";
    private const long HourNs = 3_600_000_000_000;

    [TestMethod]
    public void Ledger_AddsCurrentOverTime_ByConsumer()
    {
        var ledger = new EnergyLedger(CurrentTable.Parse(Small));
        ledger.Set("a", "on", 0);
        ledger.Set("b", "on", HourNs);
        ledger.Set("a", "off", 2 * HourNs);
        ledger.Set("a", "off", 3 * HourNs);
        ledger.Add("a", "on", HourNs / 2);
        var charges = ledger.ChargesMah(4 * HourNs);
        Assert.AreEqual(20 + 1 + 5, charges["a"], 1e-9);
        Assert.AreEqual(6, charges["b"], 1e-9);
        Assert.AreEqual(2.5 * HourNs, ledger.TimeNs("a", "on", 4 * HourNs), 1);
        Assert.AreEqual(2 * HourNs, ledger.TimeNs("a", "off", 4 * HourNs));
    }

    // 8 Ah usable, 1 Ah a year: 8 years without self-discharge, ln(1.08) / 0.01 = 7.70 with 1 % a year.
    [TestMethod]
    [DataRow(0, 0, 8.0)]
    [DataRow(1, 0, 7.6961)]
    [DataRow(1, 1000, 6.7659)]
    public void LifeYears_IsWhatIsLeftOverWhatIsTaken(double share, double onceMah, double years)
    {
        var table = CurrentTable.Parse(
            "consumer,state,value,unit,source\nbattery,capacity,10,Ah,a\nbattery,usable,80,%,a\n" +
            FormattableString.Invariant($"battery,self_discharge,{share},% a year,a\n"));
        Assert.AreEqual(years, table.LifeYears(onceMah, 1000 / 365.25), 1e-4);
    }

    [TestMethod]
    public void Ledger_StateThatTheDocumentLacks_SaysSo()
    {
        var ledger = new EnergyLedger(CurrentTable.Parse(Small));
        var error = Assert.ThrowsExactly<SimulationException>(() => ledger.Set("a", "dim", 0));
        Assert.AreEqual("hardware-docs/currents.csv has no line for a, dim", error.Message);
    }

    [TestMethod]
    [DataRow("consumer,state\n", "currents.csv:1: the header must be 'consumer,state,value,unit,source'")]
    [DataRow("consumer,state,value,unit,source\na,on,x,mA,s\n", "currents.csv:2: 'x' is no number of 0 or more")]
    [DataRow("consumer,state,value,unit,source\na,on,-1,mA,s\n", "currents.csv:2: '-1' is no number of 0 or more")]
    [DataRow("consumer,state,value,unit,source\na,on,1,mA,\n", "currents.csv:2: needs five cells, the last one the source")]
    [DataRow("consumer,state,value,unit,source\na,on,1,mA,s\na,on,2,mA,s\n", "currents.csv:3: a on is there twice")]
    public void Table_Mistakes_AreNamedWithFileAndLine(string text, string expected)
    {
        var error = Assert.ThrowsExactly<FormatException>(() => CurrentTable.Parse(text));
        Assert.AreEqual(expected, error.Message);
    }

    [TestMethod]
    [DataRow("cc1101", "sleep")]
    [DataRow("cc1101", "idle")]
    [DataRow("cc1101", "receive")]
    [DataRow("sx1276", "sleep")]
    [DataRow("sx1276", "idle")]
    [DataRow("sx1276", "receive")]
    [DataRow("esp32", "active")]
    [DataRow("esp32", "waiting")]
    [DataRow("esp32", "light_sleep")]
    [DataRow("wifi", "off")]
    [DataRow("wifi", "on")]
    [DataRow("wifi", "transmit")]
    [DataRow("flash", "write")]
    [DataRow("board", "always")]
    [DataRow("battery", "capacity")]
    [DataRow("battery", "usable")]
    [DataRow("battery", "self_discharge")]
    public void Document_EveryStateOfTheSimulation_HasALine(string consumer, string state)
    {
        Assert.IsGreaterThanOrEqualTo(0, CurrentTable.OfDocument().ValueOf(consumer, state));
    }
}
