using System;
using Gateway.Mqtt;
using Gateway.Uplink;

namespace Gateway.Linux.Ports;

/// <summary>Makes sessions.</summary>
/// <param name="create">Makes a connection of the MQTT library.</param>
public sealed class MqttSessionFactory(Func<IMqttConnection> create) : IMqttSessionFactory
{
    /// <inheritdoc/>
    public IMqttSession Create() => new MqttSession(create);
}
