// A simulated gateway on real brokers with TLS: a change to one whose certificate it cannot trust comes back by itself
// and says why; a change to a good one stays.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Config;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;
using Gateway.Uplink.Tests.Tls;

namespace Gateway.System.Tests.Tls;

[TestClass]
public class BrokerChangeTests
{
    private const string Root = "metering/gateway/gw-1/";

    private readonly TestAuthority _authority = new("authority");
    private readonly TestAuthority _stranger = new("stranger");
    private readonly List<(string Topic, string Text)> _messages = [];
    private long _lastExpiryMs;
    private int _number;

    [TestCleanup]
    public void ForgetKeys()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [TestMethod]
    public void Config_BrokerOfAnotherAuthority_ComesBackAndSaysWhy()
    {
        using var world = Start();
        using var other = MosquittoProcess.Start(tls: _stranger.Broker());
        Await(world, () => Said("state/conn", "online"));
        Apply(world, "b2", document => document["uplink"]["broker"]["port"] = other.Port);
        Await(world, () => Said("state/config", "rolled_back"));

        var last = Last("state/config").GetProperty("last");
        Assert.AreEqual("b2", last.GetProperty("revision").GetString());
        Assert.AreEqual(
            "broker's certificate is not signed by the authority in uplink.broker.tls.ca",
            last.GetProperty("reason").GetString());
        Assert.AreEqual("applied", Last("state/config").GetProperty("status").GetString());
        Await(world, () => Said("event/alarm", "tls_refused") && Said("event/alarm", "rolled_back"));
        Assert.AreEqual(2, world.Restarts);
        var refusals = _messages.Where(m => m.Text.Contains("tls_refused")).Select(m => m.Text).Distinct();
        Assert.HasCount(1, refusals, "not at every attempt: " + string.Join('\n', refusals));
    }

    [TestMethod]
    public void Config_OtherBrokerAndNewCertificates_ProvesItselfThere()
    {
        using var world = Start();
        using var other = MosquittoProcess.Start(tls: _stranger.Broker());
        Await(world, () => Said("state/conn", "online"));
        var tls = _stranger.Client(_stranger);
        Apply(world, "b3", document =>
        {
            document["uplink"]["broker"]["port"] = other.Port;
            document["uplink"]["broker"]["tls"] = new JsonObject
            {
                ["ca"] = Encoding.UTF8.GetString(tls.Authority),
                ["cert"] = Encoding.UTF8.GetString(tls.Certificate),
                ["key"] = Encoding.UTF8.GetString(tls.PrivateKey),
            };
        });
        Await(world, () => world.Restarts == 1 && world.Gateway.Firmware is { } firmware
            && !firmware.Config.IsTrial && firmware.Uplink.IsAnnounced);

        using var there = MqttConnectionFactory.Create();
        string state = null;
        there.MessageReceived += (topic, payload, _) => state = Encoding.UTF8.GetString(payload);
        Assert.AreEqual(MqttConnectResult.Ok, there.Connect(new MqttConnectOptions
        {
            Host = "localhost", Port = other.Port, ClientId = "headend", Tls = tls,
        }));
        there.Subscribe(Root + "state/config", 1);
        Await(world, () => state != null && state.Contains("\"verdict\":\"applied\""));
    }

    private GatewayWorld Start()
    {
        Runs.RequireMosquitto();
        var street = Runs.Load("street");
        var scenario = street with { Gateway = street.Gateway with { Id = "gw-1", TakesCommands = true } };
        var tls = _authority.Client(_authority);
        var world = new GatewayWorld(scenario, 1, new CpuModel(), (time, random) => new TlsBrokerSide(
            time, random.Get("network"), MosquittoProcess.Start(tls: _authority.Broker()), tls), null);
        world.Broker.Delivered += (topic, payload) => _messages.Add((topic, Encoding.UTF8.GetString(payload)));
        world.Start();
        return world;
    }

    /// <summary>Runs, in simulated time, until something is so; bounded in wall time: real brokers take part.</summary>
    private static void Await(GatewayWorld world, Func<bool> isSo)
    {
        var limit = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.IsLessThan(60, limit.Elapsed.TotalSeconds, "it does not come");
            world.RunUntil(world.Time.NowNs + 50_000_000);
            world.Broker.Poll();
        }
    }

    private bool Said(string topic, string word) =>
        _messages.Any(m => m.Topic == Root + topic && m.Text.Contains(word));

    private JsonElement Last(string topic) =>
        JsonDocument.Parse(_messages.Last(m => m.Topic == Root + topic).Text).RootElement;

    /// <summary>The configuration in use with a change, in parts.</summary>
    private void Apply(GatewayWorld world, string revision, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(world.Flash.Drive('I').Files[ConfigStore.InstallerFile]).AsObject();
        change(document);
        var bytes = Encoding.UTF8.GetBytes(document.ToJsonString());
        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        Ask(world, "config",
            $"{{\"do\":\"load\",\"revision\":\"{revision}\",\"size\":{bytes.Length},\"sha256\":\"{hash}\"}}");
        for (var at = 0; at < bytes.Length; at += 1024)
        {
            var piece = Convert.ToBase64String(bytes, at, Math.Min(1024, bytes.Length - at));
            Ask(world, "config-part", $"{{\"offset\":{at},\"bytes\":\"{piece}\"}}");
        }

        Ask(world, "config", "{\"do\":\"apply\",\"prove_s\":60}");
    }

    private void Ask(GatewayWorld world, string name, string body)
    {
        var id = $"c-{++_number}";
        var nowMs = new DateTimeOffset(world.Scene.Scenario.StartUtc, TimeSpan.Zero).ToUnixTimeMilliseconds()
            + (world.Time.NowNs / 1_000_000);
        _lastExpiryMs = Math.Max(_lastExpiryMs + 1, nowMs + 1_800_000);
        var topic = Root + "command/" + name;
        var mac = Convert.ToHexString(HMACSHA256.HashData(
            Convert.FromHexString(ScenarioGateway.CommandKey),
            Encoding.UTF8.GetBytes($"{topic}\n{id}\n{_lastExpiryMs}\n{body}")));
        ((TlsBrokerSide)world.Broker).Publish(topic, Encoding.UTF8.GetBytes(
            $"{{\"id\":\"{id}\",\"exp\":{_lastExpiryMs},\"body\":{body},\"mac\":\"{mac}\"}}"));
        Await(world, () => Said("event/resp", $"\"{id}\""));
        StringAssert.Contains(_messages.Last(m => m.Text.Contains($"\"{id}\"")).Text, "\"code\":\"ok\"");
    }
}
