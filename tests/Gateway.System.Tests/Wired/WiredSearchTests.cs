// The search command over MQTT to simulated lines: found meters in the answer and in the log, reads in between.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredSearchTests
{
    // 2026-01-15T00:00:00Z, the start of the scenarios.
    private const long StartMs = 1_768_435_200_000;

    private readonly List<JsonElement> _answers = [];
    private readonly List<JsonElement> _events = [];

    [TestMethod]
    public void Search_PrimaryOfMBus_FindsEveryDeviceAndReadsGoOn()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send(test, Search("mbus1", "primary", 3600));
        test.RunFor(5);
        Assert.AreEqual("running", _answers.Single().GetProperty("code").GetString());
        test.RunFor(600);

        AssertFound(test, 2, address => address[0] == 'p');
    }

    [TestMethod]
    public void Search_AddressesOfMBus_FindsEveryDevice()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send(test, Search("mbus1", "addresses", 3600));
        test.RunFor(1800);

        AssertFound(test, 2, address => address.Split('-').Length == 4);
    }

    [TestMethod]
    public void Search_SlavesWithTheNumbersOfOthers_FindsEveryDevice()
    {
        using var test = Start("mbus-64");
        test.RunFor(10);
        Send(test, Search("mbus1", "addresses", 3600));
        test.RunFor(2400);

        AssertFound(test, 2, address => address.Split('-').Length == 4);
    }

    [TestMethod]
    public void Search_AddressesOfDlt645_FindsEveryDevice()
    {
        using var test = Start("dlt645-32");
        test.RunFor(5);
        Send(test, Search("rs485", "addresses", 7200));
        test.RunFor(3600);

        AssertFound(test, 2, address => address.StartsWith("2026", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Search_ExpiresInTheMiddle_EndsExpiredAndReadsGoOn()
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send(test, Search("mbus1", "addresses", 20));
        test.RunFor(30);

        Assert.AreEqual("expired", _answers.Last().GetProperty("code").GetString());
        Runs.AssertGood(test.Finish());
        Assert.AreEqual("failed", Steps("failed").Single().GetProperty("step").GetString());
    }

    [TestMethod]
    [DataRow("nowhere", "primary", "body.port")]
    [DataRow("mbus1", "digits", "body.what")]
    public void Search_NotOfThisLine_IsRefused(string port, string what, string reason)
    {
        using var test = Start("mbus-250-9600");
        test.RunFor(10);
        Send(test, Search(port, what, 3600));
        test.RunFor(5);

        Assert.AreEqual("bad_request", _answers.Single().GetProperty("code").GetString());
        StringAssert.Contains(_answers[0].GetProperty("error").GetString(), reason);
        Runs.AssertGood(test.Finish());
    }

    private static string Search(string port, string what, int seconds) =>
        $"{{\"id\":\"s\",\"exp\":{StartMs + (seconds * 1000L)},\"body\":{{\"port\":\"{port}\",\"what\":\"{what}\"}}}}";

    private static void Send(TestWorld test, string payload) =>
        test.Broker.Model.Publish("metering/gateway/gw-1/command/search", Encoding.UTF8.GetBytes(payload), false);

    private void AssertFound(TestWorld test, int answers, Func<string, bool> isGood)
    {
        var devices = test.World.Lines[0].Bus.Devices.Count;
        Assert.HasCount(answers, _answers);
        Assert.AreEqual("ok", _answers[^1].GetProperty("code").GetString(), _answers[^1].ToString());
        var result = _answers[^1].GetProperty("result");
        var shown = result.GetProperty("found").EnumerateArray().ToList();
        Assert.AreEqual(devices, shown.Count + result.GetProperty("more").GetInt32());
        Assert.IsTrue(shown.All(s => isGood(s.GetProperty("address").GetString())), result.ToString());
        Runs.AssertGood(test.Finish());
        var found = Steps("found").Select(e => e.GetProperty("address").GetString()).ToList();
        Assert.HasCount(devices, found);
        Assert.AreEqual(devices, found.Distinct().Count());
        Assert.AreEqual(devices, Steps("done").Single().GetProperty("meters").GetInt32());
    }

    private List<JsonElement> Steps(string step) => [.. _events.Where(e =>
        e.GetProperty("event").GetString() == "search" && e.GetProperty("step").GetString() == step)];

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
            if (JsonDocument.Parse(json).RootElement.TryGetProperty("data", out var data)
                && data.TryGetProperty("event", out var _))
            {
                _events.Add(data);
            }
        };
        return test.Start();
    }
}
