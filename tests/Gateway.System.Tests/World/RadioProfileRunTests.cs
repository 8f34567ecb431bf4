using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

/// <summary>Whole runs with the radio profiles that are not the usual one.</summary>
[TestClass]
public class RadioProfileRunTests
{
    [TestMethod]
    public void Run_LinkIqTwoHours_RepeatsVanishAlarmsPassAndEveryPacketIsARecord()
    {
        using var test = new TestWorld(Runs.Load("linkiq")).Start();
        var records = new List<JsonElement>();
        test.World.Deliveries.RecordArrived += (json, _) =>
        {
            using var document = JsonDocument.Parse(json);
            records.Add(document.RootElement.Clone());
        };
        test.RunFor(2 * 3_600);
        var report = test.Finish();
        Runs.AssertGood(report);

        // A packet is sent 2 to 4 times and stored once.
        Assert.IsGreaterThan(report.Radio.ReceivedOk * 4 / 10, report.Filter.Duplicate);
        Assert.AreEqual(report.Filter.Accepted, report.Store.Appended);
        Assert.HasCount((int)report.Store.Appended, records);
        var telegrams = records.Select(r => r.GetProperty("telegram").GetString()).Distinct().ToList();
        Assert.HasCount(records.Count, telegrams);
        Assert.IsTrue(records.All(r => r.GetProperty("proto").GetString() == "linkiq"));
        Assert.IsTrue(records.All(r => r.GetProperty("mode").GetString() == "LIQ"));
        var alarms = records.Count(r => r.GetProperty("cls").GetString() == "alarm");
        Assert.IsGreaterThan(0, alarms);
        Assert.AreEqual(report.Filter.Alarms, alarms);
        Assert.AreEqual(60, report.Meters.Heard);
        Assert.IsGreaterThan(0.95, report.Meters.ReadRatio);
    }

    [TestMethod]
    public void Run_S1OneHour_AllMetersAreReadAndSaySo()
    {
        using var test = new TestWorld(Runs.Load("stationary")).Start();
        var modes = new HashSet<string>();
        test.World.Deliveries.RecordArrived += (json, _) =>
        {
            using var document = JsonDocument.Parse(json);
            modes.Add(document.RootElement.GetProperty("mode").GetString());
        };
        test.RunFor(3_600);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual("S1", modes.Single());
        Assert.AreEqual(36, report.Meters.Heard);
        Assert.IsGreaterThan(0.95, report.Meters.ReadRatio);
    }

    /// <summary>A radio of another profile hears nothing, and nothing of it goes wrong.</summary>
    [TestMethod]
    public void Run_ProfileOfAnotherMode_HearsNothing()
    {
        var valley = Runs.Load("linkiq");
        var scenario = valley with
        {
            DurationNs = Runs.MinuteNs * 10,
            Gateway = valley.Gateway with { Radios = [new ScenarioRadio()] },
        };
        var report = Runs.Run(scenario, 1);
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Radio.ReceivedOk);
        Assert.IsGreaterThan(0, report.Air.Sent);
        Assert.AreEqual(report.Air.Delivered, report.Radio.OffChannel);
        Assert.AreEqual(0, report.Radio.Missed);
    }
}
