// Wired meters through the whole system: scenario, lines, board, firmware, log, broker, ledgers.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredScenarioTests
{
    private Report _last;

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
    public void Run_PriorityMetersBesideASweep_AreReadInTimeBetweenItsReads()
    {
        var often = RecordsOf("priority", 16 * 60).Where(r => r.GetProperty("job").GetString() == "often").ToList();
        var sweep = _last.Wired.ReadsDue - often.Count;

        Assert.AreEqual(_last.Wired.ReadsDue, _last.Wired.ReadsOk);
        Assert.AreEqual(250, sweep);
        Assert.IsTrue(often.TrueForAll(record => record.GetProperty("cls").GetString() == "priority"));
        foreach (var round in often.GroupBy(record => record.GetProperty("ts").GetInt64() / 300_000))
        {
            // 50 readings of 0.9 s and one that was under way: no round waits for the sweep of 225 s.
            Assert.HasCount(50, round.ToList());
            Assert.IsLessThan(60_000L, round.Max(record => record.GetProperty("ts").GetInt64() % 300_000));
        }
    }

    // The whole list: who is not in it has lost nothing.
    [TestMethod]
    [DataRow("mbus-faults", "ELE-20000013-02-02 garbled 4; ELE-20000014-02-02 garbled 4; " +
        "ELE-20000015-02-02 application_error 4; HTA-20000001-0B-04 not_selectable 4; " +
        "HTA-20000006-0B-04 not_selectable 4; WAT-20000008-14-07 not_selectable 4; " +
        "WAT-20000009-14-07 not_selectable 4; WAT-20000010-14-07 wrong_slave 4; WAT-20000011-14-07/4140 too_early 3")]
    [DataRow("dlt645-faults", "200000000001 silence 4; 200000000002 silence 4; 200000000017 too_long 4; " +
        "200000000018 garbled 4")]
    [DataRow("mbus-line", "HTA-20000007-0B-04 not_selectable 4")]
    [DataRow("dlt645-line", "200000000001 silence 4")]
    [DataRow("dlt645-others", "")]
    public void Run_EveryTroubleOnOneLine_ReportsTheFaultyAndLosesNobodyElse(string name, string expected)
    {
        var scenario = Runs.Load(name);
        var report = Runs.Run(scenario, 1);
        var line = report.Wired.Lines[0];

        Runs.AssertGood(report, name);
        Assert.AreEqual(expected, string.Join("; ", line.Failures.Select(f => $"{f.Meter} {f.Reason} {f.Count}")));
        Assert.AreEqual(4 * scenario.Gateway.Wired[0].MeterCount, line.ReadsDue);
        Assert.AreEqual(line.ReadsDue - line.Failures.Sum(failure => failure.Count), line.ReadsOk);
        Assert.AreEqual(0, line.ReadsLate);
    }

    // What a person can name in a scenario is in one of the scenarios that run above.
    [TestMethod]
    [DataRow("mbus", "mbus-faults", "mbus-line")]
    [DataRow("rs485", "dlt645-faults", "dlt645-line", "dlt645-others")]
    public void Troubles_ThatAScenarioCanName_AreAllRun(string kind, params string[] names)
    {
        var known = kind == "mbus" ? Enum.GetNames<MBusTrouble>() : Enum.GetNames<Dlt645Trouble>();
        var run = names.SelectMany(name => Runs.Load(name).Gateway.Wired[0].Meters)
            .Select(group => group.Trouble?.Replace("_", "", StringComparison.Ordinal)).Where(word => word != null);

        var missing = known.Where(word => word != "None").Except(run, StringComparer.OrdinalIgnoreCase).ToList();
        Assert.IsEmpty(missing, string.Join(", ", missing));
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

    private List<JsonElement> RecordsOf(string name, double seconds)
    {
        List<JsonElement> records = [];
        using var test = new TestWorld(Runs.Load(name));
        test.World.Deliveries.RecordArrived += (json, _) => records.Add(JsonDocument.Parse(json).RootElement);
        test.Start();
        test.RunFor(seconds);
        _last = test.Finish();
        Runs.AssertGood(_last);
        return records;
    }
}
