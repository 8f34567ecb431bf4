using System;
using System.Collections.Generic;
using Gateway.Mqtt;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network;

/// <summary>
/// A client's connection to a <see cref="BrokerModel"/>. Nothing blocks: what would is charged. Events come
/// in simulated time, on the simulator's thread.
/// </summary>
public sealed class BrokerModelConnection : IMqttConnection
{
    private const int MaximumAttempts = 3;

    private readonly BrokerModel _broker;
    private readonly EventQueue _queue;
    private readonly RandomStream _random;
    private readonly NetworkLatency _latency;
    private readonly IBlockingCost _cost;
    private readonly HashSet<int> _pending = [];
    private BrokerSession _session;
    private bool _isUsed;
    private int _lastPacketId;

    internal BrokerModelConnection(BrokerModel broker, EventQueue queue, RandomStream random,
        NetworkLatency latency, IBlockingCost cost)
    {
        _broker = broker;
        _queue = queue;
        _random = random;
        _latency = latency;
        _cost = cost;
        Up = new VirtualLink(queue, random, latency);
        Down = new VirtualLink(queue, random, latency);
    }

    /// <inheritdoc/>
    public event Action<int> Published;

    /// <inheritdoc/>
    public event Action<string, byte[], bool> MessageReceived;

    /// <inheritdoc/>
    public event Action Lost;

    /// <inheritdoc/>
    public bool IsConnected { get; private set; }

    /// <summary>Packets to the broker.</summary>
    internal VirtualLink Up { get; }

    /// <summary>Packets to the client.</summary>
    internal VirtualLink Down { get; }

    // Within a worker's job the firmware is as far ahead of the queue as the job has been charged.
    private long LocalNowNs => _queue.NowNs + _cost.ElapsedNs;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Called twice.</exception>
    public MqttConnectResult Connect(MqttConnectOptions options)
    {
        if (_isUsed)
        {
            throw new InvalidOperationException("a connection is for one attempt");
        }

        _isUsed = true;
        // SYN, SYN-ACK, CONNECT, CONNACK.
        var tcpNs = _latency.Draw(_random) + _latency.Draw(_random);
        var connackNs = _latency.Draw(_random) + _latency.Draw(_random);
        var timeoutNs = options.TimeoutMs * 1_000_000L;
        if (_broker.IsNameUnknown)
        {
            _cost.Charge(Math.Min(tcpNs, timeoutNs));
            return MqttConnectResult.NameNotResolved;
        }

        if (_broker.IsBlackHole || tcpNs + connackNs > timeoutNs)
        {
            _cost.Charge(timeoutNs);
            return MqttConnectResult.TimedOut;
        }

        if (!_broker.IsUp)
        {
            _cost.Charge(tcpNs);
            return MqttConnectResult.Unreachable;
        }

        _cost.Charge(tcpNs + connackNs);
        var result = _broker.Admit(options);
        if (result == MqttConnectResult.Ok)
        {
            IsConnected = true;
            _session = _broker.Open(this, options, LocalNowNs);
        }

        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The topic is not valid.</exception>
    public int Publish(string topic, byte[] payload, int qos, bool retain)
    {
        if (!TopicFilter.IsValidTopic(topic))
        {
            throw new ArgumentException("not a topic to publish to: " + topic, nameof(topic));
        }

        if (!IsConnected)
        {
            return 0;
        }

        var packetId = _lastPacketId = (_lastPacketId % 65535) + 1;
        var copy = payload == null ? [] : (byte[])payload.Clone();
        _pending.Add(packetId);
        Send(packetId, topic, copy, qos, retain, 1);
        if (qos == 0)
        {
            _queue.Schedule(LocalNowNs, () => Acknowledge(packetId));
        }

        return packetId;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The filter is not valid.</exception>
    public bool Subscribe(string topicFilter, int qos)
    {
        if (!TopicFilter.IsValidFilter(topicFilter))
        {
            throw new ArgumentException("not a topic filter: " + topicFilter, nameof(topicFilter));
        }

        if (IsConnected)
        {
            Up.Send(LocalNowNs, () => _broker.Subscribe(_session, topicFilter));
        }

        return IsConnected;
    }

    /// <inheritdoc/>
    public void Disconnect()
    {
        if (IsConnected)
        {
            IsConnected = false;
            Up.Send(LocalNowNs, () => _broker.Close(_session, false));
        }

        _isUsed = true;
    }

    /// <inheritdoc/>
    public void Dispose() => Disconnect();

    /// <summary>
    /// The client stops without a word, as in a power cut: no event here; the broker notices after one and a
    /// half keep-alive periods (MQTT 3.1.1, 3.1.2.10) and publishes the will.
    /// </summary>
    public void Abort()
    {
        if (!IsConnected)
        {
            return;
        }

        IsConnected = false;
        if (_session.Options.KeepAliveS > 0)
        {
            _queue.Schedule(_queue.NowNs + (_session.Options.KeepAliveS * 1_500_000_000L),
                () => _broker.Close(_session, true));
        }
    }

    /// <summary>PUBACK arrived.</summary>
    internal void Acknowledge(int packetId)
    {
        if (IsConnected && _pending.Remove(packetId))
        {
            Published?.Invoke(packetId);
        }
    }

    /// <summary>A message of a subscription arrived.</summary>
    internal void Receive(string topic, byte[] payload, bool isRetained)
    {
        if (IsConnected)
        {
            MessageReceived?.Invoke(topic, (byte[])payload.Clone(), isRetained);
        }
    }

    /// <summary>The end of the TCP connection is noticed here.</summary>
    internal void Lose()
    {
        if (IsConnected)
        {
            IsConnected = false;
            Lost?.Invoke();
        }
    }

    private void Send(int packetId, string topic, byte[] payload, int qos, bool retain, int attempt)
    {
        var sentNs = LocalNowNs;
        Up.Send(sentNs, () => _broker.Receive(_session, new DeliveredMessage(_queue.NowNs,
            _session.Options.ClientId, packetId, topic, payload, qos, retain, attempt > 1, false)));
        if (qos > 0 && _broker.ResendAfterNs > 0 && attempt < MaximumAttempts)
        {
            _queue.Schedule(sentNs + _broker.ResendAfterNs, () =>
            {
                if (IsConnected && _pending.Contains(packetId))
                {
                    Send(packetId, topic, payload, qos, retain, attempt + 1);
                }
            });
        }
    }
}
