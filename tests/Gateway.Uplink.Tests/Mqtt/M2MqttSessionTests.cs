using System;
using System.Linq;
using Gateway.Boards;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Uplink;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>The firmware's session on the M2Mqtt stand-in: scripted, and against Debian's broker.</summary>
[TestClass]
public class M2MqttSessionTests
{
    [TestMethod]
    [DataRow(MqttConnectResult.Ok, MqttConnectStatus.Ok)]
    [DataRow(MqttConnectResult.NameNotResolved, MqttConnectStatus.NameNotResolved)]
    [DataRow(MqttConnectResult.Unreachable, MqttConnectStatus.Unreachable)]
    [DataRow(MqttConnectResult.TimedOut, MqttConnectStatus.TimedOut)]
    [DataRow(MqttConnectResult.NotAuthorized, MqttConnectStatus.NotAuthorized)]
    [DataRow(MqttConnectResult.Refused, MqttConnectStatus.Refused)]
    [DataRow(MqttConnectResult.TlsFailed, MqttConnectStatus.TlsFailed, true)]
    [DataRow(MqttConnectResult.CertificateUntrusted, MqttConnectStatus.CertificateUntrusted, true)]
    [DataRow(MqttConnectResult.CertificateWrongName, MqttConnectStatus.CertificateWrongName, true)]
    [DataRow(MqttConnectResult.CertificateExpired, MqttConnectStatus.CertificateExpired, true)]
    [DataRow(MqttConnectResult.OwnCertificateRefused, MqttConnectStatus.OwnCertificateRefused, true)]
    [DataRow(MqttConnectResult.CertificateUnusable, MqttConnectStatus.CertificateUnusable, true)]
    [DataRow(MqttConnectResult.Ok, MqttConnectStatus.Ok, true)]
    [DataRow(MqttConnectResult.NameNotResolved, MqttConnectStatus.NameNotResolved, true)]
    [DataRow(MqttConnectResult.Unreachable, MqttConnectStatus.Unreachable, true)]
    [DataRow(MqttConnectResult.TimedOut, MqttConnectStatus.TimedOut, true)]
    public void Connect_EachResult_HasItsStatusAndIsClosedUnlessOk(MqttConnectResult result,
        MqttConnectStatus status, bool isTls = false)
    {
        var connection = new ScriptedConnection(result);
        using var host = new NetworkOnlyHost(() => connection);
        var session = new M2MqttSessionFactory().Create();
        var request = Request(1883);
        request.Tls = isTls ? new TlsFiles { Authority = "ca"u8.ToArray() } : null;

        Assert.AreEqual(status, session.Connect(request, new Probe()));
        Assert.AreEqual(isTls, connection.Options.Tls != null, "never in the clear");

        Assert.AreEqual(status == MqttConnectStatus.Ok ? 0 : 1, connection.DisposeCount);
        Assert.AreEqual(status == MqttConnectStatus.Ok, session.Publish("t", [1], false) != 0);
        session.Close();
        session.Close();
        Assert.AreEqual(1, connection.DisposeCount);
    }

    [TestMethod]
    public void Connect_NetworkThrows_IsAStatusAndNotAnException()
    {
        using var host = new NetworkOnlyHost(() => throw new InvalidOperationException("no network"));
        var session = new M2MqttSession();

        Assert.AreEqual(MqttConnectStatus.Unreachable, session.Connect(Request(1883), new Probe()));
        Assert.AreEqual(0, session.Publish("t", [1], false));
        Assert.IsFalse(session.Subscribe("t"));
        session.Close();
    }

    [TestMethod]
    public void Connect_Request_ReachesTheBrokerAsAsked()
    {
        var connection = new ScriptedConnection(MqttConnectResult.Ok);
        using var host = new NetworkOnlyHost(() => connection);
        var request = Request(1234);
        request.UserName = "user";
        request.Password = "password";

        new M2MqttSession().Connect(request, new Probe());

        var options = connection.Options;
        Assert.AreEqual("127.0.0.1", options.Host);
        Assert.AreEqual(1234, options.Port);
        Assert.AreEqual("gw", options.ClientId);
        Assert.AreEqual("user", options.UserName);
        Assert.AreEqual("password", options.Password);
        Assert.AreEqual(60, options.KeepAliveS);
        Assert.IsTrue(options.CleanSession);
        Assert.AreEqual("conn", options.WillTopic);
        CollectionAssert.AreEqual("offline"u8.ToArray(), options.WillPayload);
        Assert.IsTrue(options.WillRetain);
        Assert.AreEqual(1, options.WillQos);
    }

    [TestMethod]
    public void Connect_SecondTime_IsRefused()
    {
        using var host = new NetworkOnlyHost(() => new ScriptedConnection(MqttConnectResult.Ok));
        var session = new M2MqttSession();
        session.Connect(Request(1883), new Probe());

        Assert.AreEqual(MqttConnectStatus.Refused, session.Connect(Request(1883), new Probe()));
    }

    [TestMethod]
    public void Listener_LossAndPuback_AreTold()
    {
        var connection = new ScriptedConnection(MqttConnectResult.Ok);
        using var host = new NetworkOnlyHost(() => connection);
        var session = new M2MqttSession();
        var probe = new Probe();
        session.Connect(Request(1883), probe);

        var id = session.Publish("t", [1], false);
        connection.Receive("command/x", "go"u8.ToArray());
        connection.Lose();

        CollectionAssert.AreEqual(new[] { id }, probe.Acknowledged);
        Assert.AreEqual(("command/x", "go", false), probe.Messages.Single());
        Assert.AreEqual(1, probe.LostCount);
        Assert.AreEqual(0, session.Publish("t", [1], false));
    }

    [TestMethod]
    public void Close_Standing_TellsNoLossAndNothingAfterwards()
    {
        var connection = new ScriptedConnection(MqttConnectResult.Ok);
        using var host = new NetworkOnlyHost(() => connection);
        var session = new M2MqttSession();
        var probe = new Probe();
        session.Connect(Request(1883), probe);

        session.Close();
        connection.Receive("late", [1]);
        connection.Lose();

        Assert.AreEqual(0, probe.LostCount);
        Assert.IsEmpty(probe.Messages);
    }

    [TestMethod]
    public void Listener_Throws_IsCountedAndKeptFromTheClient()
    {
        var connection = new ScriptedConnection(MqttConnectResult.Ok);
        using var host = new NetworkOnlyHost(() => connection);
        var session = new M2MqttSession();
        session.Connect(Request(1883), new BadListener());

        session.Publish("t", [1], false);
        connection.Receive("t", [1]);
        connection.Lose();

        Assert.AreEqual(3, session.ListenerFaults);
    }

    [TestMethod]
    public void Session_RealBroker_PublishesSubscribesAndLeavesItsWillOnlyOnLoss()
    {
        using var broker = RealBroker.Start();
        using var watcher = MqttConnectionFactory.Create();
        var watched = Probe.On(watcher);
        watcher.Connect(RealBroker.Options(broker.Port, "watcher"));
        watcher.Subscribe("#", 1);
        using var relay = new TcpRelay(broker.Port);
        var session = new M2MqttSessionFactory().Create();
        var probe = new Probe();

        Assert.AreEqual(MqttConnectStatus.Ok, session.Connect(Request(relay.Port), probe));
        Assert.IsTrue(session.Subscribe("command/#"));
        var id = session.Publish("conn", "online"u8.ToArray(), true);
        probe.WaitFor(p => p.Acknowledged.Contains(id), "PUBACK");
        watcher.Publish("command/read", "1"u8.ToArray(), 1, false);
        probe.WaitFor(p => p.Messages.Contains(("command/read", "1", false)), "the command");
        relay.Cut();

        probe.WaitFor(p => p.LostCount == 1, "the loss");
        watched.WaitFor(p => p.Messages.Contains(("conn", "offline", false)), "the will");
        session.Close();
        Assert.AreEqual(1, probe.LostCount);
    }

    [TestMethod]
    public void Connect_RealNetworkFailures_HaveTheirStatus()
    {
        using var broker = RealBroker.Start("user", "right");
        Assert.AreEqual(MqttConnectStatus.NotAuthorized, new M2MqttSession().Connect(Request(broker.Port),
            new Probe()));
        Assert.AreEqual(MqttConnectStatus.Unreachable,
            new M2MqttSession().Connect(Request(MosquittoProcess.FindFreePort()), new Probe()));
        var unknown = Request(broker.Port);
        unknown.Host = "no-such-host.invalid";
        Assert.AreEqual(MqttConnectStatus.NameNotResolved, new M2MqttSession().Connect(unknown, new Probe()));
    }

    private static MqttConnectRequest Request(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = "gw",
        WillTopic = "conn",
        WillPayload = "offline",
        KeepAliveS = 60,
    };

    private sealed class BadListener : IMqttListener
    {
        public void OnConnected(MqttConnectStatus status) => throw new InvalidOperationException();

        public void OnPublished(int packetId, bool acknowledged) => throw new InvalidOperationException();

        public void OnMessage(string topic, byte[] payload) => throw new InvalidOperationException();

        public void OnLost() => throw new InvalidOperationException();
    }
}
