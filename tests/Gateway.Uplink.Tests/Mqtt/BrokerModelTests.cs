using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>The broker without a network: everything in simulated time.</summary>
[TestClass]
public class BrokerModelTests
{
    private const long Ms = 1_000_000;
    private const long S = 1_000_000_000;
    private static readonly NetworkLatency Fixed10Ms = new(10 * Ms, 0);

    private readonly EventQueue _queue = new();
    private readonly BlockingCost _cost = new();
    private readonly List<DeliveredMessage> _delivered = [];
    private BrokerModel _broker;

    [TestInitialize]
    public void CreateBroker()
    {
        _broker = new BrokerModel(_queue, new RandomStream(7));
        _broker.Delivered += _delivered.Add;
    }

    [TestMethod]
    public void Connect_Up_ChargesTwoRoundTripsAndTakesNoTime()
    {
        var connection = _broker.CreateConnection(Fixed10Ms, _cost);

        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(Options("gw")));

        Assert.AreEqual(40 * Ms, _cost.Take());
        Assert.AreEqual(0, _queue.NowNs);
        Assert.IsTrue(connection.IsConnected);
        Assert.AreEqual(1, _broker.ClientCount);
    }

    [TestMethod]
    public void Connect_EachFault_HasItsResultAndPrice()
    {
        _broker.SetUp(false);
        Assert.AreEqual((MqttConnectResult.Unreachable, 20 * Ms), TryConnect());
        _broker.SetUp(true);
        _broker.SetBlackHole(true);
        Assert.AreEqual((MqttConnectResult.TimedOut, 3 * S), TryConnect());
        _broker.SetBlackHole(false);
        _broker.IsNameUnknown = true;
        Assert.AreEqual((MqttConnectResult.NameNotResolved, 20 * Ms), TryConnect());
        _broker.IsNameUnknown = false;
        _broker.RefuseConnects(MqttConnectResult.Refused);
        Assert.AreEqual((MqttConnectResult.Refused, 40 * Ms), TryConnect());
        _broker.RefuseConnects(MqttConnectResult.Ok);
        _broker.RequireUser("user", "password");
        Assert.AreEqual((MqttConnectResult.NotAuthorized, 40 * Ms), TryConnect());
        _broker.RequireUser(null, null);
        Assert.AreEqual((MqttConnectResult.Ok, 40 * Ms), TryConnect());
    }

    [TestMethod]
    public void Publish_Qos1_IsDeliveredAfterOneWayAndAcknowledgedAfterTwo()
    {
        var connection = Connected("gw", out var probe);
        var startNs = _queue.NowNs;

        var id = connection.Publish("t", [1, 2], 1, false);

        _queue.AdvanceTo(startNs + (20 * Ms) - 1);
        Assert.AreEqual(startNs + (10 * Ms), _delivered.Single().AtNs);
        Assert.IsEmpty(probe.Acknowledged);
        _queue.AdvanceTo(startNs + (20 * Ms));
        CollectionAssert.AreEqual(new[] { id }, probe.Acknowledged);
    }

    [TestMethod]
    public void Publish_WithinAJob_CountsFromWhatTheJobWasCharged()
    {
        var connection = _broker.CreateConnection(Fixed10Ms, _cost);
        connection.Connect(Options("gw"));

        connection.Publish("t", [1], 1, false);

        _cost.Take();
        _queue.AdvanceTo(S);
        Assert.AreEqual(50 * Ms, _delivered.Single().AtNs);
    }

    [TestMethod]
    public void Publish_CallerChangesBuffer_BrokerKeepsWhatWasPublished()
    {
        var connection = Connected("gw", out _);
        var payload = new byte[] { 1 };

        connection.Publish("t", payload, 1, false);
        payload[0] = 2;

        _queue.AdvanceTo(S);
        CollectionAssert.AreEqual(new byte[] { 1 }, _delivered.Single().Payload);
    }

    [TestMethod]
    public void Publish_Jitter_KeepsOrder()
    {
        var connection = _broker.CreateConnection(new NetworkLatency(Ms, S), null);
        var probe = Probe.On(connection);
        connection.Connect(Options("gw"));
        connection.Subscribe("#", 1);

        var ids = Enumerable.Range(0, 50).Select(i => connection.Publish("t" + i, [1], 1, false)).ToArray();

        _queue.AdvanceTo(10 * S);
        CollectionAssert.AreEqual(ids, probe.Acknowledged);
        CollectionAssert.AreEqual(ids.Select((_, i) => "t" + i).ToArray(),
            probe.Messages.Select(m => m.Topic).ToArray());
    }

    [TestMethod]
    public void DropPubacks_Two_MessagesAreThereButUnacknowledged()
    {
        var connection = Connected("gw", out var probe);
        _broker.DropPubacks(2);

        connection.Publish("t", [1], 1, false);
        connection.Publish("t", [2], 1, false);
        var third = connection.Publish("t", [3], 1, false);

        _queue.AdvanceTo(10 * S);
        Assert.HasCount(3, _delivered);
        CollectionAssert.AreEqual(new[] { third }, probe.Acknowledged);
        Assert.AreEqual(2, _broker.DroppedPubackCount);
    }

    [TestMethod]
    public void ResendAfter_DroppedPuback_MakesADuplicateWithTheSamePacketId()
    {
        var connection = Connected("gw", out var probe);
        _broker.ResendAfterNs = S;
        _broker.DropPubacks(1);

        var id = connection.Publish("t", [1], 1, false);

        _queue.AdvanceTo(20 * S);
        Assert.HasCount(2, _delivered);
        Assert.IsFalse(_delivered[0].IsDuplicate);
        Assert.IsTrue(_delivered[1].IsDuplicate);
        Assert.AreEqual(id, _delivered[1].PacketId);
        CollectionAssert.AreEqual(new[] { id }, probe.Acknowledged);
    }

    [TestMethod]
    public void Retained_LaterSubscriber_GetsItOnceMarkedAndEmptyDeletesIt()
    {
        var publisher = Connected("gw", out _);
        publisher.Publish("state/conn", "1"u8.ToArray(), 1, true);
        _queue.AdvanceTo(_queue.NowNs + S);

        var subscriber = Connected("headend", out var probe);
        subscriber.Subscribe("state/+", 1);
        _queue.AdvanceTo(_queue.NowNs + S);
        publisher.Publish("state/conn", [], 1, true);
        _queue.AdvanceTo(_queue.NowNs + S);

        CollectionAssert.AreEqual(new[] { ("state/conn", "1", true), ("state/conn", "", false) }, probe.Messages);
        Assert.IsFalse(_broker.TryGetRetained("state/conn", out _));
    }

    [TestMethod]
    public void SetUpFalse_Connected_IsLostWithoutWillAndComesBackWithRetained()
    {
        var connection = Connected("gw", out var probe);
        connection.Publish("kept", [9], 1, true);
        _queue.AdvanceTo(_queue.NowNs + S);

        _broker.SetUp(false);
        _queue.AdvanceTo(_queue.NowNs + S);

        Assert.AreEqual(1, probe.LostCount);
        Assert.IsFalse(_delivered.Any(m => m.IsWill));
        Assert.AreEqual(0, connection.Publish("t", [1], 1, false));
        _broker.SetUp(true);
        Assert.IsTrue(_broker.TryGetRetained("kept", out _));
        Connected("gw", out _);
    }

    [TestMethod]
    public void KillConnections_MessageOnItsWay_IsDeliveredOrNotButNeverAcknowledged()
    {
        var connection = Connected("gw", out var probe);
        connection.Publish("arrived", [1], 1, false);
        _queue.AdvanceTo(_queue.NowNs + (15 * Ms));
        connection.Publish("on its way", [2], 1, false);

        _broker.KillConnections();
        _queue.AdvanceTo(_queue.NowNs + S);

        CollectionAssert.AreEqual(new[] { "arrived", "conn" }, _delivered.Select(m => m.Topic).ToArray());
        Assert.IsTrue(_delivered[1].IsWill);
        CollectionAssert.AreEqual(new[] { 1 }, probe.Acknowledged);
        Assert.AreEqual(1, probe.LostCount);
    }

    [TestMethod]
    public void BlackHole_Short_HoldsMessagesAndDeliversThemAfterwards()
    {
        var connection = Connected("gw", out var probe);
        _broker.SetBlackHole(true);
        connection.Publish("t", [1], 1, false);
        _queue.AdvanceTo(_queue.NowNs + (5 * S));
        Assert.IsEmpty(_delivered);

        _broker.SetBlackHole(false);
        _queue.AdvanceTo(_queue.NowNs + S);

        Assert.HasCount(1, _delivered);
        Assert.HasCount(1, probe.Acknowledged);
        Assert.AreEqual(0, probe.LostCount);
    }

    [TestMethod]
    public void BlackHole_LongerThanKeepAlive_EndsBothSides()
    {
        Connected("gw", out var probe);
        var startNs = _queue.NowNs;
        _broker.SetBlackHole(true);

        _queue.AdvanceTo(startNs + (91 * S));
        Assert.AreEqual("conn", _delivered.Single().Topic, "the broker gives up after 1.5 keep-alives");
        Assert.AreEqual(0, probe.LostCount);
        _queue.AdvanceTo(startNs + (121 * S));
        Assert.AreEqual(1, probe.LostCount, "the client gives up after 2");
        _broker.SetBlackHole(false);
        _queue.AdvanceTo(startNs + (200 * S));
        Assert.AreEqual(1, probe.LostCount);
    }

    [TestMethod]
    public void BlackHole_EndsAfterOnlyTheBrokerGaveUp_ClientIsTold()
    {
        var connection = Connected("gw", out var probe);
        _broker.SetBlackHole(true);
        _queue.AdvanceTo(_queue.NowNs + (100 * S));

        _broker.SetBlackHole(false);
        _queue.AdvanceTo(_queue.NowNs + S);

        Assert.AreEqual(1, probe.LostCount);
        Assert.IsFalse(connection.IsConnected);
    }

    [TestMethod]
    public void Abort_PowerCut_WillComesAfterOneAndAHalfKeepAlives()
    {
        var connection = Connected("gw", out var probe);
        var startNs = _queue.NowNs;

        connection.Abort();

        _queue.AdvanceTo(startNs + (89 * S));
        Assert.IsEmpty(_delivered);
        _queue.AdvanceTo(startNs + (91 * S));
        Assert.IsTrue(_delivered.Single().IsWill);
        Assert.AreEqual(0, probe.LostCount, "there is nobody to tell");
    }

    [TestMethod]
    public void Disconnect_Proper_NoWillNoLoss()
    {
        var connection = Connected("gw", out var probe);

        connection.Disconnect();
        connection.Dispose();
        _queue.AdvanceTo(_queue.NowNs + (1000 * S));

        Assert.IsEmpty(_delivered);
        Assert.AreEqual(0, probe.LostCount);
        Assert.AreEqual(0, _broker.ClientCount);
    }

    [TestMethod]
    public void Connect_SameClientId_TakesOverWithWill()
    {
        Connected("gw", out var first);
        var second = Connected("gw", out _);
        _queue.AdvanceTo(_queue.NowNs + S);

        Assert.AreEqual(1, first.LostCount);
        Assert.IsTrue(_delivered.Single().IsWill);
        Assert.IsTrue(second.IsConnected);
        Assert.AreEqual(1, _broker.ClientCount);
    }

    [TestMethod]
    public void Delivered_HandlerKillsConnections_IsFine()
    {
        var connection = Connected("gw", out var probe);
        _broker.Delivered += m =>
        {
            if (!m.IsWill)
            {
                _broker.KillConnections();
            }
        };

        connection.Publish("t", [1], 1, false);
        _queue.AdvanceTo(_queue.NowNs + S);

        Assert.AreEqual(1, probe.LostCount);
        Assert.IsEmpty(probe.Acknowledged);
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
        broker.Delivered += m => history.Add(string.Create(CultureInfo.InvariantCulture, $"{m.AtNs} {m.Topic}"));
        var random = new RandomStream(seed);
        for (var round = 0; round < 20; round++)
        {
            var connection = broker.CreateConnection(NetworkLatency.Mobile);
            connection.Published += id => history.Add(string.Create(CultureInfo.InvariantCulture,
                $"{queue.NowNs} ack {id}"));
            connection.Lost += () => history.Add(string.Create(CultureInfo.InvariantCulture, $"{queue.NowNs} lost"));
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

    private static MqttConnectOptions Options(string clientId) => new()
    {
        Host = "broker",
        ClientId = clientId,
        KeepAliveS = 60,
        WillTopic = "conn",
        WillPayload = "offline"u8.ToArray(),
        TimeoutMs = 3000,
    };

    private (MqttConnectResult Result, long ChargedNs) TryConnect()
    {
        using var connection = _broker.CreateConnection(Fixed10Ms, _cost);
        var result = connection.Connect(Options("gw"));
        return (result, _cost.Take());
    }

    private BrokerModelConnection Connected(string clientId, out Probe probe)
    {
        var connection = _broker.CreateConnection(Fixed10Ms, _cost);
        probe = Probe.On(connection);
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(Options(clientId)));
        _queue.AdvanceTo(_queue.NowNs + _cost.Take());
        return connection;
    }
}
