using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>The broker without a network: everything in simulated time.</summary>
[TestClass]
public class BrokerModelTests : BrokerModelFixture
{
    [TestMethod]
    public void Connect_Up_ChargesTwoRoundTripsAndTakesNoTime()
    {
        var connection = Broker.CreateConnection(Fixed10Ms, Cost);

        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(Options("gw")));

        Assert.AreEqual(40 * Ms, Cost.Take());
        Assert.AreEqual(0, Queue.NowNs);
        Assert.IsTrue(connection.IsConnected);
        Assert.AreEqual(1, Broker.ClientCount);
    }

    [TestMethod]
    public void Connect_EachFault_HasItsResultAndPrice()
    {
        Broker.SetUp(false);
        Assert.AreEqual((MqttConnectResult.Unreachable, 20 * Ms), TryConnect());
        Broker.SetUp(true);
        Broker.SetBlackHole(true);
        Assert.AreEqual((MqttConnectResult.TimedOut, 3 * S), TryConnect());
        Broker.SetBlackHole(false);
        Broker.IsNameUnknown = true;
        Assert.AreEqual((MqttConnectResult.NameNotResolved, 20 * Ms), TryConnect());
        Broker.IsNameUnknown = false;
        Broker.RefuseConnects(MqttConnectResult.Refused);
        Assert.AreEqual((MqttConnectResult.Refused, 40 * Ms), TryConnect());
        Broker.RefuseConnects(MqttConnectResult.Ok);
        Broker.RequireUser("user", "password");
        Assert.AreEqual((MqttConnectResult.NotAuthorized, 40 * Ms), TryConnect());
        Broker.RequireUser(null, null);
        Assert.AreEqual((MqttConnectResult.Ok, 40 * Ms), TryConnect());
    }

    [TestMethod]
    public void Publish_Qos1_IsDeliveredAfterOneWayAndAcknowledgedAfterTwo()
    {
        var connection = Connected("gw", out var probe);
        var startNs = Queue.NowNs;

        var id = connection.Publish("t", [1, 2], 1, false);

        Queue.AdvanceTo(startNs + (20 * Ms) - 1);
        Assert.AreEqual(startNs + (10 * Ms), Delivered.Single().AtNs);
        Assert.IsEmpty(probe.Acknowledged);
        Queue.AdvanceTo(startNs + (20 * Ms));
        CollectionAssert.AreEqual(new[] { id }, probe.Acknowledged);
    }

    [TestMethod]
    public void Publish_WithinAJob_CountsFromWhatTheJobWasCharged()
    {
        var connection = Broker.CreateConnection(Fixed10Ms, Cost);
        connection.Connect(Options("gw"));

        connection.Publish("t", [1], 1, false);

        Cost.Take();
        Queue.AdvanceTo(S);
        Assert.AreEqual(50 * Ms, Delivered.Single().AtNs);
    }

    [TestMethod]
    public void Publish_CallerChangesBuffer_BrokerKeepsWhatWasPublished()
    {
        var connection = Connected("gw", out _);
        var payload = new byte[] { 1 };

        connection.Publish("t", payload, 1, false);
        payload[0] = 2;

        Queue.AdvanceTo(S);
        CollectionAssert.AreEqual(new byte[] { 1 }, Delivered.Single().Payload);
    }

    [TestMethod]
    public void Publish_Jitter_KeepsOrder()
    {
        var connection = Broker.CreateConnection(new NetworkLatency(Ms, S), null);
        var probe = Probe.On(connection);
        connection.Connect(Options("gw"));
        connection.Subscribe("#", 1);

        var ids = Enumerable.Range(0, 50).Select(i => connection.Publish("t" + i, [1], 1, false)).ToArray();

        Queue.AdvanceTo(10 * S);
        CollectionAssert.AreEqual(ids, probe.Acknowledged);
        CollectionAssert.AreEqual(ids.Select((_, i) => "t" + i).ToArray(),
            probe.Messages.Select(m => m.Topic).ToArray());
    }

    [TestMethod]
    public void Retained_LaterSubscriber_GetsItOnceMarkedAndEmptyDeletesIt()
    {
        var publisher = Connected("gw", out _);
        publisher.Publish("state/conn", "1"u8.ToArray(), 1, true);
        Queue.AdvanceTo(Queue.NowNs + S);

        var subscriber = Connected("headend", out var probe);
        subscriber.Subscribe("state/+", 1);
        Queue.AdvanceTo(Queue.NowNs + S);
        publisher.Publish("state/conn", [], 1, true);
        Queue.AdvanceTo(Queue.NowNs + S);

        CollectionAssert.AreEqual(new[] { ("state/conn", "1", true), ("state/conn", "", false) },
            probe.Messages);
        Assert.IsFalse(Broker.TryGetRetained("state/conn", out _));
    }

    [TestMethod]
    public void Disconnect_Proper_NoWillNoLoss()
    {
        var connection = Connected("gw", out var probe);

        connection.Disconnect();
        connection.Dispose();
        Queue.AdvanceTo(Queue.NowNs + (1000 * S));

        Assert.IsEmpty(Delivered);
        Assert.AreEqual(0, probe.LostCount);
        Assert.AreEqual(0, Broker.ClientCount);
    }

    [TestMethod]
    public void Connect_SameClientId_TakesOverWithWill()
    {
        Connected("gw", out var first);
        var second = Connected("gw", out _);
        Queue.AdvanceTo(Queue.NowNs + S);

        Assert.AreEqual(1, first.LostCount);
        Assert.IsTrue(Delivered.Single().IsWill);
        Assert.IsTrue(second.IsConnected);
        Assert.AreEqual(1, Broker.ClientCount);
    }

    [TestMethod]
    public void Run_SameSeed_SameHistoryAndOtherSeedAnother()
    {
        Assert.AreEqual(History(1), History(1));
        Assert.AreNotEqual(History(1), History(2));
    }

    private static string History(ulong seed)
    {
        var queue = new EventQueue();
        var broker = new BrokerModel(queue, new RandomStream(seed));
        var history = new List<string>();
        broker.Delivered += m => history.Add(string.Create(CultureInfo.InvariantCulture,
            $"{m.AtNs} {m.Topic}"));
        var random = new RandomStream(seed);
        for (var round = 0; round < 20; round++)
        {
            var connection = broker.CreateConnection(NetworkLatency.Mobile);
            connection.Published += id => history.Add(string.Create(CultureInfo.InvariantCulture,
                $"{queue.NowNs} ack {id}"));
            connection.Lost += () => history.Add(string.Create(CultureInfo.InvariantCulture,
                $"{queue.NowNs} lost"));
            connection.Connect(Options("gw"));
            for (var message = random.Next(10); message > 0; message--)
            {
                connection.Publish("t", [1], 1, false);
            }

            queue.AdvanceTo(queue.NowNs + (random.Next(400) * Ms));
            broker.KillConnections();
            queue.AdvanceTo(queue.NowNs + S);
        }

        return string.Join('\n', history);
    }
}
