// The commission command over MQTT to simulated lines with meters that are not set as their papers say.
using System;
using System.Linq;
using System.Text.Json;
using Gateway.Core;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredCommissionTests : WiredHeadend
{
    [TestMethod]
    [DataRow("WAT-20000008-14-07", "WAT-20000008-14-07@2400n")]
    [DataRow("WAT-20000009-14-07", "WAT-20000009-14-07@4800")]
    public void Commission_SlaveOfOtherSettings_IsFoundAndReadFromThenOn(string meter, string address)
    {
        using var test = Start("mbus-faults");
        test.RunFor(290);
        Commission("mbus1", meter, "", 600);
        test.RunFor(300);
        var result = Result();
        StringAssert.StartsWith(result.GetProperty("address").GetString(), address[..18]);
        StringAssert.EndsWith(result.GetProperty("address").GetString(), address[18..]);
        Assert.AreEqual(meter, result.GetProperty("identity").GetString());
        ReadHealthyOnes(test);
        test.RunFor(30 * 60);

        // Four sweeps, and only those before lose it.
        var report = test.Finish();
        var failures = report.Wired.Lines[0].Failures.Where(f => f.Meter == meter).Sum(f => f.Count);
        Assert.AreEqual(1, failures);
        Runs.AssertGood(report);
        CollectionAssert.AreEqual(new[] { "accepted", "done" }, StepsOf("commission"));
    }

    [TestMethod]
    public void Commission_NewAddress_IsSetConfirmedAndAudited()
    {
        using var test = Start("mbus-faults");
        test.RunFor(290);
        Commission("mbus1", "WAT-20000008-14-07", ",\"address\":99", 600);
        test.RunFor(60);

        Assert.AreEqual("WAT-20000008-14-07#99@2400n", Result().GetProperty("address").GetString());
        Assert.HasCount(1, test.World.Lines[0].Bus.Devices.Cast<MBusSlave>().Where(slave => slave.Primary == 99));
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "accepted", "sent", "meter_accepted", "confirmed", "done" }, StepsOf("commission"));
        Assert.AreEqual("00000063", Events.Single(e => e.TryGetProperty("word", out _)).GetProperty("word").GetString());
    }

    [TestMethod]
    public void Commission_AddressOfAnother_IsNotSet()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Commission("mbus1", "p250", ",\"address\":7", 600);
        test.RunFor(60);

        Assert.AreEqual("address_taken", Answers[^1].GetProperty("error").GetString(), Answers[^1].ToString());
        Assert.AreEqual(250, ((MBusSlave)test.World.Lines[0].Bus.Devices[249]).Primary);
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "accepted", "failed" }, StepsOf("commission"));
    }

    [TestMethod]
    public void Commission_DeadSlave_FailsAndTheSweepGoesOn()
    {
        using var test = Start("mbus-faults");
        test.RunFor(55);
        Commission("mbus1", "HTA-20000001-0B-04", "", 3000);
        test.RunFor(33 * 60);

        Assert.AreEqual("failed", Answers[^1].GetProperty("code").GetString());
        Assert.AreEqual("silence", Answers[^1].GetProperty("error").GetString());
        var report = test.Finish();
        Assert.AreEqual(0, report.Wired.Lines[0].ReadsLate);
        Runs.AssertGood(report);
        CollectionAssert.AreEqual(new[] { "accepted", "failed" }, StepsOf("commission"));
    }

    [TestMethod]
    public void Commission_ExpiresBetweenTurns_EndsExpired()
    {
        using var test = Start("mbus-faults");
        test.RunFor(15);
        Commission("mbus1", "HTA-20000001-0B-04", "", 40);
        test.RunFor(60);

        Assert.AreEqual("expired", Answers[^1].GetProperty("code").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Commission_MeterOfOtherSpeed_IsFoundWithItsEdition()
    {
        using var test = Start("dlt645-faults");
        test.RunFor(120);
        Commission("rs485", "200000000002", "", 600);
        test.RunFor(60);
        var result = Result();
        StringAssert.StartsWith(result.GetProperty("address").GetString(), "200000000002@");
        Assert.AreEqual(2007, result.GetProperty("edition").GetInt32());
        test.RunFor(12 * 60);

        var report = test.Finish();
        Assert.AreEqual(1, report.Wired.Lines[0].Failures.Where(f => f.Meter == "200000000002").Sum(f => f.Count));
        Runs.AssertGood(report);
    }

    [TestMethod]
    public void Commission_Dlt645MeterOfOtherParity_IsFoundAndReadFromThenOn()
    {
        using var test = Start("dlt645-32");
        test.RunFor(35);
        var device = (Dlt645Device)test.World.Lines[0].Bus.Devices[2];
        device.Retune(new SerialSettings(9600, 8, SerialParity.None, 1));
        Commission("rs485", "202600000003", "", 600);
        test.RunFor(140);
        Assert.AreEqual("202600000003@9600n", Result().GetProperty("address").GetString());
        var before = test.World.Lines[0].Bus.Devices.Cast<Dlt645Device>().Sum(one => one.Answers);
        test.RunFor(60);

        Assert.AreEqual(before + 32, test.World.Lines[0].Bus.Devices.Cast<Dlt645Device>().Sum(one => one.Answers));
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Commission_AnyoneWhereMetersTalkAtOnce_SaysGarbled()
    {
        using var test = Start("dlt645-32");
        test.RunFor(35);
        Commission("rs485", "*", "", 600);
        test.RunFor(200);

        Assert.AreEqual("failed", Answers[^1].GetProperty("code").GetString(), Answers[^1].ToString());
        Assert.AreEqual("garbled", Answers[^1].GetProperty("error").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    [DataRow("mbus-faults", "mbus1", "*", "", "body.meter")]
    [DataRow("mbus-faults", "mbus1", "p99", "", "body.meter")]
    [DataRow("dlt645-32", "rs485", "202600000003", ",\"address\":5", "body.address")]
    public void Commission_NotOfThisLine_IsRefused(string name, string port, string meter, string more, string reason)
    {
        using var test = Start(name);
        test.RunFor(5);
        Commission(port, meter, more, 600);
        test.RunFor(5);

        Assert.AreEqual("bad_request", Answers.Single().GetProperty("code").GetString());
        StringAssert.Contains(Answers[0].GetProperty("error").GetString(), reason);
        Runs.AssertGood(test.Finish());
        CollectionAssert.AreEqual(new[] { "accepted", "failed" }, StepsOf("commission"));
    }

    // One behind the other and behind the slave of other settings, which must not stay selected.
    private void ReadHealthyOnes(TestWorld test)
    {
        for (var i = 1; i <= 6; i++)
        {
            var body = $"{{\"port\":\"mbus1\",\"meter\":\"HTA-1200000{i}-0B-04\"}}";
            Send("read", $"{{\"id\":\"r-{i}\",\"exp\":{StartMs + 3_000_000},\"body\":{body}}}");
            test.RunFor(5);
            Assert.AreEqual("ok", Answers[^1].GetProperty("code").GetString(), Answers[^1].ToString());
        }
    }

    private void Commission(string port, string meter, string more, int seconds)
    {
        var body = $"{{\"port\":\"{port}\",\"meter\":\"{meter}\",\"who\":\"fitter\"{more}}}";
        Send("commission", Signed("commission", body, seconds, $"c-{seconds}"));
    }

    private JsonElement Result()
    {
        Assert.AreEqual("ok", Answers[^1].GetProperty("code").GetString(), Answers[^1].ToString());
        return Answers[^1].GetProperty("result");
    }

}
