using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>
/// A real broker, a child process of ours or one that runs already, with a subscriber of its own that sees what a
/// headend would see.
/// </summary>
public sealed class RealBrokerSide : IBrokerSide
{
    private const int ConnectTimeoutMs = 5_000;
    private const int DrainTimeoutMs = 30_000;

    private readonly EventQueue _time;
    private readonly RandomStream _random;
    private readonly NetworkLatency _latency;
    private readonly MosquittoProcess _process;
    private readonly string _host;
    private readonly int _port;
    private readonly MqttTlsOptions _tls;
    private readonly string _topicFilter;
    private readonly string _otherFilter;
    private readonly ConcurrentQueue<(string Topic, byte[] Payload)> _messages = new();
    private readonly AutoResetEvent _arrived = new(false);
    private readonly List<RealBrokerConnection> _connections = [];
    private IMqttConnection _subscriber;
    private volatile bool _isMarked;

    /// <summary>Joins a broker.</summary>
    /// <param name="time">Simulated time.</param>
    /// <param name="random">Jitter of the modelled latency.</param>
    /// <param name="latency">Modelled latency of a packet.</param>
    /// <param name="process">The broker when it is ours; otherwise null.</param>
    /// <param name="host">Its host.</param>
    /// <param name="port">Its port.</param>
    /// <param name="topicFilter">What the subscriber listens to.</param>
    /// <param name="tls">Certificates of the gateway and of the subscriber; null = in the clear.</param>
    /// <param name="otherFilter">What it listens to besides; null = nothing.</param>
    /// <exception cref="SimulationException">No broker answers.</exception>
    public RealBrokerSide(
        EventQueue time, RandomStream random, NetworkLatency latency, MosquittoProcess process, string host, int port,
        string topicFilter, MqttTlsOptions tls = null, string otherFilter = null)
    {
        _time = time;
        _random = random;
        _latency = latency;
        _process = process;
        _host = host;
        _port = port;
        _topicFilter = topicFilter;
        _otherFilter = otherFilter;
        _tls = tls;
        Subscribe();
    }

    /// <inheritdoc/>
    public event Action<string, byte[]> Delivered;

    /// <inheritdoc/>
    public string Host => _host;

    /// <inheritdoc/>
    public int Port => _port;

    /// <inheritdoc/>
    public MqttTlsOptions Tls => _tls;

    /// <inheritdoc/>
    public string Description => _process != null
        ? $"broker: mosquitto as a child process; mosquitto_sub -p {_port} -t '{_topicFilter}' -v"
        : $"broker: {Url}";

    /// <inheritdoc/>
    public IMqttConnection CreateConnection(IBlockingCost cost)
    {
        _connections.RemoveAll(c => !c.IsConnected);
        var connection = new RealBrokerConnection(
            _time, _random, _latency, cost, MqttConnectionFactory.Create());
        _connections.Add(connection);
        return connection;
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public bool Fail(string fault, bool begins)
    {
        if (fault == BrokerFaults.Down)
        {
            SetUp(!begins);
        }

        return fault == BrokerFaults.Down && _process != null;
    }

    /// <inheritdoc/>
    public void SetUp(bool isUp)
    {
        if (_process == null)
        {
            return;
        }

        if (!isUp)
        {
            // What the broker took, the subscriber must have seen before the broker dies with it.
            Drain(() => false);
            _process.Kill();
            return;
        }

        _process.Restart();
        Subscribe();
    }

    /// <inheritdoc/>
    public void CutConnections()
    {
        foreach (var connection in _connections)
        {
            connection.Abort();
        }

        _connections.Clear();
    }

    /// <inheritdoc/>
    public void Drain(Func<bool> isComplete)
    {
        // Our own mark travels behind everything that was published before it.
        _isMarked = false;
        _subscriber?.Publish(MarkTopic, [], 1, false);
        var watch = Stopwatch.StartNew();
        Poll();
        while (!_isMarked && !isComplete() && watch.ElapsedMilliseconds < DrainTimeoutMs)
        {
            _arrived.WaitOne(50);
            Poll();
        }

        // What came between the last look and the mark.
        Poll();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CutConnections();
        _subscriber?.Dispose();
        _process?.Dispose();
        _arrived.Dispose();
    }

    private string Url => $"{(_tls == null ? "mqtt" : "mqtts")}://{_host}:{_port}";

    private string MarkTopic => _topicFilter.Replace("#", "simulator/mark", StringComparison.Ordinal);

    private void Subscribe()
    {
        _subscriber?.Dispose();
        _subscriber = MqttConnectionFactory.Create();
        _subscriber.MessageReceived += OnMessage;
        var result = _subscriber.Connect(new MqttConnectOptions
        {
            Host = _host,
            Port = _port,
            ClientId = $"gateway-simulator-{Guid.NewGuid():N}"[..30],
            TimeoutMs = ConnectTimeoutMs,
            Tls = _tls,
        });
        if (result != MqttConnectResult.Ok || !_subscriber.Subscribe(_topicFilter, 1)
            || (_otherFilter != null && !_subscriber.Subscribe(_otherFilter, 1)))
        {
            throw new SimulationException($"no broker at {Url}: {result}");
        }
    }

    private void OnMessage(string topic, byte[] payload, bool retained)
    {
        if (topic == MarkTopic)
        {
            _isMarked = true;
        }
        else if (!retained)
        {
            _messages.Enqueue((topic, payload));
        }

        _arrived.Set();
    }
}
