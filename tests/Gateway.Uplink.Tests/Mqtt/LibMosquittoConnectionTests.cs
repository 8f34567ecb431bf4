using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Mqtt;
using Gateway.Simulator.Network;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>The connection that this build was made with, against Debian's broker.</summary>
[TestClass]
public class LibMosquittoConnectionTests
{
    [TestMethod]
    public void Publish_Qos1_IsAcknowledgedAndReachesSubscriber()
    {
        using var broker = RealBroker.Start();
        using var connection = MqttConnectionFactory.Create();
        var probe = Probe.On(connection);
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(RealBroker.Options(broker.Port, "both")));
        Assert.IsTrue(connection.IsConnected);
        Assert.IsTrue(connection.Subscribe("a/+/c", 1));

        var id = connection.Publish("a/b/c", "grün"u8.ToArray(), 1, false);

        Assert.IsGreaterThan(0, id);
        probe.WaitFor(p => p.Acknowledged.Contains(id), "PUBACK");
        probe.WaitFor(p => p.Messages.Contains(("a/b/c", "grün", false)), "the message");
    }

    [TestMethod]
    public void Publish_EmptyPayloadQos0_Arrives()
    {
        using var broker = RealBroker.Start();
        using var connection = Connected(broker, "both", out var probe);
        connection.Subscribe("t", 0);

        connection.Publish("t", [], 0, false);

        probe.WaitFor(p => p.Messages.Contains(("t", "", false)), "the empty message");
    }

    [TestMethod]
    public void Subscribe_RetainedMessage_ComesMarkedRetained()
    {
        using var broker = RealBroker.Start();
        using (var publisher = Connected(broker, "publisher", out var published))
        {
            var id = publisher.Publish("state", "on"u8.ToArray(), 1, true);
            published.WaitFor(p => p.Acknowledged.Contains(id), "PUBACK");
        }

        using var subscriber = Connected(broker, "subscriber", out var probe);
        subscriber.Subscribe("#", 1);

        probe.WaitFor(p => p.Messages.Contains(("state", "on", true)), "the retained message");
    }

    [TestMethod]
    public void Will_SocketCutWithoutDisconnect_IsPublishedAndLossIsTold()
    {
        using var broker = RealBroker.Start();
        using var watcher = Connected(broker, "watcher", out var watched);
        watcher.Subscribe("conn", 1);
        using var relay = new TcpRelay(broker.Port);
        using var gateway = MqttConnectionFactory.Create();
        var probe = Probe.On(gateway);
        Assert.AreEqual(MqttConnectResult.Ok, gateway.Connect(WithWill(relay.Port)));

        relay.Cut();

        watched.WaitFor(p => p.Messages.Contains(("conn", "offline", false)), "the will");
        probe.WaitFor(p => p.LostCount == 1, "the loss");
        Assert.IsFalse(gateway.IsConnected);
        Assert.AreEqual(0, gateway.Publish("t", [1], 1, false));
        Assert.IsFalse(gateway.Subscribe("t", 1));
    }

    [TestMethod]
    public void Will_Abort_IsPublishedAndNoLossIsTold()
    {
        using var broker = RealBroker.Start();
        using var watcher = Connected(broker, "watcher", out var watched);
        watcher.Subscribe("conn", 1);
        using var gateway = MqttConnectionFactory.Create();
        var probe = Probe.On(gateway);
        Assert.AreEqual(MqttConnectResult.Ok, gateway.Connect(WithWill(broker.Port)));

        gateway.Abort();
        gateway.Abort();

        watched.WaitFor(p => p.Messages.Contains(("conn", "offline", false)), "the will");
        Assert.AreEqual(0, probe.LostCount);
        Assert.AreEqual(0, gateway.Publish("t", [1], 1, false));
    }

    [TestMethod]
    public void Will_Disconnect_IsNotPublishedAndNoLossIsTold()
    {
        using var broker = RealBroker.Start();
        using var watcher = Connected(broker, "watcher", out var watched);
        watcher.Subscribe("#", 1);
        var gateway = MqttConnectionFactory.Create();
        var probe = Probe.On(gateway);
        Assert.AreEqual(MqttConnectResult.Ok, gateway.Connect(WithWill(broker.Port)));

        gateway.Disconnect();
        gateway.Dispose();
        gateway.Dispose();
        using (var other = Connected(broker, "gw", out _))
        {
            // The broker handles this client after the end of the one before.
            other.Publish("later", [], 1, false);
            watched.WaitFor(p => p.Messages.Any(m => m.Topic == "later"), "the later message");
        }

        Assert.IsFalse(watched.Messages.Any(m => m.Topic == "conn"));
        Assert.AreEqual(0, probe.LostCount);
        Assert.AreEqual(0, gateway.Publish("t", [1], 1, false));
    }

    [TestMethod]
    [DataRow(null, null, MqttConnectResult.NotAuthorized)]
    [DataRow("gw", "wrong", MqttConnectResult.NotAuthorized)]
    [DataRow("gw", "right", MqttConnectResult.Ok)]
    public void Connect_BrokerWithPassword_ChecksUser(string userName, string password,
        MqttConnectResult expected)
    {
        using var broker = RealBroker.Start("gw", "right");
        using var connection = MqttConnectionFactory.Create();
        var options = RealBroker.Options(broker.Port, "gw");
        options.UserName = userName;
        options.Password = password;

        Assert.AreEqual(expected, connection.Connect(options));

        Assert.AreEqual(expected == MqttConnectResult.Ok, connection.IsConnected);
    }

    [TestMethod]
    public void Connect_NobodyListens_IsUnreachable()
    {
        RealBroker.RequireLibrary();
        using var connection = MqttConnectionFactory.Create();

        var result = connection.Connect(RealBroker.Options(MosquittoProcess.FindFreePort(), "gw"));

        Assert.AreEqual(MqttConnectResult.Unreachable, result);
    }

    [TestMethod]
    public void Connect_UnknownName_IsNotResolved()
    {
        RealBroker.RequireLibrary();
        using var connection = MqttConnectionFactory.Create();
        var options = RealBroker.Options(1883, "gw");
        options.Host = "no-such-host.invalid";
        options.TimeoutMs = 60_000;

        Assert.AreEqual(MqttConnectResult.NameNotResolved, connection.Connect(options));
    }

    [TestMethod]
    public void Connect_SilentServer_TimesOut()
    {
        RealBroker.RequireLibrary();
        var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var connection = MqttConnectionFactory.Create();
        var probe = Probe.On(connection);
        var options = RealBroker.Options(((IPEndPoint)silent.LocalEndpoint).Port, "gw");
        options.TimeoutMs = 100;

        Assert.AreEqual(MqttConnectResult.TimedOut, connection.Connect(options));

        Assert.IsFalse(connection.IsConnected);
        connection.Dispose();
        silent.Stop();
        Assert.AreEqual(0, probe.LostCount, "never connected, so never lost");
    }

    [TestMethod]
    public void Connect_ServerClosesWithoutConnack_IsUnreachable()
    {
        RealBroker.RequireLibrary();
        using var relay = new TcpRelay(MosquittoProcess.FindFreePort());
        using var connection = MqttConnectionFactory.Create();

        Assert.AreEqual(MqttConnectResult.Unreachable, connection.Connect(RealBroker.Options(relay.Port,
            "gw")));
    }

    [TestMethod]
    public void Connect_Twice_Throws()
    {
        using var broker = RealBroker.Start();
        using var connection = Connected(broker, "gw", out _);

        Assert.ThrowsExactly<InvalidOperationException>(
            () => connection.Connect(RealBroker.Options(broker.Port, "gw")));
    }

    [TestMethod]
    [DataRow("", 1883, 60)]
    [DataRow("127.0.0.1", 0, 60)]
    [DataRow("127.0.0.1", 65536, 60)]
    [DataRow("127.0.0.1", 1883, 1)]
    [DataRow("127.0.0.1", 1883, 65536)]
    public void Connect_BadOptions_Throws(string host, int port, int keepAliveS)
    {
        RealBroker.RequireLibrary();
        using var connection = MqttConnectionFactory.Create();

        Assert.ThrowsExactly<ArgumentException>(() => connection.Connect(
            new MqttConnectOptions { Host = host, Port = port, KeepAliveS = keepAliveS }));
    }

    [TestMethod]
    public void Publish_WildcardInTopic_Throws()
    {
        using var broker = RealBroker.Start();
        using var connection = Connected(broker, "gw", out _);

        Assert.ThrowsExactly<ArgumentException>(() => connection.Publish("a/#", [1], 1, false));
        Assert.ThrowsExactly<ArgumentException>(() => connection.Subscribe("a/#/b", 1));
    }

    [TestMethod]
    public void Lost_BrokerKilledAndBack_NewConnectionWorks()
    {
        using var broker = RealBroker.Start();
        using (var first = Connected(broker, "gw", out var probe))
        {
            broker.Kill();
            probe.WaitFor(p => p.LostCount == 1, "the loss");
            Assert.AreEqual(0, first.Publish("t", [1], 1, false));
        }

        using (var meanwhile = MqttConnectionFactory.Create())
        {
            Assert.AreEqual(MqttConnectResult.Unreachable,
                meanwhile.Connect(RealBroker.Options(broker.Port, "gw")));
        }

        broker.Restart();
        using var second = Connected(broker, "gw", out var again);
        var id = second.Publish("t", [1], 1, false);
        again.WaitFor(p => p.Acknowledged.Contains(id), "PUBACK of the broker that came back");
    }

    [TestMethod]
    public void Publish_ThousandMessages_ArriveInOrderAndOnce()
    {
        const int Count = 1000;
        using var broker = RealBroker.Start();
        using var connection = Connected(broker, "gw", out var probe);
        connection.Subscribe("n", 1);

        var ids = Enumerable.Range(0, Count)
            .Select(i => connection.Publish("n", Encoding.UTF8.GetBytes(i.ToString()), 1, false)).ToArray();

        probe.WaitFor(p => p.Messages.Count == Count && p.Acknowledged.Count == Count, "all messages");
        CollectionAssert.AreEqual(Enumerable.Range(0, Count).Select(i => i.ToString()).ToArray(),
            probe.Messages.Select(m => m.Payload).ToArray());
        CollectionAssert.AreEquivalent(ids, probe.Acknowledged);
    }

    private static IMqttConnection Connected(MosquittoProcess broker, string clientId, out Probe probe)
    {
        var connection = MqttConnectionFactory.Create();
        probe = Probe.On(connection);
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(RealBroker.Options(broker.Port, clientId)));
        return connection;
    }

    private static MqttConnectOptions WithWill(int port)
    {
        var options = RealBroker.Options(port, "gw");
        options.WillTopic = "conn";
        options.WillPayload = "offline"u8.ToArray();
        options.WillRetain = true;
        options.WillQos = 1;
        return options;
    }
}
