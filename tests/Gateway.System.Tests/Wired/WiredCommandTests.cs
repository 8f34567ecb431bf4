// Commands over MQTT to simulated meters: from the message to the valve and back to the answer and the audit.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredCommandTests
{
    private const string Root = "metering/gateway/gw-1/command/";

    // 2026-01-15T00:00:00Z, the start of the scenarios.
    private const long StartMs = 1_768_435_200_000;

    private readonly List<JsonElement> _answers = [];
    private readonly List<JsonElement> _events = [];

    [TestMethod]
    public void Read_Meter_IsReadBetweenScheduledReads()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(70);
        Send(test, "read", "{\"id\":\"r\",\"body\":{\"port\":\"mbus1\",\"meter\":\"p200\"}}");
        test.RunFor(5);

        var answer = _answers.Single();
        Assert.AreEqual("ok", answer.GetProperty("code").GetString());
        Assert.AreEqual(1, answer.GetProperty("result").GetProperty("frames").GetInt32());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Transparent_RequestToAMeter_BringsItsAnswer()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send(test, "transparent", Signed("{\"port\":\"mbus1\",\"tx\":\"1040074716\"}", "transparent"));
        test.RunFor(5);

        var result = _answers.Single().GetProperty("result");
        Assert.AreEqual("E5", result.GetProperty("rx").GetString(), "at the line's own speed");
        Assert.AreEqual("pause", result.GetProperty("end").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Control_Valve_MovesIsReadBackAndAudited()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        var command = Signed("{\"port\":\"mbus1\",\"meter\":\"p7\",\"action\":\"disconnect\",\"who\":\"dispatcher\"}");
        Send(test, "control", command);
        test.RunFor(20);
        Send(test, "control", command);
        test.RunFor(5);

        var slave = (MBusSlave)test.World.Lines[0].Bus.Devices[6];
        Assert.AreEqual(0, slave.Valve);
        Assert.HasCount(2, _answers, "a repeat is answered");
        Assert.AreEqual("Disconnected", _answers[0].GetProperty("result").GetProperty("state").GetString());
        Assert.AreEqual(_answers[0].ToString(), _answers[1].ToString());
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(
            new[] { "accepted", "sent", "meter_accepted", "state_read", "confirmed", "done" }, Steps());
        Assert.AreEqual("00000000", _events.Last(e => e.TryGetProperty("word", out _)).GetProperty("word").GetString());
    }

    [TestMethod]
    public void Control_Forged_MovesNothing()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        var command = Signed("{\"port\":\"mbus1\",\"meter\":\"p7\",\"action\":\"disconnect\",\"who\":\"dispatcher\"}");
        Send(test, "control", command.Replace("p7", "p8"));
        test.RunFor(20);

        Assert.AreEqual("unauthorised", _answers.Single().GetProperty("code").GetString());
        Assert.IsTrue(test.World.Lines[0].Bus.Devices.Cast<MBusSlave>().All(slave => slave.Valve == 1));
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "refused" }, Steps());
    }

    [TestMethod]
    public void Transparent_WithoutTheKey_MovesNoValve()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send(test, "transparent", "{\"id\":\"t\",\"exp\":" + (StartMs + 60_000)
            + ",\"body\":{\"port\":\"mbus1\",\"tx\":\"1040074716\"}}");
        test.RunFor(5);

        Assert.AreEqual("unauthorised", _answers.Single().GetProperty("code").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Control_StateOfABreaker_IsReadAlone()
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        Send(test, "control", Signed(
            "{\"port\":\"rs485\",\"meter\":\"202600000003\",\"action\":\"state\",\"who\":\"dispatcher\"}"));
        test.RunFor(30);

        Assert.AreEqual("Connected", _answers.Single().GetProperty("result").GetProperty("state").GetString());
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "accepted", "state_read", "done" }, Steps());
    }

    [TestMethod]
    public void Control_Breaker_TripsAndIsReadBack()
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        Send(test, "control", Signed(
            "{\"port\":\"rs485\",\"meter\":\"202600000003\",\"action\":\"disconnect\",\"who\":\"dispatcher\"}"));
        test.RunFor(30);

        Assert.AreEqual("Disconnected", _answers.Single().GetProperty("result").GetProperty("state").GetString(),
            _answers[0].ToString());
        Assert.IsFalse(((Dlt645Device)test.World.Lines[0].Bus.Devices[2]).IsClosed);
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(
            new[] { "accepted", "sent", "meter_accepted", "state_read", "confirmed", "done" }, Steps());
        Assert.AreEqual("00000050", _events.Last(e => e.TryGetProperty("word", out _)).GetProperty("word").GetString());
    }

    [TestMethod]
    [DataRow("*", true)]
    [DataRow("202600000003", false)]
    public void Control_Freeze_FreezesThem(string meter, bool isAll)
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        var devices = test.World.Lines[0].Bus.Devices.Cast<Dlt645Device>().ToList();
        Send(test, "control", Signed(
            $"{{\"port\":\"rs485\",\"meter\":\"{meter}\",\"action\":\"freeze\",\"who\":\"dispatcher\"}}"));
        test.RunFor(30);

        Assert.AreEqual("ok", _answers.Single().GetProperty("code").GetString(), _answers[0].ToString());
        for (var i = 0; i < devices.Count; i++)
        {
            var isMeant = isAll ? !devices[i].Options.Make.IsOld : i == 2;
            Assert.AreEqual(isMeant, devices[i].Done.Contains(0x16), "meter " + i);
        }

        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(isAll ? new[] { "accepted", "sent", "done" }
            : new[] { "accepted", "sent", "meter_accepted", "done" }, Steps());
    }

    [TestMethod]
    public void Control_Time_SetsClocksThatAreAMinuteOff()
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        var device = (Dlt645Device)test.World.Lines[0].Bus.Devices[2];
        var before = device.Clock(0);
        device.ShiftClock(TimeSpan.FromMinutes(1));
        Send(test, "control", Signed(
            "{\"port\":\"rs485\",\"meter\":\"*\",\"action\":\"time\",\"who\":\"dispatcher\"}"));
        test.RunFor(30);

        Assert.AreEqual("ok", _answers.Single().GetProperty("code").GetString(), _answers[0].ToString());
        Assert.Contains(0x08, device.Done);
        var apart = (device.Clock(0) - before).Duration();
        Assert.IsLessThan(TimeSpan.FromSeconds(5), apart);
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    [DataRow("mbus-250-9600", "mbus1", "*", "time")]
    [DataRow("mbus-250-9600", "mbus1", "*", "disconnect")]
    [DataRow("dlt645-32", "rs485", "*", "disconnect")]
    [DataRow("dlt645-32", "rs485", "202600000003", "time")]
    public void Control_ActionThatIsNotForThese_IsRefused(string name, string port, string meter, string action)
    {
        using var test = Start(name);
        test.RunFor(5);
        Send(test, "control", Signed(
            $"{{\"port\":\"{port}\",\"meter\":\"{meter}\",\"action\":\"{action}\",\"who\":\"dispatcher\"}}"));
        test.RunFor(30);

        Assert.AreEqual("bad_request", _answers.Single().GetProperty("code").GetString());
        Runs.AssertGood(test.Finish());
    }

    private static string Signed(string body, string name = "control")
    {
        var expiresMs = StartMs + 60_000;
        var message = Encoding.UTF8.GetBytes($"{Root}{name}\nc-1\n{expiresMs}\n{body}");
        var key = Convert.FromHexString(ScenarioGateway.CommandKey);
        var mac = Convert.ToHexString(HMACSHA256.HashData(key, message));
        return $"{{\"id\":\"c-1\",\"exp\":{expiresMs},\"body\":{body},\"mac\":\"{mac}\"}}";
    }

    private static void Send(TestWorld test, string name, string payload) =>
        test.Broker.Model.Publish(Root + name, Encoding.UTF8.GetBytes(payload), false);

    private string[] Steps() => [.. _events
        .Where(e => e.GetProperty("event").GetString() == "control").Select(e => e.GetProperty("step").GetString())];

    private TestWorld Start(string name)
    {
        var test = new TestWorld(Runs.Load(name));
        test.Broker.Delivered += (topic, payload) =>
        {
            if (topic.EndsWith("/event/resp", StringComparison.Ordinal))
            {
                _answers.Add(JsonDocument.Parse(payload).RootElement);
            }
        };
        test.World.Deliveries.RecordArrived += (json, _) =>
        {
            if (JsonDocument.Parse(json).RootElement.TryGetProperty("data", out var data))
            {
                _events.Add(data);
            }
        };
        return test.Start();
    }
}
