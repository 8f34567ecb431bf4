using System.Collections.Generic;
using Gateway.Mqtt;

namespace Gateway.Simulator.Network;

/// <summary>The broker's side of a connection.</summary>
internal sealed class BrokerSession(BrokerModelConnection connection, MqttConnectOptions options)
{
    /// <summary>The client's side.</summary>
    public BrokerModelConnection Connection { get; } = connection;

    /// <summary>What CONNECT said.</summary>
    public MqttConnectOptions Options { get; } = options;

    /// <summary>Filters of its subscriptions.</summary>
    public List<string> Filters { get; } = [];

    /// <summary>Whether the broker still has it.</summary>
    public bool IsAlive { get; set; } = true;
}
