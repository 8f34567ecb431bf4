using System;
using Gateway.Mqtt;
using Gateway.Simulator.Storage;
using Gateway.Standins;

namespace Gateway.Store.Tests;

/// <summary>A simulated board that has files and nothing else.</summary>
internal sealed class StorageHost(FlashStorage storage) : StandinHost
{
    public override long MicrosecondsSinceBoot => 0;

    public override IStandinStorage Storage => storage;

    public override void SpiTransfer(int busId, int chipSelectPin, int clockHz, byte[] write, byte[] read, int count) =>
        throw new NotSupportedException();

    public override void OpenPin(int pin, bool isOutput) => throw new NotSupportedException();

    public override bool ReadPin(int pin) => throw new NotSupportedException();

    public override void WritePin(int pin, bool high) => throw new NotSupportedException();

    public override void WatchPin(int pin, Action<bool> onEdge) => throw new NotSupportedException();

    public override void AssignPin(int pin, int deviceFunction) => throw new NotSupportedException();

    public override IMqttConnection CreateMqttConnection() => throw new NotSupportedException();

    public override void Reboot() => throw new NotSupportedException();
}
