// A real broker under simulated time. Each publish waits (wall clock, bounded) until the real broker has
// acknowledged it, then its PUBACK is scheduled in simulated time after the modelled latency: the run stays
// as deterministic as the broker is reliable. Messages of subscriptions come in through Poll.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Gateway.Mqtt;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network;

/// <summary>
/// A connection of the simulated board to a real broker. All events come on the simulator's thread.
/// </summary>
public sealed class RealBrokerConnection : IMqttConnection
{
    private readonly EventQueue _queue;
    private readonly RandomStream _random;
    private readonly NetworkLatency _latency;
    private readonly IBlockingCost _cost;
    private readonly IMqttConnection _real;
    private readonly int _patienceMs;

    private readonly object _gate = new();
    private readonly HashSet<int> _acknowledged = [];
    private readonly Queue<(string Topic, byte[] Payload, bool Retained)> _received = new();
    private bool _isRealLost;

    private VirtualLink _down;
    private int _lastPacketId;

    /// <summary>Creates an unconnected connection.</summary>
    /// <param name="queue">Simulated time.</param>
    /// <param name="random">Jitter of the modelled latency.</param>
    /// <param name="latency">Modelled latency of a packet.</param>
    /// <param name="cost">Where Connect books its simulated time.</param>
    /// <param name="real">The connection to the real broker; owned by this object.</param>
    /// <param name="patienceMs">Milliseconds of wall time that a PUBACK may take.</param>
    public RealBrokerConnection(EventQueue queue, RandomStream random, NetworkLatency latency,
        IBlockingCost cost, IMqttConnection real, int patienceMs = 5000)
    {
        _queue = queue;
        _random = random;
        _latency = latency;
        _cost = cost;
        _real = real;
        _patienceMs = patienceMs;
        _real.Published += OnRealPublished;
        _real.MessageReceived += OnRealMessage;
        _real.Lost += OnRealLost;
    }

    /// <inheritdoc/>
    public event Action<int> Published;

    /// <inheritdoc/>
    public event Action<string, byte[], bool> MessageReceived;

    /// <inheritdoc/>
    public event Action Lost;

    /// <inheritdoc/>
    public bool IsConnected { get; private set; }

    private long LocalNowNs => _queue.NowNs + _cost.ElapsedNs;

    /// <inheritdoc/>
    /// <remarks>Blocks as long as the real broker takes; what is charged is the modelled time.</remarks>
    public MqttConnectResult Connect(MqttConnectOptions options)
    {
        _down = new VirtualLink(_queue, _random, _latency);
        var result = _real.Connect(options);
        if (result == MqttConnectResult.TimedOut)
        {
            _cost.Charge(options.TimeoutMs * 1_000_000L);
        }
        else
        {
            for (var packet = 0; packet < 4; packet++)
            {
                _cost.Charge(_latency.Draw(_random));
            }
        }

        IsConnected = result == MqttConnectResult.Ok;
        return result;
    }

    /// <inheritdoc/>
    public int Publish(string topic, byte[] payload, int qos, bool retain)
    {
        if (!IsConnected)
        {
            return 0;
        }

        var realId = _real.Publish(topic, payload, qos, retain);
        if (realId == 0 || !WaitForAcknowledge(realId))
        {
            _real.Dispose();
            _down.Send(LocalNowNs, Lose);
            return 0;
        }

        // Own ids: the library's may depend on what happened in wall time.
        var packetId = _lastPacketId = (_lastPacketId % 65535) + 1;
        _down.Send(LocalNowNs + _latency.Draw(_random), () => Acknowledge(packetId));
        return packetId;
    }

    /// <inheritdoc/>
    public bool Subscribe(string topicFilter, int qos) => IsConnected && _real.Subscribe(topicFilter, qos);

    /// <summary>
    /// Hands what has come from the real broker since the last call (messages, a loss) into simulated time,
    /// as events of now. The world calls it regularly.
    /// </summary>
    public void Poll()
    {
        lock (_gate)
        {
            while (_received.TryDequeue(out var message))
            {
                var (topic, payload, isRetained) = message;
                _queue.Schedule(_queue.NowNs, () => Receive(topic, payload, isRetained));
            }

            if (_isRealLost && IsConnected)
            {
                _queue.Schedule(_queue.NowNs, Lose);
            }
        }
    }

    /// <inheritdoc/>
    public void Disconnect()
    {
        IsConnected = false;
        _real.Disconnect();
    }

    /// <inheritdoc/>
    public void Abort()
    {
        IsConnected = false;
        _real.Abort();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Disconnect();
        _real.Dispose();
    }

    private bool WaitForAcknowledge(int realId)
    {
        var waited = Stopwatch.StartNew();
        lock (_gate)
        {
            while (!_acknowledged.Remove(realId))
            {
                var restMs = _patienceMs - (int)waited.ElapsedMilliseconds;
                if (_isRealLost || restMs <= 0 || !Monitor.Wait(_gate, restMs))
                {
                    return _acknowledged.Remove(realId);
                }
            }
        }

        return true;
    }

    private void Acknowledge(int packetId)
    {
        if (IsConnected)
        {
            Published?.Invoke(packetId);
        }
    }

    private void Receive(string topic, byte[] payload, bool isRetained)
    {
        if (IsConnected)
        {
            MessageReceived?.Invoke(topic, payload, isRetained);
        }
    }

    private void Lose()
    {
        if (IsConnected)
        {
            IsConnected = false;
            Lost?.Invoke();
        }
    }

    private void OnRealPublished(int realId)
    {
        lock (_gate)
        {
            _acknowledged.Add(realId);
            Monitor.PulseAll(_gate);
        }
    }

    private void OnRealMessage(string topic, byte[] payload, bool isRetained)
    {
        lock (_gate)
        {
            _received.Enqueue((topic, payload, isRetained));
        }
    }

    private void OnRealLost()
    {
        lock (_gate)
        {
            _isRealLost = true;
            Monitor.PulseAll(_gate);
        }
    }
}
