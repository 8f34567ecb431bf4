// Wired meters through the whole system: scenario, lines, board, firmware, log, broker, ledgers.
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredScenarioTests
{
    [TestMethod]
    [DataRow("mbus-250-2400", 250)]
    [DataRow("mbus-250-9600", 250)]
    [DataRow("dlt645-32", 32)]
    public void Run_LineOfHealthyMeters_ReadsAllAndUsesTheLine(string name, int meters)
    {
        var report = Runs.Run(Runs.Load(name), 1);

        Runs.AssertGood(report, name);
        Assert.AreEqual(0, report.Wired.ReadsDue % meters);
        Assert.IsGreaterThanOrEqualTo(2 * meters, report.Wired.ReadsDue);
        Assert.AreEqual(report.Wired.ReadsDue, report.Wired.ReadsOk);
        Assert.IsGreaterThanOrEqualTo(0.95, report.Wired.BusUtilisation, name);
    }

    [TestMethod]
    [DataRow("dlt645-32", 20, "dlt645", "rs485", "202600000001", "active energy forward")]
    [DataRow("mbus-250-9600", 70, "mbus", "mbus1", "p1", "energy")]
    public void Records_OfAReading_HaveNamesFrameAndValues(
        string name, int seconds, string proto, string port, string meter, string quantity)
    {
        var record = RecordsOf(name, seconds)[0];

        Assert.AreEqual(proto, record.GetProperty("proto").GetString());
        Assert.AreEqual("regular", record.GetProperty("cls").GetString());
        Assert.AreEqual(port, record.GetProperty("port").GetString());
        Assert.AreEqual("sweep", record.GetProperty("job").GetString());
        Assert.AreEqual(meter, record.GetProperty("meter").GetString());
        Assert.AreEqual("ok", record.GetProperty("q").GetString());
        StringAssert.StartsWith(record.GetProperty("frame").GetString(), "68");
        var value = record.GetProperty("values")[0];
        Assert.AreEqual(quantity, value.GetProperty("q").GetString());
        Assert.IsGreaterThan(0, value.GetProperty("v").GetDouble());
    }

    private static List<JsonElement> RecordsOf(string name, double seconds)
    {
        List<JsonElement> records = [];
        using var test = new TestWorld(Runs.Load(name));
        test.World.Deliveries.RecordArrived += (json, _) => records.Add(JsonDocument.Parse(json).RootElement);
        test.Start();
        test.RunFor(seconds);
        Runs.AssertGood(test.Finish());
        return records;
    }
}
