// Everything that a scenario puts on the air, in order of start. There is one list for all gateways: none of them
// transmits, so nothing that one does goes back into the air, and each world may take the list at its own pace, with
// a clock of its own. A transmission is built when the first of them asks for it.
using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>Lets the senders of a scenario send at their times.</summary>
public sealed class AirTraffic
{
    private readonly PriorityQueue<IAirSender, (long AtNs, int Index)> _senders = new();
    private readonly List<AirFeed> _feeds = [];
    private long _lastId;
    private bool _isStopped;

    /// <summary>Senders at the start of a run.</summary>
    /// <param name="senders">All of them; those that begin at the same time send in this order.</param>
    public AirTraffic(IEnumerable<IAirSender> senders)
    {
        foreach (var sender in senders)
        {
            _senders.Enqueue(sender, (sender.NextStartNs, SenderCount++));
        }
    }

    /// <summary>A transmission was built; it starts within the next slice of the run.</summary>
    public event Action<Transmission> Sent;

    /// <summary>Number of senders.</summary>
    public int SenderCount { get; }

    /// <summary>Start of the next transmission that nobody has taken yet.</summary>
    internal long NextNs => !_isStopped && _senders.TryPeek(out _, out var key) ? key.AtNs : long.MaxValue;

    /// <summary>Nobody sends any more.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>A reader of the list, from its present place on.</summary>
    internal AirFeed Subscribe()
    {
        var feed = new AirFeed(this);
        _feeds.Add(feed);
        return feed;
    }

    /// <summary>Builds the next transmission for all readers.</summary>
    internal void Build()
    {
        var sender = _senders.Peek();
        _senders.TryPeek(out _, out var key);
        var transmission = sender.Next();
        transmission.Id = ++_lastId;
        _senders.DequeueEnqueue(sender, (sender.NextStartNs, key.Index));
        Sent?.Invoke(transmission);
        foreach (var feed in _feeds)
        {
            feed.Add(transmission);
        }
    }

    /// <summary>Makes a transmission of a frame's bits.</summary>
    /// <param name="startNs">Start of its first bit.</param>
    /// <param name="bits">Bits, with the channel they are sent on.</param>
    /// <param name="carrierHz">Carrier as really sent.</param>
    /// <param name="powerDbm">Radiated power.</param>
    /// <param name="place">Place of the sender.</param>
    /// <param name="tag">What is sent and by whom.</param>
    public static Transmission Frame(
        long startNs, AirBits bits, double carrierHz, double powerDbm, Position place, SentFrame tag) =>
        new(
            startNs, bits.Bytes, bits.BitCount, bits.Channel.ChipRateHz, carrierHz, bits.Channel.DeviationHz,
            powerDbm, place)
        {
            SyncEndBit = bits.SyncEndBit,
            SyncBits = bits.Channel.SyncBits,
            ReceiverBandwidthHz = bits.Channel.ReceiverBandwidthHz,
            FrameEndBit = bits.FrameEndBit,
            Tag = tag,
        };
}
