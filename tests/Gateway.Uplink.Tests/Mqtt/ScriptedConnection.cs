using System;
using System.Collections.Generic;
using Gateway.Mqtt;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>A client library that does what the test says.</summary>
internal sealed class ScriptedConnection(MqttConnectResult result) : IMqttConnection
{
    private int _lastPacketId;

    public event Action<int> Published;

    public event Action<string, byte[], bool> MessageReceived;

    public event Action Lost;

    public bool IsConnected { get; private set; }

    internal MqttConnectOptions Options { get; private set; }

    internal bool IsAcknowledging { get; set; } = true;

    internal int DisposeCount { get; private set; }

    internal List<string> Topics { get; } = [];

    public MqttConnectResult Connect(MqttConnectOptions options)
    {
        Options = options;
        IsConnected = result == MqttConnectResult.Ok;
        return result;
    }

    public int Publish(string topic, byte[] payload, int qos, bool retain)
    {
        Topics.Add(topic);
        _lastPacketId++;
        if (IsAcknowledging)
        {
            // Before the caller knows the id, as a fast broker may do.
            Published?.Invoke(_lastPacketId);
        }

        return _lastPacketId;
    }

    public bool Subscribe(string topicFilter, int qos) => IsConnected;

    public void Disconnect() => IsConnected = false;

    public void Abort() => IsConnected = false;

    public void Dispose()
    {
        IsConnected = false;
        DisposeCount++;
    }

    internal void Receive(string topic, byte[] payload) => MessageReceived?.Invoke(topic, payload, false);

    internal void Lose()
    {
        IsConnected = false;
        Lost?.Invoke();
    }
}
