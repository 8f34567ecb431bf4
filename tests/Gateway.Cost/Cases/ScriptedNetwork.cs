using Gateway.Mqtt;

namespace Gateway.Cost;

/// <summary>A broker that accepts everything and acknowledges when the case says so.</summary>
internal sealed class ScriptedNetwork
{
    private readonly Queue<int> _outstanding = new();
    private Connection _connection;
    private int _packetId;

    public IMqttConnection Connect() => _connection = new Connection(this);

    /// <summary>PUBACK for everything outstanding; whether there was anything.</summary>
    public bool Acknowledge()
    {
        var any = _outstanding.Count > 0;
        while (_outstanding.Count > 0)
        {
            _connection.Acknowledge(_outstanding.Dequeue());
        }

        return any;
    }

    private sealed class Connection(ScriptedNetwork network) : IMqttConnection
    {
        public event Action<int> Published;

        public event Action<string, byte[], bool> MessageReceived
        {
            add { }
            remove { }
        }

        public event Action Lost
        {
            add { }
            remove { }
        }

        public bool IsConnected { get; private set; }

        public void Acknowledge(int packetId) => Published?.Invoke(packetId);

        public MqttConnectResult Connect(MqttConnectOptions options)
        {
            IsConnected = true;
            return MqttConnectResult.Ok;
        }

        public int Publish(string topic, byte[] payload, int qos, bool retain)
        {
            network._outstanding.Enqueue(++network._packetId);
            return network._packetId;
        }

        public bool Subscribe(string topicFilter, int qos) => true;

        public void Disconnect() => IsConnected = false;

        public void Abort() => IsConnected = false;

        public void Dispose() => IsConnected = false;
    }
}
