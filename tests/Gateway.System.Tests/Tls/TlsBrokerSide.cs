using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.Tls;

/// <summary>A real mosquitto, with TLS or with users, as the other end of a simulated gateway's network, and a headend on it
/// that sees everything. Where the gateway's configuration points to another broker, it goes there.</summary>
internal sealed class TlsBrokerSide : IBrokerSide
{
    private readonly EventQueue _time;
    private readonly RandomStream _random;
    private readonly MosquittoProcess _process;
    private readonly IMqttConnection _headend = MqttConnectionFactory.Create();
    private readonly ConcurrentQueue<(string Topic, byte[] Payload)> _messages = new();
    private readonly List<RealBrokerConnection> _connections = [];

    public TlsBrokerSide(EventQueue time, RandomStream random, MosquittoProcess process, MqttTlsOptions tls, string userName = null,
        string password = null)
    {
        _time = time;
        _random = random;
        _process = process;
        Tls = tls;
        _headend.MessageReceived += (topic, payload, _) => _messages.Enqueue((topic, payload));
        var result = _headend.Connect(
            new MqttConnectOptions { Host = Host, Port = Port, ClientId = "headend", Tls = tls, UserName = userName,
                Password = password });
        if (result != MqttConnectResult.Ok || !_headend.Subscribe("metering/#", 1))
        {
            throw new InvalidOperationException($"the headend cannot connect: {result}; {process.Log}");
        }
    }

    public event Action<string, byte[]> Delivered;

    public string Host => "localhost";

    public int Port => _process.Port;

    public MqttTlsOptions Tls { get; }

    public string Description => "broker: mosquitto";

    public IMqttConnection CreateConnection(IBlockingCost cost)
    {
        var connection = new RealBrokerConnection(
            _time, _random, NetworkLatency.Wired, cost, MqttConnectionFactory.Create());
        _connections.Add(connection);
        return connection;
    }

    public void Publish(string topic, byte[] payload) => _headend.Publish(topic, payload, 1, false);

    public void Poll()
    {
        foreach (var connection in _connections)
        {
            connection.Poll();
        }

        while (_messages.TryDequeue(out var message))
        {
            Delivered?.Invoke(message.Topic, message.Payload);
        }
    }

    public bool Fail(string type, bool isOn) => false;

    public void SetUp(bool isUp) => throw new NotSupportedException();

    public void CutConnections()
    {
        foreach (var connection in _connections)
        {
            connection.Abort();
        }

        _connections.Clear();
    }

    public void Drain(Func<bool> isComplete) => Poll();

    public void Dispose()
    {
        CutConnections();
        _headend.Dispose();
        _process.Dispose();
    }
}
