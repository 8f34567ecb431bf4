// Commands over MQTT to simulated meters: from the message to the valve and back to the answer and the audit.
using System;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredCommandTests : WiredHeadend
{
    [TestMethod]
    public void Read_Meter_IsReadBetweenScheduledReads()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(70);
        Send("read", "{\"id\":\"r\",\"body\":{\"port\":\"mbus1\",\"meter\":\"p200\"}}");
        test.RunFor(5);

        var answer = Answers.Single();
        Assert.AreEqual("ok", answer.GetProperty("code").GetString());
        Assert.AreEqual(1, answer.GetProperty("result").GetProperty("frames").GetInt32());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Transparent_RequestToAMeter_BringsItsAnswer()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send("transparent", Signed("{\"port\":\"mbus1\",\"tx\":\"1040074716\"}", "transparent"));
        test.RunFor(5);

        var result = Answers.Single().GetProperty("result");
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
        Send("control", command);
        test.RunFor(20);
        Send("control", command);
        test.RunFor(5);

        var slave = (MBusSlave)test.World.Lines[0].Bus.Devices[6];
        Assert.AreEqual(0, slave.Valve);
        Assert.HasCount(2, Answers, "a repeat is answered");
        Assert.AreEqual("Disconnected", Answers[0].GetProperty("result").GetProperty("state").GetString());
        Assert.AreEqual(Answers[0].ToString(), Answers[1].ToString());
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(
            new[] { "accepted", "sent", "meter_accepted", "state_read", "confirmed", "done" }, StepsOf("control"));
        Assert.AreEqual("00000000", Events.Last(e => e.TryGetProperty("word", out _)).GetProperty("word").GetString());
    }

    [TestMethod]
    public void Control_Forged_MovesNothing()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        var command = Signed("{\"port\":\"mbus1\",\"meter\":\"p7\",\"action\":\"disconnect\",\"who\":\"dispatcher\"}");
        Send("control", command.Replace("p7", "p8"));
        test.RunFor(20);

        Assert.AreEqual("unauthorised", Answers.Single().GetProperty("code").GetString());
        Assert.IsTrue(test.World.Lines[0].Bus.Devices.Cast<MBusSlave>().All(slave => slave.Valve == 1));
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "refused" }, StepsOf("control"));
    }

    [TestMethod]
    public void Transparent_WithoutTheKey_MovesNoValve()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send("transparent", "{\"id\":\"t\",\"exp\":" + (StartMs + 60_000)
            + ",\"body\":{\"port\":\"mbus1\",\"tx\":\"1040074716\"}}");
        test.RunFor(5);

        Assert.AreEqual("unauthorised", Answers.Single().GetProperty("code").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Control_StateOfABreaker_IsReadAlone()
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        Send("control", Signed(
            "{\"port\":\"rs485\",\"meter\":\"202600000003\",\"action\":\"state\",\"who\":\"dispatcher\"}"));
        test.RunFor(30);

        Assert.AreEqual("Connected", Answers.Single().GetProperty("result").GetProperty("state").GetString());
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "accepted", "state_read", "done" }, StepsOf("control"));
    }

    [TestMethod]
    public void Control_Breaker_TripsAndIsReadBack()
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        Send("control", Signed(
            "{\"port\":\"rs485\",\"meter\":\"202600000003\",\"action\":\"disconnect\",\"who\":\"dispatcher\"}"));
        test.RunFor(30);

        Assert.AreEqual("Disconnected", Answers.Single().GetProperty("result").GetProperty("state").GetString(),
            Answers[0].ToString());
        Assert.IsFalse(((Dlt645Device)test.World.Lines[0].Bus.Devices[2]).IsClosed);
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(
            new[] { "accepted", "sent", "meter_accepted", "state_read", "confirmed", "done" }, StepsOf("control"));
        Assert.AreEqual("00000050", Events.Last(e => e.TryGetProperty("word", out _)).GetProperty("word").GetString());
    }

    [TestMethod]
    [DataRow("*", true)]
    [DataRow("202600000003", false)]
    public void Control_Freeze_FreezesThem(string meter, bool isAll)
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        var devices = test.World.Lines[0].Bus.Devices.Cast<Dlt645Device>().ToList();
        Send("control", Signed(
            $"{{\"port\":\"rs485\",\"meter\":\"{meter}\",\"action\":\"freeze\",\"who\":\"dispatcher\"}}"));
        test.RunFor(30);

        Assert.AreEqual("ok", Answers.Single().GetProperty("code").GetString(), Answers[0].ToString());
        for (var i = 0; i < devices.Count; i++)
        {
            var isMeant = isAll ? !devices[i].Options.Make.IsOld : i == 2;
            Assert.AreEqual(isMeant, devices[i].Done.Contains(0x16), "meter " + i);
        }

        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(isAll ? new[] { "accepted", "sent", "done" }
            : new[] { "accepted", "sent", "meter_accepted", "done" }, StepsOf("control"));
    }

    [TestMethod]
    public void Control_Time_SetsClocksThatAreAMinuteOff()
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        var device = (Dlt645Device)test.World.Lines[0].Bus.Devices[2];
        var before = device.Clock(0);
        device.ShiftClock(TimeSpan.FromMinutes(1));
        Send("control", Signed(
            "{\"port\":\"rs485\",\"meter\":\"*\",\"action\":\"time\",\"who\":\"dispatcher\"}"));
        test.RunFor(30);

        Assert.AreEqual("ok", Answers.Single().GetProperty("code").GetString(), Answers[0].ToString());
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
        Send("control", Signed(
            $"{{\"port\":\"{port}\",\"meter\":\"{meter}\",\"action\":\"{action}\",\"who\":\"dispatcher\"}}"));
        test.RunFor(30);

        Assert.AreEqual("bad_request", Answers.Single().GetProperty("code").GetString());
        Runs.AssertGood(test.Finish());
    }

    private static string Signed(string body, string name = "control") => Signed(name, body, 60);
}
