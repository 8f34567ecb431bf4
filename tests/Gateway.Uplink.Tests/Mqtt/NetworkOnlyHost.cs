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

    public override long MicrosecondsSinceBoot => throw new NotSupportedException();

    public override IStandinStorage Storage => throw new NotSupportedException();

    public void Dispose() => Current = null;

    public override void SpiTransfer(int busId, int chipSelectPin, int clockHz, byte[] write, byte[] read,
        int count) =>
        throw new NotSupportedException();

    public override void OpenPin(int pin, bool isOutput) => throw new NotSupportedException();

    public override bool ReadPin(int pin) => throw new NotSupportedException();

    public override void WritePin(int pin, bool high) => throw new NotSupportedException();

    public override void WatchPin(int pin, Action<bool> onEdge) => throw new NotSupportedException();

    public override void AssignPin(int pin, int deviceFunction) => throw new NotSupportedException();

    public override IMqttConnection CreateMqttConnection() => _connect();

    public override void Reboot() => throw new NotSupportedException();
}
