// An MQTT 3.1.1 broker in simulated time, with the faults that a headend can have. Modelled: CONNACK, QoS 0
// and 1, retained messages, wills, subscriptions with wildcards, take-over of a client id, keep-alive as far
// as a dead network shows it. Not modelled: QoS 2, persistent sessions, MQTT 5, bandwidth.
using System;
using System.Collections.Generic;
using Gateway.Mqtt;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network;

/// <summary>
/// An MQTT broker without a network. One thread, one event queue, one random stream for the jitter.
/// </summary>
public sealed class BrokerModel(EventQueue queue, RandomStream random)
{
    private readonly List<BrokerSession> _sessions = [];

    // Every connection of which at least one side is still there; after keep-alive the sides can disagree.
    private readonly List<BrokerSession> _halfOpen = [];
    private readonly SortedDictionary<string, byte[]> _retained = new(StringComparer.Ordinal);
    private int _pubacksToDrop;
    private int _blackHoles;
    private MqttConnectResult _refusal = MqttConnectResult.Ok;
    private string _userName;
    private string _password;

    /// <summary>Raised for each message that reached the broker, duplicates and wills included.</summary>
    public event Action<DeliveredMessage> Delivered;

    /// <summary>Whether the broker runs.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Whether packets vanish on the way.</summary>
    public bool IsBlackHole { get; private set; }

    /// <summary>Whether the broker's name cannot be resolved; standing connections do not care.</summary>
    public bool IsNameUnknown { get; set; }

    /// <summary>
    /// A client sends a publish again (up to three times) when its PUBACK has not come after this many
    /// nanoseconds, as M2Mqtt does after 1 s. 0 (the default): never.
    /// </summary>
    public long ResendAfterNs { get; set; }

    /// <summary>Number of clients that the broker takes for connected.</summary>
    public int ClientCount => _sessions.Count;

    /// <summary>Messages that reached the broker.</summary>
    public long DeliveredCount { get; private set; }

    /// <summary>PUBACKs that were swallowed by <see cref="DropPubacks"/>.</summary>
    public long DroppedPubackCount { get; private set; }

    /// <summary>A new, unconnected client.</summary>
    /// <param name="latency">Time of a packet.</param>
    /// <param name="cost">Where Connect books its time; null when nobody asks.</param>
    public BrokerModelConnection CreateConnection(NetworkLatency latency, IBlockingCost cost = null) =>
        new(this, queue, random, latency, cost ?? new NoCost());

    /// <summary>
    /// Starts or stops the broker. A stop ends every connection; a broker that stops publishes no wills.
    /// Retained messages survive, subscriptions do not.
    /// </summary>
    public void SetUp(bool isUp)
    {
        IsUp = isUp;
        if (!isUp)
        {
            EndAll(false);
        }
    }

    /// <summary>
    /// Makes the network swallow packets (connects time out, standing connections hang until keep-alive ends
    /// them) or brings it back (what TCP still has arrives).
    /// </summary>
    public void SetBlackHole(bool isBlackHole)
    {
        if (IsBlackHole == isBlackHole)
        {
            return;
        }

        IsBlackHole = isBlackHole;
        var number = ++_blackHoles;
        _halfOpen.RemoveAll(s => !s.IsAlive && !s.Connection.IsConnected);
        foreach (var session in _halfOpen.ToArray())
        {
            session.Connection.Up.Hold(isBlackHole);
            session.Connection.Down.Hold(isBlackHole);
            if (isBlackHole)
            {
                WatchKeepAlive(session, number);
            }
        }
    }

    /// <summary>Swallows the next PUBACKs: the message is delivered, the client never hears of it.</summary>
    public void DropPubacks(int count) => _pubacksToDrop += count;

    /// <summary>Refuses every CONNECT with this result; <see cref="MqttConnectResult.Ok"/> ends it.</summary>
    public void RefuseConnects(MqttConnectResult result) => _refusal = result;

    /// <summary>Accepts only this user.</summary>
    public void RequireUser(string userName, string password)
    {
        _userName = userName;
        _password = password;
    }

    /// <summary>Ends every connection abruptly; the wills are published.</summary>
    public void KillConnections() => EndAll(true);

    /// <summary>Publishes as a client of the headend's side would, now.</summary>
    public void Publish(string topic, byte[] payload, bool retain) =>
        Distribute(new DeliveredMessage(queue.NowNs, "", 0, topic, (byte[])payload.Clone(), 1, retain,
            false, false));

    /// <summary>Gets the retained message of a topic.</summary>
    public bool TryGetRetained(string topic, out byte[] payload) => _retained.TryGetValue(topic, out payload);

    /// <summary>The answer to a CONNECT.</summary>
    internal MqttConnectResult Admit(MqttConnectOptions options)
    {
        if (options.Tls != null)
        {
            // The model has no TLS, and whoever asks for it must not get clear text.
            return MqttConnectResult.TlsFailed;
        }

        var isKnown = _userName == null || (options.UserName == _userName && options.Password == _password);
        return _refusal != MqttConnectResult.Ok || isKnown ? _refusal : MqttConnectResult.NotAuthorized;
    }

    /// <summary>An accepted CONNECT; its CONNACK reaches the client at <paramref name="atNs"/>.</summary>
    internal BrokerSession Open(BrokerModelConnection connection, MqttConnectOptions options, long atNs)
    {
        // 3.1.4-2: a second connection with the same client id ends the first.
        var old = _sessions.Find(s => s.Options.ClientId == options.ClientId && options.ClientId.Length > 0);
        if (old != null)
        {
            End(old, true);
        }

        // Nothing may overtake CONNACK.
        connection.Down.Send(atNs, () => { });
        var session = new BrokerSession(connection, options);
        _sessions.Add(session);
        _halfOpen.RemoveAll(s => !s.IsAlive && !s.Connection.IsConnected);
        _halfOpen.Add(session);
        return session;
    }

    /// <summary>The client's end of the connection is gone, with (no will) or without DISCONNECT.</summary>
    internal void Close(BrokerSession session, bool publishWill)
    {
        if (Forget(session) && publishWill)
        {
            PublishWill(session);
        }
    }

    /// <summary>SUBSCRIBE arrived: retained messages go out at once.</summary>
    internal void Subscribe(BrokerSession session, string filter)
    {
        if (!session.IsAlive)
        {
            return;
        }

        if (!session.Filters.Contains(filter))
        {
            session.Filters.Add(filter);
        }

        foreach (var (topic, payload) in _retained)
        {
            if (TopicFilter.Matches(filter, topic))
            {
                var connection = session.Connection;
                connection.Down.Send(queue.NowNs, () => connection.Receive(topic, payload, true));
            }
        }
    }

    /// <summary>PUBLISH arrived.</summary>
    internal void Receive(BrokerSession session, DeliveredMessage message)
    {
        if (!session.IsAlive)
        {
            return;
        }

        Distribute(message);
        if (message.Qos == 0)
        {
            return;
        }

        if (_pubacksToDrop > 0)
        {
            _pubacksToDrop--;
            DroppedPubackCount++;
            return;
        }

        session.Connection.Down.Send(queue.NowNs, () => session.Connection.Acknowledge(message.PacketId));
    }

    private void Distribute(DeliveredMessage message)
    {
        DeliveredCount++;
        Delivered?.Invoke(message);
        if (message.Retain && message.Payload.Length == 0)
        {
            _retained.Remove(message.Topic);
        }
        else if (message.Retain)
        {
            _retained[message.Topic] = message.Payload;
        }

        foreach (var session in _sessions.ToArray())
        {
            if (session.Filters.Exists(filter => TopicFilter.Matches(filter, message.Topic)))
            {
                var connection = session.Connection;
                connection.Down.Send(queue.NowNs,
                    () => connection.Receive(message.Topic, message.Payload, false));
            }
        }
    }

    private void EndAll(bool publishWills)
    {
        foreach (var session in _sessions.ToArray())
        {
            End(session, publishWills);
        }
    }

    private void End(BrokerSession session, bool publishWill)
    {
        if (Forget(session))
        {
            session.Connection.Down.Send(queue.NowNs, session.Connection.Lose);
            if (publishWill)
            {
                PublishWill(session);
            }
        }
    }

    private bool Forget(BrokerSession session)
    {
        var wasAlive = session.IsAlive;
        session.IsAlive = false;
        _sessions.Remove(session);
        return wasAlive;
    }

    private void PublishWill(BrokerSession session)
    {
        var options = session.Options;
        if (options.WillTopic != null)
        {
            Distribute(new DeliveredMessage(queue.NowNs, options.ClientId, 0, options.WillTopic,
                options.WillPayload ?? [], options.WillQos, options.WillRetain, false, true));
        }
    }

    // The broker gives up after 1.5 keep-alive periods (3.1.2.10), the client when a PINGREQ after one period
    // has no answer for another.
    private void WatchKeepAlive(BrokerSession session, int blackHole)
    {
        var keepAliveNs = session.Options.KeepAliveS * 1_000_000_000L;
        if (keepAliveNs == 0)
        {
            return;
        }

        queue.Schedule(queue.NowNs + (keepAliveNs * 3 / 2), () =>
        {
            if (blackHole == _blackHoles && session.IsAlive)
            {
                End(session, true);
            }
        });
        queue.Schedule(queue.NowNs + (keepAliveNs * 2), () =>
        {
            if (blackHole == _blackHoles)
            {
                session.Connection.Lose();
            }
        });
    }

    private sealed class NoCost : IBlockingCost
    {
        public long ElapsedNs => 0;

        public void Charge(long ns)
        {
        }
    }
}
