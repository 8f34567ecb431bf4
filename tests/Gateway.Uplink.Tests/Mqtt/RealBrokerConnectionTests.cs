using System.Linq;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>A real broker under simulated time.</summary>
[TestClass]
public class RealBrokerConnectionTests
{
    private const long Ms = 1_000_000;
    private static readonly NetworkLatency Fixed10Ms = new(10 * Ms, 0);

    private readonly EventQueue _queue = new();
    private readonly BlockingCost _cost = new();

    [TestMethod]
    public void Publish_RealBroker_AcknowledgesAtTheModelledTime()
    {
        using var broker = RealBroker.Start();
        using var connection = Wrap(MqttConnectionFactory.Create());
        var probe = Probe.On(connection);
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(RealBroker.Options(broker.Port, "gw")));
        Assert.AreEqual(40 * Ms, _cost.Take());

        var id = connection.Publish("t", [1], 1, false);

        Assert.AreEqual(1, id, "ids are counted by the connection, not by the library");
        _queue.AdvanceTo((20 * Ms) - 1);
        Assert.IsEmpty(probe.Acknowledged);
        _queue.AdvanceTo(20 * Ms);
        CollectionAssert.AreEqual(new[] { id }, probe.Acknowledged);
    }

    [TestMethod]
    public void Publish_BrokerKilledAndBack_LosesNothingThatWasAcknowledged()
    {
        using var broker = RealBroker.Start();
        using var first = Wrap(MqttConnectionFactory.Create());
        var probe = Probe.On(first);
        first.Connect(RealBroker.Options(broker.Port, "gw"));
        _cost.Take();
        Assert.AreNotEqual(0, first.Publish("t", [1], 1, false));

        broker.Kill();
        Assert.AreEqual(0, first.Publish("t", [2], 1, false));
        _queue.AdvanceTo(100 * Ms);

        Assert.HasCount(1, probe.Acknowledged);
        Assert.AreEqual(1, probe.LostCount);
        Assert.IsFalse(first.IsConnected);
        using (var meanwhile = Wrap(MqttConnectionFactory.Create()))
        {
            Assert.AreEqual(MqttConnectResult.Unreachable,
                meanwhile.Connect(RealBroker.Options(broker.Port, "gw")));
        }

        broker.Restart();
        using var second = Wrap(MqttConnectionFactory.Create());
        Assert.AreEqual(MqttConnectResult.Ok, second.Connect(RealBroker.Options(broker.Port, "gw")));
        Assert.AreNotEqual(0, second.Publish("t", [2], 1, false));
    }

    [TestMethod]
    public void Poll_MessageAndLoss_ComeAsEventsOfNow()
    {
        var real = new ScriptedConnection(MqttConnectResult.Ok);
        using var connection = Wrap(real);
        var probe = Probe.On(connection);
        connection.Connect(new MqttConnectOptions());
        _queue.AdvanceTo(500 * Ms);

        real.Receive("command/x", "go"u8.ToArray());
        real.Lose();
        Assert.IsEmpty(probe.Messages, "nothing comes by itself, from a foreign thread");
        connection.Poll();
        _queue.AdvanceTo(500 * Ms);
        connection.Poll();
        _queue.AdvanceTo(600 * Ms);

        Assert.AreEqual(("command/x", "go", false), probe.Messages.Single());
        Assert.AreEqual(1, probe.LostCount);
    }

    [TestMethod]
    public void Publish_RealBrokerKeepsSilent_ConnectionIsLost()
    {
        var real = new ScriptedConnection(MqttConnectResult.Ok) { IsAcknowledging = false };
        using var connection = new RealBrokerConnection(_queue, new RandomStream(1), Fixed10Ms, _cost, real,
            20);
        var probe = Probe.On(connection);
        connection.Connect(new MqttConnectOptions());

        Assert.AreEqual(0, connection.Publish("t", [1], 1, false));
        _queue.AdvanceTo(1000 * Ms);

        Assert.IsEmpty(probe.Acknowledged);
        Assert.AreEqual(1, probe.LostCount);
        Assert.AreEqual(1, real.DisposeCount);
    }

    [TestMethod]
    public void Connect_TimedOut_ChargesTheTimeOut()
    {
        using var connection = Wrap(new ScriptedConnection(MqttConnectResult.TimedOut));

        Assert.AreEqual(MqttConnectResult.TimedOut,
            connection.Connect(new MqttConnectOptions { TimeoutMs = 7000 }));

        Assert.AreEqual(7000 * Ms, _cost.Take());
        Assert.AreEqual(0, connection.Publish("t", [1], 1, false));
    }

    private RealBrokerConnection Wrap(IMqttConnection real) =>
        new(_queue, new RandomStream(1), Fixed10Ms, _cost, real);
}
