using System;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>The broker model: everything in simulated time.</summary>
public sealed class ModelBrokerSide : IBrokerSide
{
    private readonly NetworkLatency _latency;
    private BrokerModelConnection _connection;

    /// <summary>A broker that is up.</summary>
    public ModelBrokerSide(EventQueue time, RandomStream random, NetworkLatency latency)
    {
        _latency = latency;
        Model = new BrokerModel(time, random);
        Model.Delivered += message => Delivered?.Invoke(message.Topic, message.Payload);
    }

    /// <inheritdoc/>
    public event Action<string, byte[]> Delivered;

    /// <summary>The broker, for its faults and its retained messages.</summary>
    public BrokerModel Model { get; }

    /// <inheritdoc/>
    public string Host => "broker.invalid";

    /// <inheritdoc/>
    public int Port => 1883;

    /// <inheritdoc/>
    public string Description => "broker: the model in simulated time";

    /// <inheritdoc/>
    public IMqttConnection CreateConnection(IBlockingCost cost) =>
        _connection = Model.CreateConnection(_latency, cost);

    /// <inheritdoc/>
    public void Poll()
    {
    }

    /// <inheritdoc/>
    public void SetUp(bool isUp) => Model.SetUp(isUp);

    /// <inheritdoc/>
    public void CutConnections() => _connection?.Abort();

    /// <inheritdoc/>
    public void Drain(Func<bool> isComplete)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
