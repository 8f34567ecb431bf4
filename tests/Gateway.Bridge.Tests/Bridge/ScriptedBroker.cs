using System;
using System.Collections.Generic;
using System.Text;
using Gateway.Mqtt;

namespace Gateway.Bridge.Tests.Bridge;

/// <summary>A broker that does what the test says, and remembers who came.</summary>
internal sealed class ScriptedBroker
{
    public List<Connection> Connections { get; } = [];

    public MqttConnectResult Result { get; set; }

    public bool AcknowledgesEarly { get; set; }

    public Connection Current => Connections[^1];

    public IMqttConnection Create()
    {
        var connection = new Connection(this);
        Connections.Add(connection);
        return connection;
    }

    internal sealed class Connection(ScriptedBroker broker) : IMqttConnection
    {
        private int _lastId;

        public event Action<int> Published;

        public event Action<string, byte[], bool> MessageReceived;

        public event Action Lost;

        public MqttConnectOptions Options { get; private set; }

        public string Filter { get; private set; }

        public List<(int Id, string Topic, string Payload, bool Retain)> Messages { get; } = [];

        public bool IsConnected { get; private set; }

        public MqttConnectResult Connect(MqttConnectOptions options)
        {
            Options = options;
            IsConnected = broker.Result == MqttConnectResult.Ok;
            return broker.Result;
        }

        public int Publish(string topic, byte[] payload, int qos, bool retain)
        {
            Assert.AreEqual(1, qos);
            if (!IsConnected)
            {
                return 0;
            }

            Messages.Add((++_lastId, topic, Encoding.UTF8.GetString(payload), retain));
            if (broker.AcknowledgesEarly)
            {
                Published?.Invoke(_lastId);
            }

            return _lastId;
        }

        public bool Subscribe(string topicFilter, int qos)
        {
            Filter = topicFilter;
            return true;
        }

        public void Acknowledge(int id) => Published?.Invoke(id);

        public void Send(string topic, string payload) =>
            MessageReceived?.Invoke(topic, Encoding.UTF8.GetBytes(payload), false);

        public void Lose()
        {
            IsConnected = false;
            Lost?.Invoke();
        }

        public void Disconnect() => IsConnected = false;

        public void Abort() => IsConnected = false;

        public void Dispose() => IsConnected = false;
    }
}
