using System;
using Gateway.Mqtt;
using Gateway.Standins;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>
/// A simulated board of which only the network is there. Current on its thread until disposed.
/// </summary>
internal sealed class NetworkOnlyHost : StandinHost, IDisposable
{
    private readonly Func<IMqttConnection> _connect;

    internal NetworkOnlyHost(Func<IMqttConnection> connect)
    {
        _connect = connect;
        Current = this;
    }

    public void Dispose() => Current = null;

    public override IMqttConnection CreateMqttConnection() => _connect();
}
