using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Gateway.Uplink;

namespace Gateway.Linux.Tests;

/// <summary>Takes and acknowledges everything at once.</summary>
internal sealed class CapturedBroker : IMqttSessionFactory
{
    private readonly List<string> _messages = [];
    private int _packetId;

    public IMqttSession Create() => new Session(this);

    /// <summary>Waits until a message contains a text.</summary>
    public bool WaitFor(string text, int timeoutMs)
    {
        lock (_messages)
        {
            long until = System.Environment.TickCount64 + timeoutMs;
            while (!_messages.Any(message => message.Contains(text, System.StringComparison.Ordinal)))
            {
                long left = until - System.Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_messages, (int)left))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>What came.</summary>
    public override string ToString()
    {
        lock (_messages)
        {
            return string.Join('\n', _messages);
        }
    }

    private int Take(string topic, byte[] payload)
    {
        lock (_messages)
        {
            _messages.Add(topic + " " + Encoding.UTF8.GetString(payload));
            Monitor.PulseAll(_messages);
            _packetId = (_packetId % 65_535) + 1;
            return _packetId;
        }
    }

    private sealed class Session(CapturedBroker broker) : IMqttSession
    {
        private IMqttListener _listener;

        public MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener)
        {
            _listener = listener;
            return MqttConnectStatus.Ok;
        }

        public int Publish(string topic, byte[] payload, bool retain)
        {
            int packetId = broker.Take(topic, payload);
            _listener?.OnPublished(packetId, true);
            return packetId;
        }

        public bool Subscribe(string topicFilter) => true;

        public void Close() => _listener = null;
    }
}
