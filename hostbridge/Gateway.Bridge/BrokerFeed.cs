// From the store to the broker and back: connects as the gateway, publishes what waits with QoS 1, a few messages
// at a time, and forgets a message when PUBACK has come. A connection that fails is made anew after a delay that
// doubles. Events of the MQTT library come on its own thread and are queued; everything else happens in Step, whose
// Connect blocks for as long as the library needs.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Gateway.Bridge.Store;
using Gateway.Mqtt;

namespace Gateway.Bridge;

/// <summary>Publishes a store to a broker.</summary>
public sealed class BrokerFeed : IDisposable
{
    private const int Window = 16;
    private const long FirstDelayUs = 1_000_000;
    private const long LongestDelayUs = 60_000_000;
    private const long AckPatienceUs = 30_000_000;

    private readonly Outbox _outbox;
    private readonly BrokerTarget _target;
    private readonly Func<IMqttConnection> _create;
    private readonly ConcurrentQueue<Action> _events = new();
    private readonly Dictionary<int, long> _idByPacket = [];
    private readonly Dictionary<long, (int Bytes, long SinceUs)> _out = [];
    private readonly HashSet<int> _early = [];
    private IMqttConnection _connection;
    private BoardConnect _board;
    private long _nextConnectUs;
    private long _delayUs = FirstDelayUs;
    private bool _isLost;

    /// <summary>A feed that is not connected.</summary>
    /// <param name="outbox">What is published.</param>
    /// <param name="target">Where to.</param>
    /// <param name="create">Makes a connection for each attempt.</param>
    /// <param name="unixMs">Milliseconds since 1970-01-01 UTC, against which commands expire; 0 = not known.</param>
    public BrokerFeed(Outbox outbox, BrokerTarget target, Func<IMqttConnection> create, Func<long> unixMs)
    {
        Commands = new CommandBox(outbox, unixMs);
        _outbox = outbox;
        _target = target;
        _create = create;
    }

    /// <summary>A command came from the broker; raised on whichever thread brought it.</summary>
    public event Action<BridgeMessage> CommandCame;

    /// <summary>Set when something has come from the broker.</summary>
    public AutoResetEvent Woken { get; } = new(false);

    /// <summary>Whether a connection stands.</summary>
    public bool IsConnected => _connection is { IsConnected: true } && !_isLost;

    /// <summary>How the last attempt to connect ended.</summary>
    public MqttConnectResult LastResult { get; private set; }

    /// <summary>Connections that stood.</summary>
    public int Connects { get; private set; }

    /// <summary>Messages that the broker has acknowledged.</summary>
    public long Delivered { get; private set; }

    /// <summary>What waits for the board.</summary>
    public CommandBox Commands { get; }

    /// <summary>As whom to connect from now on; a connection as somebody else ends.</summary>
    public void Identify(BoardConnect board)
    {
        if (_board != board)
        {
            _board = board;
            Drop();
            _nextConnectUs = 0;
        }
    }

    /// <summary>Connects, publishes, forgets.</summary>
    /// <returns>When to call again at the latest, unless <see cref="Woken"/> is set before.</returns>
    public long Step(long nowUs)
    {
        while (_events.TryDequeue(out var one))
        {
            one();
        }

        Commands.Expire();
        if (_isLost || (_connection != null && !_connection.IsConnected) || _out.Values.Any(
            message => nowUs - message.SinceUs > AckPatienceUs))
        {
            Drop();
            _nextConnectUs = nowUs + _delayUs;
        }

        if (_board == null)
        {
            return nowUs + FirstDelayUs;
        }

        if (_connection == null)
        {
            if (nowUs < _nextConnectUs)
            {
                return _nextConnectUs;
            }

            Connect(nowUs);
        }

        if (_connection != null)
        {
            Publish(nowUs);
        }

        return nowUs + FirstDelayUs;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_connection is { } connection)
        {
            connection.Disconnect();
        }

        Drop();
        Woken.Dispose();
    }

    /// <summary>Ends as when the process is killed: the broker gets no word.</summary>
    public void Abort()
    {
        _connection?.Abort();
        Drop();
    }

    private void Connect(long nowUs)
    {
        var connection = _create();
        connection.Published += packet => Queue(connection, () => Acknowledged(packet));

        // Durable before the library goes on, and whatever becomes of the connection: the broker has its PUBACK.
        connection.MessageReceived += (topic, payload, _) =>
        {
            Received(new BridgeMessage(topic, payload, false));
            Wake();
        };
        connection.Lost += () => Queue(connection, () => _isLost = true);
        LastResult = connection.Connect(new MqttConnectOptions
        {
            Host = _target.Host,
            Port = _target.Port,
            UserName = _target.UserName,
            Password = _target.Password,
            Tls = _target.Tls,
            ClientId = _board.ClientId,
            WillTopic = _board.WillTopic.Length > 0 ? _board.WillTopic : null,
            WillPayload = Encoding.UTF8.GetBytes(_board.WillPayload),
            WillRetain = true,
            WillQos = 1,
        });
        if (LastResult != MqttConnectResult.Ok
            || (_board.TopicFilter.Length > 0 && !connection.Subscribe(_board.TopicFilter, 1)))
        {
            connection.Dispose();
            _nextConnectUs = nowUs + _delayUs;
            _delayUs = Math.Min(_delayUs * 2, LongestDelayUs);
            return;
        }

        Connects++;
        _connection = connection;
        _isLost = false;
        _delayUs = FirstDelayUs;
        PublishState();
    }

    // The broker has published the will of the connection before: what the board said last holds again.
    private void PublishState()
    {
        if (_outbox.Recall("state") is { } state && _board.WillTopic.Length > 0)
        {
            _connection.Publish(_board.WillTopic, Encoding.UTF8.GetBytes(state), 1, true);
        }
    }

    private void Publish(long nowUs)
    {
        if (_out.Count >= Window)
        {
            return;
        }

        foreach (var (id, message) in _outbox.Read(Window - _out.Count, _out.Keys))
        {
            var packet = _connection.Publish(message.Topic, message.Payload, 1, message.Retain);
            if (packet == 0)
            {
                _isLost = true;
                return;
            }

            _out[id] = (message.Payload.Length, nowUs);
            _idByPacket[packet] = id;
            if (_early.Remove(packet))
            {
                Acknowledged(packet);
            }
        }
    }

    private void Acknowledged(int packet)
    {
        if (!_idByPacket.Remove(packet, out var id))
        {
            // Of a state, or before Publish has returned.
            _early.Add(packet);
            return;
        }

        _outbox.Remove(id, _out[id].Bytes);
        _out.Remove(id);
        Delivered++;
    }

    /// <summary>A command as if it had come from the broker.</summary>
    public void Inject(BridgeMessage command) => Received(command);

    private void Received(BridgeMessage command)
    {
        CommandCame?.Invoke(command);
        Commands.Add(command);
    }

    private void Queue(IMqttConnection connection, Action action)
    {
        _events.Enqueue(() =>
        {
            if (connection == _connection)
            {
                action();
            }
        });
        Wake();
    }

    private void Wake()
    {
        try
        {
            Woken.Set();
        }
        catch (ObjectDisposedException)
        {
            // The last words of a connection that is being closed.
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
        _isLost = false;
        _out.Clear();
        _idByPacket.Clear();
        _early.Clear();
    }
}
