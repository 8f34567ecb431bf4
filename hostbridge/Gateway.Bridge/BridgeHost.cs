// A board, its store, its broker: what the session with the board works for. It decides which gateway is let in,
// what its will means, and what is noted for the next start of the bridge.
using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Bridge.Store;

namespace Gateway.Bridge;

/// <summary>Joins a session with a board to a store and a broker.</summary>
public sealed class BridgeHost : IBoardHost
{
    private readonly Outbox _outbox;
    private readonly BrokerFeed _feed;
    private readonly Func<long> _unixMs;
    private readonly string _only;
    private BoardConnect _will;
    private BoardHello _hello;

    /// <summary>A host for one gateway: the first one that comes, and for ever the one of the store.</summary>
    /// <param name="outbox">Its store.</param>
    /// <param name="feed">Its broker; null = nobody is published to, and a message is done with when those who listen
    /// to <see cref="Taken"/> have had it.</param>
    /// <param name="unixMs">The clock that the board is told.</param>
    /// <param name="gatewayId">The only gateway that is let in; null = that of the store.</param>
    public BridgeHost(Outbox outbox, BrokerFeed feed, Func<long> unixMs, string gatewayId = null)
    {
        _outbox = outbox;
        _feed = feed;
        _unixMs = unixMs;
        _only = gatewayId ?? outbox.Recall("gateway");
        if (outbox.Recall("connect") is { } connect)
        {
            _feed?.Identify(JsonSerializer.Deserialize<BoardConnect>(connect));
        }
    }

    /// <summary>A message was taken; it is durable already.</summary>
    public event Action<BridgeMessage> Taken;

    /// <summary>A message was handed to the board.</summary>
    public event Action<BridgeMessage> Commanded;

    /// <summary>A gateway is there and has said how it wants to be known.</summary>
    public event Action<BoardHello, BoardConnect> Joined;

    /// <summary>The gateway is gone; true: in good order.</summary>
    public event Action<bool> Departed;

    /// <summary>The board has told what a radio or a line heard or said.</summary>
    public event Action<TraceItem> TraceCame;

    /// <summary>Something that a person may want to know.</summary>
    public event Action<string> Noticed;

    /// <summary>Wakes whoever steps the feed.</summary>
    public Action WakeFeed { get; set; }

    /// <inheritdoc/>
    public bool WantsTrace { get; init; }

    /// <inheritdoc/>
    public uint BridgeId => _outbox.BridgeId;

    /// <inheritdoc/>
    public long UnixMs => _unixMs();

    /// <inheritdoc/>
    public string Greet(BoardHello hello)
    {
        var only = _only ?? _outbox.Recall("gateway");
        if (only != null && only != hello.GatewayId)
        {
            var refusal = $"gateway {hello.GatewayId} is refused: this store belongs to {only}";
            Noticed?.Invoke(refusal);
            return refusal;
        }

        _outbox.Remember("gateway", hello.GatewayId);
        _hello = hello;
        Noticed?.Invoke(string.Create(CultureInfo.InvariantCulture,
            $"gateway {hello.GatewayId}, log {hello.LogId:X8}, acknowledged up to {Math.Max(hello.AlarmSeq, hello.BulkSeq)}"));
        return null;
    }

    /// <inheritdoc/>
    public void Connect(BoardConnect connect)
    {
        _outbox.Remember("connect", JsonSerializer.Serialize(connect));
        _will = connect;
        Joined?.Invoke(_hello, connect);
        _feed?.Identify(connect);
        WakeFeed?.Invoke();
    }

    /// <inheritdoc/>
    public bool Publish(BridgeMessage message)
    {
        if (!_outbox.TryAdd(message))
        {
            Noticed?.Invoke("the store takes nothing more: the gateway keeps its records");
            return false;
        }

        if (message.Retain && message.Topic == _will?.WillTopic)
        {
            _outbox.Remember("state", Encoding.UTF8.GetString(message.Payload));
        }

        _feed?.Commands.Answered(message.Topic);
        Taken?.Invoke(message);
        if (_feed == null)
        {
            // Whoever listened has it; nobody else wants it.
            _outbox.Clear();
        }

        WakeFeed?.Invoke();
        return true;
    }

    /// <inheritdoc/>
    public BridgeMessage NextCommand(long nowUs) => _feed?.Commands.Begin(nowUs);

    /// <inheritdoc/>
    public void CommandDelivered(bool arrived, long nowUs)
    {
        var command = _feed.Commands.Delivered(arrived, nowUs);
        if (arrived)
        {
            Commanded?.Invoke(command);
        }
        else
        {
            Noticed?.Invoke($"{command.Topic}: {command.Payload.Length} bytes are too long for the gateway");
            WakeFeed?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void Traced(TraceItem item) => TraceCame?.Invoke(item);

    /// <inheritdoc/>
    public void Left(bool isProper)
    {
        Departed?.Invoke(isProper);
        Noticed?.Invoke(isProper ? "the gateway has left" : "the gateway is not heard any more");
        if (!isProper && _will is { WillTopic.Length: > 0 } will)
        {
            Publish(new BridgeMessage(will.WillTopic, Encoding.UTF8.GetBytes(will.WillPayload), true));
        }
    }
}
