using System.Text;
using Gateway.App;
using Gateway.Config;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Battery;

[TestClass]
public class BatteryConfigTests
{
    private const string Good =
        """{"gateway":{"size":"battery"},"filter":{"rules":["allow 67211530","allow KAM-25500301-1B-16 every"]}}""";

    [TestMethod]
    public void Config_FiveMetersByNumber_IsAccepted()
    {
        var setup = Create(Good, out var problem);
        Assert.IsNull(problem);
        Assert.IsNotNull(setup.Wake);
        Assert.AreEqual(5, setup.Size.WakeMeters);
        Assert.IsNull(Create(Good.Replace("battery", "mini"), out _).Wake);
    }

    [TestMethod]
    [DataRow("\"allow 1111111*\"", "filter.rules[0]: size battery needs one meter each, by its whole identification number")]
    [DataRow("\"deny 11111111\"", "filter.rules[0]: size battery needs one meter each, by its whole identification number")]
    [DataRow("", "filter.rules: size battery needs the meters that it shall hear, 1..5")]
    [DataRow(
        "\"allow 11111111\",\"allow 11111112\",\"allow 11111113\",\"allow 11111114\",\"allow 11111115\",\"allow 11111116\"",
        "filter.rules[5]: size battery has room for 5 meters")]
    public void Config_Rules_AreRefusedWithPathAndReason(string rules, string expected)
    {
        Assert.IsNull(Create($$$"""{"gateway":{"size":"battery"},"filter":{"rules":[{{{rules}}}]}}""", out var problem));
        Assert.AreEqual(expected, problem);
    }

    [TestMethod]
    [DataRow("\"filter\":{", "\"filter\":{\"unknown\":\"forward\",",
        "filter.unknown: \"forward\" needs a radio that is always on, not size battery")]
    [DataRow("\"filter\":{", "\"radios\":[{\"schedule\":[{\"profile\":\"T1C1\",\"s\":9},{\"profile\":\"S1\",\"s\":9}]}],\"filter\":{",
        "radios[0].schedule: size battery listens to one profile, in windows")]
    [DataRow("\"filter\":{", "\"radios\":[{\"profile\":\"LIQ\"}],\"filter\":{",
        "radios[0].profile: size battery cannot learn when packets of \"LIQ\" come")]
    [DataRow("\"filter\":{", "\"radios\":[{},{}],\"filter\":{", "radios[1]: size battery has room for 1")]
    [DataRow("\"battery\"", "\"battery\",\"log\":\"card\"", "gateway.log: size battery has no memory for the log of a card")]
    [DataRow("\"filter\":{", "\"uplink\":{\"links\":[{\"type\":\"modem\",\"apn\":\"a\"}]},\"filter\":{",
        "uplink.links[0]: size battery has Wi-Fi only")]
    [DataRow("\"filter\":{", "\"tenants\":[{\"id\":\"acme\",\"rules\":[\"allow 11111111\"]}],\"filter\":{",
        "tenants[0]: size battery has room for 0")]
    [DataRow("\"filter\":{", "\"wired\":{\"ports\":[{\"name\":\"a\",\"port\":0,\"protocol\":\"mbus\",\"baud\":2400," +
        "\"meters\":[\"1\"],\"jobs\":[]}]},\"filter\":{", "wired.ports: size battery has no line: the board sleeps")]
    public void Config_WhatWouldKeepItAwake_IsRefusedWithPathAndReason(string at, string with, string expected)
    {
        Assert.IsNull(Create(Good.Replace(at, with), out var problem));
        Assert.AreEqual(expected, problem);
    }

    // The other boards have no way to sleep: what they are told stands in the message of the start.
    [TestMethod]
    [DataRow("esp32")]
    [DataRow("stm32")]
    public void Run_BoardThatCannotSleep_IsRefused(string board)
    {
        var scenario = Runs.Load("battery-5");
        using var test = new TestWorld(scenario with { Gateway = scenario.Gateway with { Board = board } });
        var error = Assert.ThrowsExactly<SimulationException>(() => test.Start());
        StringAssert.Contains(error.Message, "gateway.size: this board cannot sleep");
    }

    private static ConcentratorSetup Create(string json, out string problem)
    {
        var config = new GatewayConfig();
        var bytes = Encoding.UTF8.GetBytes(json);
        if (!ConfigReader.TryRead(bytes, bytes.Length, config, out problem))
        {
            Assert.Fail($"{json}: {problem}");
        }

        return ConcentratorSetup.TryCreate(config, out var setup, out problem) ? setup : null;
    }
}
