// One gateway, two tenants and its own headend at a real mosquitto whose access list keeps them apart, as shared
// infrastructure has it. The tenants subscribe to everything there is: what they get is what the broker lets through.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using Gateway.Config;
using Gateway.Decoding;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;
using Gateway.System.Tests.Tls;

namespace Gateway.System.Tests.World;

[TestClass]
public class TenantWorldTests
{
    private const string Password = "a password of the simulation";
    private const string MarkTopic = "metering/mark";
    private const int PatienceMs = 20_000;

    // Manufacturers as the telegrams have them, of the meters of one tenant, of the other, and of both.
    private const string Kam = "2D2C";
    private const string Esy = "7916";
    private const string Dme = "A511";

    private const string Rules = """
        user operator
        topic readwrite #
        user gw-shared
        topic write metering/gateway/gw-shared/#
        topic read metering/gateway/gw-shared/command/#
        topic write metering/tenant/+/gateway/gw-shared/event/#
        user acme
        topic read metering/tenant/acme/#
        topic write metering/tenant/acme/#
        topic read metering/mark
        user borough
        topic read metering/tenant/borough/#
        topic read metering/mark

        """;

    [TestMethod]
    [DataRow("json")]
    [DataRow("cbor")]
    public void Run_TwoTenantsAtMosquitto_NothingCrossesAndWhatBothWantGoesToBoth(string format)
    {
        Runs.RequireMosquitto();
        var scenario = Runs.Load("tenants");
        scenario = scenario with { Gateway = scenario.Gateway with { Format = format }, PowerCuts = [] };
        using var process = MosquittoProcess.Start(new MosquittoAccess(
            [("operator", Password), ("gw-shared", Password), ("acme", Password), ("borough", Password)], Rules));
        using var acme = new Subscriber("acme", process.Port);
        using var borough = new Subscriber("borough", process.Port);
        using var world = new GatewayWorld(scenario with { Broker = scenario.Broker with { Outages = [] } }, 1, new CpuModel(),
            (time, random) => new TlsBrokerSide(time, random.Get("network"), process, null, "operator", Password), null);
        GiveName(world, "gw-shared");
        world.Start();
        world.RunUntil(20 * Runs.MinuteNs);

        // What a tenant asks for is nobody's command.
        acme.Publish("metering/gateway/gw-shared/command/log", """{"id":"acme-1","body":{"max":5}}""");
        world.RunUntil(22 * Runs.MinuteNs);
        world.Drain();
        WaitForAll(world, acme, borough);
        Runs.AssertGood(world.CreateReport(isFinal: true), format);

        AssertOwn(acme, Kam, Dme, format);
        AssertOwn(borough, Esy, Dme, format);
        var shared = acme.Telegrams(Dme);
        Assert.IsGreaterThan(80, shared.Count);
        Assert.IsTrue(shared.SetEquals(borough.Telegrams(Dme)), "what both want goes to both");
        Assert.IsGreaterThan(150, acme.Telegrams(Kam).Count);
        Assert.IsGreaterThan(60, borough.Telegrams(Esy).Count);
        Assert.AreEqual(acme.Keys.Count, world.Deliveries.CountFor("acme"));
        Assert.AreEqual(borough.Keys.Count, world.Deliveries.CountFor("borough"));

        // The gateway's own headend has lists of its own: hourly, every 15 minutes, and no KAM at all.
        Assert.IsLessThan(acme.Keys.Count / 3, world.Deliveries.CountFor(null));
    }

    [TestMethod]
    [DataRow(1UL)]
    [DataRow(2UL)]
    [DataRow(3UL)]
    public void Run_OutageAndPowerCut_AllIsAccountedForToEach(ulong seed)
    {
        var scenario = Runs.Load("tenants");
        Assert.AreEqual("cbor", scenario.Gateway.Format);
        var report = Runs.Run(scenario, seed);
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Store.Pending);
        Assert.IsGreaterThan(4_000L, report.Uplink.Records);
    }

    private static void GiveName(GatewayWorld world, string user)
    {
        var files = world.Flash.Drive('I').Files;
        var document = JsonNode.Parse(files[ConfigStore.InstallerFile]);
        document["uplink"]["broker"]["user"] = user;
        document["uplink"]["broker"]["password"] = Password;
        files[ConfigStore.InstallerFile] = Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    // A mark from the operator comes behind everything that the broker had before.
    private static void WaitForAll(GatewayWorld world, params Subscriber[] subscribers)
    {
        var isMarked = false;
        world.Broker.Delivered += (topic, _) => isMarked |= topic == MarkTopic;
        ((TlsBrokerSide)world.Broker).Publish(MarkTopic, [1]);
        foreach (var subscriber in subscribers)
        {
            Assert.IsTrue(subscriber.IsMarked.WaitOne(PatienceMs), subscriber.Name);
        }

        Assert.IsTrue(SpinWait.SpinUntil(
            () =>
            {
                world.Broker.Poll();
                return isMarked;
            },
            PatienceMs));
    }

    private static void AssertOwn(Subscriber tenant, string one, string other, string format)
    {
        Assert.IsGreaterThan(10, tenant.Messages.Count);
        var root = $"metering/tenant/{tenant.Name}/gateway/gw-shared/event/";
        foreach (var (topic, payload) in tenant.Messages)
        {
            Assert.IsTrue(topic == root + "up" || topic == root + "alarm", topic);
            Assert.AreEqual(format == "cbor", UplinkMessage.IsCbor(payload), topic);
        }

        var strangers = tenant.Records.Where(record => (string)record["telegram"] is not { } telegram
            || (Maker(telegram) != one && Maker(telegram) != other)).ToList();
        Assert.IsEmpty(strangers, $"{tenant.Name} got {strangers.FirstOrDefault()?.ToJsonString()}");
    }

    private static string Maker(string telegram) => telegram.Substring(4, 4);

    private sealed class Subscriber : IDisposable
    {
        private readonly IMqttConnection _broker = MqttConnectionFactory.Create();

        public Subscriber(string name, int port)
        {
            Name = name;
            _broker.MessageReceived += (topic, payload, _) =>
            {
                if (topic == MarkTopic)
                {
                    IsMarked.Set();
                }
                else
                {
                    Messages.Enqueue((topic, payload));
                }
            };
            Assert.AreEqual(MqttConnectResult.Ok, _broker.Connect(new MqttConnectOptions
            {
                Host = "127.0.0.1", Port = port, ClientId = name, UserName = name, Password = Password,
            }));
            Assert.IsTrue(_broker.Subscribe("#", 1));
        }

        public string Name { get; }

        public ConcurrentQueue<(string Topic, byte[] Payload)> Messages { get; } = [];

        public AutoResetEvent IsMarked { get; } = new(false);

        public IReadOnlyList<JsonNode> Records =>
            [.. Messages.SelectMany(message =>
                JsonNode.Parse(UplinkMessage.ToJson(message.Payload).ToJsonString())["t"].AsArray())];

        public HashSet<long> Keys => [.. Records.Select(record => (long)record["seq"])];

        public HashSet<string> Telegrams(string maker) =>
            [.. Records.Select(record => (string)record["telegram"]).Where(telegram => Maker(telegram) == maker)];

        public void Publish(string topic, string payload) => _broker.Publish(topic, Encoding.UTF8.GetBytes(payload), 1, false);

        public void Dispose()
        {
            _broker.Dispose();
            IsMarked.Dispose();
        }
    }
}
