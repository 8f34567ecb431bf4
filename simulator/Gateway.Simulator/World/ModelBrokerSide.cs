using System;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>The broker model: everything in simulated time.</summary>
public sealed class ModelBrokerSide : IBrokerSide
{
    private const int LostAcks = 3;

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
    public bool Fail(string fault, bool begins)
    {
        switch (fault)
        {
            case BrokerFaults.Down:
                Model.SetUp(!begins);
                break;
            case BrokerFaults.Silent:
                Model.SetBlackHole(begins);
                break;
            case BrokerFaults.Refuses:
                Model.RefuseConnects(begins ? MqttConnectResult.Refused : MqttConnectResult.Ok);
                break;
            case BrokerFaults.NoName:
                Model.IsNameUnknown = begins;
                break;
            case BrokerFaults.Disconnects:
                Model.KillConnections();
                break;
            case BrokerFaults.LosesAcks:
                Model.DropPubacks(LostAcks);
                break;
        }

        return true;
    }

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
