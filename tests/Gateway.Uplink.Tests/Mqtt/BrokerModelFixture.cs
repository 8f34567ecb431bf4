using System.Collections.Generic;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>
/// A broker model with its clock, a fixed latency of 10 ms a packet, and what it was delivered.
/// </summary>
public abstract class BrokerModelFixture
{
    internal const long Ms = 1_000_000;
    internal const long S = 1_000_000_000;
    internal static readonly NetworkLatency Fixed10Ms = new(10 * Ms, 0);

    internal EventQueue Queue { get; } = new();

    internal BlockingCost Cost { get; } = new();

    internal List<DeliveredMessage> Delivered { get; } = [];

    internal BrokerModel Broker { get; private set; }

    [TestInitialize]
    public void CreateBroker()
    {
        Broker = new BrokerModel(Queue, new RandomStream(7));
        Broker.Delivered += Delivered.Add;
    }

    internal static MqttConnectOptions Options(string clientId) => new()
    {
        Host = "broker",
        ClientId = clientId,
        KeepAliveS = 60,
        WillTopic = "conn",
        WillPayload = "offline"u8.ToArray(),
        TimeoutMs = 3000,
    };

    internal (MqttConnectResult Result, long ChargedNs) TryConnect()
    {
        using var connection = Broker.CreateConnection(Fixed10Ms, Cost);
        var result = connection.Connect(Options("gw"));
        return (result, Cost.Take());
    }

    internal BrokerModelConnection Connected(string clientId, out Probe probe)
    {
        var connection = Broker.CreateConnection(Fixed10Ms, Cost);
        probe = Probe.On(connection);
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(Options(clientId)));
        Queue.AdvanceTo(Queue.NowNs + Cost.Take());
        return connection;
    }
}
