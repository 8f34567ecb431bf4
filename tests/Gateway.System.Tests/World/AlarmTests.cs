using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;
using Gateway.Store;

namespace Gateway.System.Tests.World;

/// <summary>A change of a meter's clear status byte goes up at once, alone, ahead of any backlog.</summary>
[TestClass]
public class AlarmTests
{
    [TestMethod]
    public void Alarm_WhileOnline_ArrivesAloneWithinSeconds()
    {
        using var test = new TestWorld(Alarming());
        var alarms = Watch(test, "/event/alarm");
        test.Start();
        test.RunFor(600);
        Runs.AssertGood(test.Finish());
        Assert.IsGreaterThan(5, alarms.Count);
        foreach (var (record, lateMs) in alarms.Where(a => a.LateMs < 1_000_000_000))
        {
            Assert.AreEqual("alarm", record.GetProperty("cls").GetString());
            Assert.IsTrue(lateMs is >= 0 and < 2_000, $"seq {record.GetProperty("seq")}: {lateMs} ms");
        }
    }

    [TestMethod]
    public void Alarm_AfterAnOutage_OvertakesTheBacklog()
    {
        using var test = new TestWorld(Alarming());
        var order = new List<string>();
        test.Broker.Model.Delivered += message =>
        {
            if (message.Topic.Contains("/event/", StringComparison.Ordinal))
            {
                order.Add(message.Topic[(message.Topic.LastIndexOf('/') + 1)..]);
            }
        };
        test.Start();
        test.RunFor(60);
        test.Broker.SetUp(false);
        test.RunFor(300);
        var alarmsWaiting = test.World.Gateway.Firmware.Store.PendingCount(RecordQueueKind.Alarms);
        order.Clear();
        test.Broker.SetUp(true);
        test.RunFor(300);
        Assert.IsGreaterThan(1, alarmsWaiting);
        CollectionAssert.AreEqual(
            Enumerable.Repeat("alarm", alarmsWaiting).ToList(), order.Take(alarmsWaiting).ToList(),
            string.Join(' ', order.Take(40)));
        Assert.Contains("up", order);
        Runs.AssertGood(test.Finish());
    }

    private static Scenario Alarming()
    {
        var street = Runs.Load("street");
        return street with { Meters = [.. street.Meters.Select(group => group with { AlarmsPerDay = 300 })] };
    }

    /// <summary>The records of a topic, and how long after their reception they were at the broker.</summary>
    private static List<(JsonElement Record, long LateMs)> Watch(TestWorld test, string topic)
    {
        var records = new List<(JsonElement, long)>();
        var startUtc = Runs.Load("street").StartUtc;
        var startMs = new DateTimeOffset(startUtc, TimeSpan.Zero).ToUnixTimeMilliseconds();
        test.Broker.Model.Delivered += message =>
        {
            if (message.Topic.EndsWith(topic, StringComparison.Ordinal))
            {
                Add(records, message, startMs);
            }
        };
        return records;
    }

    private static void Add(List<(JsonElement, long)> records, DeliveredMessage message, long startMs)
    {
        var root = JsonDocument.Parse(message.Payload).RootElement;
        Assert.AreEqual(1, root.GetProperty("t").GetArrayLength(), "an alarm travels alone");
        var record = root.GetProperty("t")[0];

        // Records of the first seconds carry time since boot.
        var isDated = record.GetProperty("tq").GetString() == "ntp";
        records.Add((record, isDated
            ? startMs + (message.AtNs / 1_000_000) - record.GetProperty("ts").GetInt64() : long.MaxValue));
    }
}
