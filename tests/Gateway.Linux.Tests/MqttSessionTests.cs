using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using Gateway.Linux.Ports;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Uplink;

namespace Gateway.Linux.Tests;

/// <summary>Against Debian's mosquitto; inconclusive where it is not installed.</summary>
[TestClass]
public sealed class MqttSessionTests
{
    private const int LongMs = 30_000;

    [TestMethod]
    public void Session_RealBroker_PublishesHearsAndLosesIt()
    {
        using MosquittoProcess broker = Start();
        Listener listener = new();
        IMqttSession session = new MqttSessionFactory(MqttConnectionFactory.Create).Create();

        Assert.AreEqual(MqttConnectStatus.Ok, session.Connect(Request(broker.Port), listener));
        Assert.IsTrue(session.Subscribe("pi/#"));
        int packetId = session.Publish("pi/up", Encoding.ASCII.GetBytes("hello"), false);

        Assert.IsGreaterThan(0, packetId);
        CollectionAssert.AreEquivalent(
            new[] { $"published {packetId} True", "message pi/up hello" }, listener.Take(2));
        broker.Dispose();
        CollectionAssert.AreEqual(new[] { "lost" }, listener.Take(1));
        Assert.AreEqual(0, session.Publish("pi/up", [1], false));
        session.Close();
        session.Close();
    }

    [TestMethod]
    public void Session_NobodyThere_IsUnreachable()
    {
        using MosquittoProcess broker = Start();
        int port = broker.Port;
        broker.Dispose();
        IMqttSession session = new MqttSessionFactory(MqttConnectionFactory.Create).Create();
        Assert.AreEqual(MqttConnectStatus.Unreachable, session.Connect(Request(port), new Listener()));
        Assert.AreEqual(MqttConnectStatus.Refused, session.Connect(Request(port), new Listener()), "one attempt each");
    }

    private static MqttConnectRequest Request(int port) => new()
    {
        Host = "127.0.0.1", Port = port, ClientId = "pi", KeepAliveS = 60, WillTopic = "conn", WillPayload = "offline",
    };

    private static MosquittoProcess Start()
    {
        try
        {
            MqttConnectionFactory.Create().Dispose();
        }
        catch (MqttLibraryMissingException e)
        {
            Assert.Inconclusive(e.Message);
        }

        if (!MosquittoProcess.IsAvailable)
        {
            Assert.Inconclusive(MosquittoProcess.InstallHint);
        }

        return MosquittoProcess.Start(0, null, null, null);
    }

    private sealed class Listener : IMqttListener
    {
        private readonly BlockingCollection<string> _told = [];

        public void OnConnected(MqttConnectStatus status) => _told.Add("connected " + status);

        public void OnPublished(int packetId, bool acknowledged) => _told.Add($"published {packetId} {acknowledged}");

        public void OnMessage(string topic, byte[] payload) =>
            _told.Add($"message {topic} {Encoding.ASCII.GetString(payload)}");

        public void OnLost() => _told.Add("lost");

        public string[] Take(int count) => [.. Enumerable.Range(0, count)
            .Select(_ => _told.TryTake(out string told, LongMs) ? told : "nothing")];
    }
}
