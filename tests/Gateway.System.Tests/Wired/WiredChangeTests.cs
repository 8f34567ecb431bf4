// What the control command changes in DL/T 645 meters, over MQTT: settings, addresses, speeds, resets.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredChangeTests : WiredHeadend
{
    [TestMethod]
    [DataRow("write", ",\"register\":\"04001001\",\"value\":\"00005000\"", 0x14, true)]
    [DataRow("baud", ",\"value\":\"9600\"", 0x17, true)]
    [DataRow("demand_reset", "", 0x19, false)]
    [DataRow("meter_reset", "", 0x1A, false)]
    [DataRow("event_reset", ",\"register\":\"03300DFF\"", 0x1B, false)]
    [DataRow("password", ",\"value\":\"02654321\"", 0x18, false)]
    [DataRow("freeze", ",\"value\":\"99150000\"", 0x16, false)]
    public void Control_Change_IsDoneOnceAndAudited(string action, string more, int control, bool isReadBack)
    {
        using var test = Start("dlt645-32");
        test.RunFor(35);
        Control("202600000003", action, more);
        test.RunFor(20);

        var device = Devices(test)[2];
        Assert.AreEqual("ok", Answers.Single().GetProperty("code").GetString(), Answers[0].ToString());
        CollectionAssert.AreEqual(new[] { control }, device.Done);
        Assert.AreEqual(1, Devices(test).Sum(one => one.Done.Count));
        test.RunFor(60);
        var report = test.Finish();
        Assert.AreEqual(0, report.Wired.Lines[0].ReadsFailed, "it is read as before");
        Runs.AssertGood(report);
        string[] steps = ["accepted", "sent", "meter_accepted", "confirmed", "done"];
        CollectionAssert.AreEqual(isReadBack ? steps : [.. steps.Where(step => step != "confirmed")], StepsOf("control"));
        Assert.IsFalse(Events.Any(e => e.ToString().Contains("654321", StringComparison.Ordinal)), "a password");
    }

    [TestMethod]
    [DataRow("202600000003")]
    [DataRow("*")]
    public void Control_Address_OnlyThePressedKeyTakesIt(string meter)
    {
        using var test = Start("dlt645-32");
        test.RunFor(35);
        var device = Devices(test)[2];
        device.IsKeyPressed = true;
        if (meter == "*")
        {
            // To all: the others refuse, all at once. Here nobody else is on the line.
            Devices(test).Where(one => one != device).ToList().ForEach(one => one.Trouble = Dlt645Trouble.Dead);
        }

        Control(meter, "address", ",\"value\":\"202699999999\"");
        test.RunFor(20);

        Assert.AreEqual("ok", Answers.Single().GetProperty("code").GetString(), Answers[0].ToString());
        Assert.AreEqual("202699999999", device.Address);
        Runs.AssertGood(test.Finish());
        Assert.Contains("confirmed", StepsOf("control"));
    }

    [TestMethod]
    public void Control_Refused_SaysWhyWithTheErrorWord()
    {
        using var test = Start("dlt645-32");
        test.RunFor(35);
        Control("202600000003", "write", ",\"register\":\"00010000\",\"value\":\"00000000\"");
        test.RunFor(20);

        Assert.AreEqual("failed", Answers.Single().GetProperty("code").GetString());
        Assert.AreEqual("refused: no such data", Answers[0].GetProperty("error").GetString());
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "accepted", "sent", "meter_refused", "failed" }, StepsOf("control"));
        Assert.AreEqual("00000002", Events.Single(e => e.TryGetProperty("word", out _)).GetProperty("word").GetString());
    }

    [TestMethod]
    [DataRow("202600000003", "write", "", "body.value: is missing")]
    [DataRow("202600000003", "write", ",\"value\":\"00\"", "body.register: is missing")]
    [DataRow("202600000003", "write", ",\"register\":\"04001001\",\"value\":\"005000\"",
        "body.value: this register has 8 digits")]
    [DataRow("202600000003", "write", ",\"register\":\"0001FF00\",\"value\":\"00\"", "body.register: is a block")]
    [DataRow("202600000003", "write", ",\"register\":\"04001001\",\"value\":\"000\"",
        "body.value: is not an even number of digits")]
    [DataRow("202600000003", "write", ",\"register\":\"0400100X\",\"value\":\"00\"", "body.register: must be hexadecimal digits")]
    [DataRow("202600000003", "baud", ",\"value\":\"9601\"", "body.value: is not 600, 1200 .. 19200")]
    [DataRow("202600000003", "address", ",\"value\":\"AAAAAAAAAAAA\"", "body.value: is not the twelve digits of an address")]
    [DataRow("202600000003", "address", ",\"value\":\"12\"", "body.value: is not the twelve digits of an address")]
    [DataRow("202600000003", "password", ",\"value\":\"02\"", "body.value: is not the level, 00 .. 09, and six digits")]
    [DataRow("202600000003", "freeze", ",\"value\":\"9999\"", "body.value: is not MMDDhhmm, 99 for each")]
    [DataRow("202600000003", "event_reset", ",\"register\":\"03300D00\"",
        "body.register: has FF at its end, for all of an event's records")]
    [DataRow("202600000003", "meter_reset", ",\"value\":\"00\"", "body.value: not for this action")]
    [DataRow("202600000003", "disconnect", ",\"value\":\"00\"", "body.action: has neither register nor value")]
    [DataRow("202600000003", "time", "", "body.meter: the time goes to all of a line, *")]
    [DataRow("202600000003", "open", "", "body.action: not one of this line's")]
    [DataRow("*", "meter_reset", "", "body.meter: has to be one of this line's")]
    [DataRow("*", "disconnect", "", "body.meter: has to be one of this line's")]
    public void Control_WhatCannotBeMeant_IsRefusedBeforeTheLine(string meter, string action, string more, string error)
    {
        using var test = Start("dlt645-32");
        test.RunFor(35);
        Control(meter, action, more);
        test.RunFor(20);

        Assert.AreEqual("bad_request", Answers.Single().GetProperty("code").GetString());
        Assert.AreEqual(error, Answers[0].GetProperty("error").GetString());
        Assert.AreEqual(0, Devices(test).Sum(one => one.Done.Count));
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    [DataRow(5, "failed")]
    [DataRow(90, "ok")]
    public void Control_MeterOf1997_IsToBeHeardBefore(int afterS, string code)
    {
        using var test = Start("dlt645-registers");
        test.RunFor(afterS);
        Control("500000000001", "write", ",\"register\":\"04000B01\",\"value\":\"0100\"");
        test.RunFor(15);

        Assert.AreEqual(code, Answers.Single().GetProperty("code").GetString(), Answers[0].ToString());
        if (code == "failed")
        {
            Assert.AreEqual("silence: not heard since start, asked as one of 2007; read it first",
                Answers[0].GetProperty("error").GetString());
        }

        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Read_RegisterThatAMeterLacks_IsNamedWithItsErrorWord()
    {
        using var test = Start("dlt645-registers");
        test.RunFor(200);
        Runs.AssertGood(test.Finish());

        var failures = Events.Where(e => e.GetProperty("event").GetString() == "read_failed")
            .ToLookup(e => e.GetProperty("meter").GetString());
        Assert.HasCount(2, failures);
        var household = failures["100000000001"].First();
        Assert.AreEqual("refused", household.GetProperty("reason").GetString());
        Assert.AreEqual("04001001", household.GetProperty("register").GetString());
        Assert.AreEqual("00000002", household.GetProperty("word").GetString());
        var old = failures["500000000001"].First();
        Assert.AreEqual("unsupported", old.GetProperty("reason").GetString());
        Assert.AreEqual("04001001", old.GetProperty("register").GetString());
        Assert.IsFalse(old.TryGetProperty("word", out _));
    }

    private static List<Dlt645Device> Devices(TestWorld test) =>
        [.. test.World.Lines[0].Bus.Devices.Cast<Dlt645Device>()];

    private void Control(string meter, string action, string more)
    {
        var body = $"{{\"port\":\"rs485\",\"meter\":\"{meter}\",\"action\":\"{action}\",\"who\":\"fitter\"{more}}}";
        Send("control", Signed("control", body, 600));
    }

}
