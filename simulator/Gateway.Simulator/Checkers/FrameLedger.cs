// Follows every frame from the air to the end of the link layer. A frame whose bits all came through the chip must
// come out of the link with the very telegram that was sent, unless a counted reason says otherwise; a telegram that
// comes out must have been sent. Frames are told by content, so the firmware needs no hook for it.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Checkers;

/// <summary>What became of the frames of a run at one radio.</summary>
/// <param name="trace">Gets what happens.</param>
/// <param name="suffix">Tells radios apart in the trace; empty for the first one, which notes what is sent.</param>
public sealed class FrameLedger(TraceLog trace, string suffix = "")
{
    // The firmware ends a frame within a few milliseconds of its last bit; a second is far beyond any doubt.
    private const long SettleNs = 1_000_000_000;

    // From the last bit of a frame to its telegram.
    private const long FirmwareNs = 20_000_000;

    private readonly Dictionary<long, Entry> _open = [];
    private readonly Dictionary<string, Queue<Entry>> _byContent = [];
    private readonly Queue<Entry> _order = new();
    private readonly List<(long AtNs, string Key)> _strangers = [];
    private readonly Dictionary<TelegramReceiver, uint> _framesEndedBefore = [];
    private TelegramReceiver _watched;
    private uint _framesEnded;

    /// <summary>A frame ended in the link layer: status; with Ok, its bytes from the C-field on and the transmission
    /// it was, if it is known.</summary>
    public event Action<LinkStatus, byte[], Transmission> FrameEnded;

    /// <summary>Frames that the chip received cleanly.</summary>
    public long CleanInChip { get; private set; }

    /// <summary>Transmissions that came out of the link.</summary>
    public long Decoded { get; private set; }

    /// <summary>Frames that a perfect receiver would have had, and that the chip missed because it was busy, off or
    /// overflowing: the dead time of this receiver.</summary>
    public long Missed { get; private set; }

    /// <summary>Frames that a perfect receiver would have had, and that came while the radio listened to another
    /// channel.</summary>
    public long OffChannel { get; private set; }

    /// <summary>Whether the radio listens to the channel of a transmission at the moment.</summary>
    public Func<Transmission, bool> IsTuned { get; init; } = _ => true;

    /// <summary>Clean frames that the link dropped for a counted reason: no free telegram.</summary>
    public long DroppedWithReason { get; private set; }

    /// <summary>Clean frames that were in the firmware's hands when power went.</summary>
    public long LostInPowerCut { get; private set; }

    /// <summary>Clean frames that the chip had while a fault kept the firmware from reading them right.</summary>
    public long LostInFaults { get; private set; }

    /// <summary>Clean frames of which nobody can say what became.</summary>
    public long Unaccounted { get; private set; }

    /// <summary>Telegrams that came out and were never sent, and for which no damaged frame accounts.</summary>
    public long Ghosts { get; private set; }

    /// <summary>Telegrams that came out of a frame that the air had damaged, by a CRC that was right by chance: one
    /// damaged frame in 65,536; of frames with few wrong bits more, as the CRC's polynomial divides x^151 + 1: two
    /// wrong bits 151 apart, which only format B has under one CRC, are never seen.</summary>
    public long Undetected { get; private set; }

    /// <summary>Whether frames were sent whose telegram nobody knows: then any telegram may come out.</summary>
    public bool HasUnknown { get; private set; }

    /// <summary>What is wrong, in words.</summary>
    public IList<string> Problems { get; } = [];

    /// <summary>A frame starts.</summary>
    public void Sent(Transmission transmission)
    {
        var entry = new Entry(transmission) { IsFaulty = IsRadioFaulty };
        _open[transmission.Id] = entry;
        _order.Enqueue(entry);
        if (entry.Key != null)
        {
            if (!_byContent.TryGetValue(entry.Key, out var queue))
            {
                _byContent[entry.Key] = queue = new Queue<Entry>();
            }

            queue.Enqueue(entry);
        }

        HasUnknown |= entry.Key == null;

        if (suffix.Length == 0)
        {
            trace.Note("sent", transmission.Id, transmission.BitCount);
        }
    }

    /// <summary>The air has judged a frame.</summary>
    public void Arrived(Transmission transmission, AirOutcome outcome)
    {
        if (_open.TryGetValue(transmission.Id, out var entry))
        {
            entry.Air = outcome;
            entry.IsOffChannel = !IsTuned(transmission);
        }

        trace.Note("air" + suffix, transmission.Id, (int)outcome);
    }

    /// <summary>The chip is through with a frame.</summary>
    public void ChipEnded(Transmission transmission, ReceptionOutcome outcome)
    {
        if (_open.TryGetValue(transmission.Id, out var entry))
        {
            entry.Chip = outcome;
            entry.HasChip = true;
            CleanInChip += outcome == ReceptionOutcome.ReceivedIntoFifo ? 1 : 0;
        }

        trace.Note("chip" + suffix, transmission.Id, (int)outcome);
    }

    /// <summary>Looks whether the link has ended a frame since the last call; to be called at least once between two
    /// frames.</summary>
    /// <param name="receiver">The decoder of what the radio listens to now.</param>
    public void Watch(TelegramReceiver receiver)
    {
        if (receiver != _watched)
        {
            if (_watched != null)
            {
                Look(_watched);
                _framesEndedBefore[_watched] = _framesEnded;
            }

            _watched = receiver;
            _framesEnded = _framesEndedBefore.GetValueOrDefault(receiver);
        }

        Look(receiver);
    }

    private void Look(TelegramReceiver receiver)
    {
        var ended = receiver.FramesEnded;
        if (ended == _framesEnded)
        {
            return;
        }

        if (ended - _framesEnded != 1)
        {
            Problems.Add($"{ended - _framesEnded} frames ended at once: the ledger saw only the last");
        }

        _framesEnded = ended;
        var status = receiver.LastStatus;
        trace.Note("link" + suffix, (int)status, (int)receiver.LastKind);
        if (status is not (LinkStatus.Ok or LinkStatus.NoBuffer))
        {
            FrameEnded?.Invoke(status, null, null);
            return;
        }

        var content = receiver.LastBytes.AsSpan(1, receiver.LastCount - 1).ToArray();
        FrameEnded?.Invoke(status, content, Match(content, status));
    }

    /// <summary>Settles the frames that ended long enough ago.</summary>
    public void Settle(long nowNs)
    {
        while (_order.TryPeek(out var entry) && entry.Transmission.EndNs + SettleNs <= nowNs)
        {
            _order.Dequeue();
            _open.Remove(entry.Transmission.Id);
            if (entry.Key != null && _byContent.TryGetValue(entry.Key, out var queue) && queue.Peek() == entry)
            {
                queue.Dequeue();
                if (queue.Count == 0)
                {
                    _byContent.Remove(entry.Key);
                }
            }

            Close(entry);
        }

        foreach (var (_, key) in _strangers.Where(stranger => stranger.AtNs + (2 * SettleNs) <= nowNs))
        {
            Ghosts++;
            Problems.Add($"a telegram came out that nobody sent: {key}");
        }

        _strangers.RemoveAll(stranger => stranger.AtNs + (2 * SettleNs) <= nowNs);
    }

    /// <summary>Power went: frames in the air and in the firmware's hands are lost, and say so.</summary>
    public void PowerCut()
    {
        _framesEnded = 0;
        _watched = null;
        _framesEndedBefore.Clear();
        foreach (var entry in _order)
        {
            entry.IsCut = true;
        }
    }

    /// <summary>Whether something stands between the chip and the firmware: what is on the air from now on, or is
    /// not through the firmware yet, may be lost for that.</summary>
    public bool IsRadioFaulty
    {
        get;
        set
        {
            field = value;
            foreach (var entry in _order)
            {
                entry.IsFaulty = true;
            }
        }
    }

    // The L-field differs between the formats: frames are told by what follows it.
    private Transmission Match(byte[] content, LinkStatus status)
    {
        var key = Convert.ToHexString(content);
        Entry entry = null;
        if (_byContent.TryGetValue(key, out var queue))
        {
            // A meter may repeat itself: what came out is the last one that can have come through.
            entry = queue.LastOrDefault(e => !e.IsOut && (!e.HasChip || e.Chip == ReceptionOutcome.ReceivedIntoFifo))
                ?? queue.LastOrDefault(e => !e.IsOut);
        }

        if (entry == null)
        {
            if (status == LinkStatus.Ok && !HasUnknown)
            {
                _strangers.Add((trace.NowNs, key));
            }

            return null;
        }

        entry.IsOut = true;
        entry.IsDropped = status == LinkStatus.NoBuffer;
        return entry.Transmission;
    }

    // A stranger that came out while a damaged frame was in the chip, or just after it, was that frame.
    private void CloseDamaged(Transmission transmission)
    {
        var index = _strangers.FindIndex(stranger =>
            stranger.AtNs >= transmission.StartNs && stranger.AtNs <= transmission.EndNs + FirmwareNs);
        if (index >= 0)
        {
            _strangers.RemoveAt(index);
            Undetected++;
        }
    }

    private void Close(Entry entry)
    {
        if (entry.HasChip && entry.Chip is ReceptionOutcome.Damaged or ReceptionOutcome.FalseSync)
        {
            CloseDamaged(entry.Transmission);
        }

        if (entry.IsOut)
        {
            Decoded += entry.IsDropped ? 0 : 1;
            DroppedWithReason += entry.IsDropped ? 1 : 0;
            return;
        }

        if (entry.HasChip && entry.Chip == ReceptionOutcome.ReceivedIntoFifo && entry.Key != null)
        {
            if (entry.IsCut)
            {
                LostInPowerCut++;
                return;
            }

            if (entry.IsFaulty)
            {
                LostInFaults++;
                return;
            }

            Unaccounted++;
            Problems.Add(
                $"transmission {entry.Transmission.Id} at {entry.Transmission.StartNs / 1e9:F3} s " +
                $"passed the chip and did not come out of the link");
            return;
        }

        if (entry.Air == AirOutcome.Delivered)
        {
            Missed += entry.IsOffChannel ? 0 : 1;
            OffChannel += entry.IsOffChannel ? 1 : 0;
        }
    }

    private sealed class Entry(Transmission transmission)
    {
        public Transmission Transmission { get; } = transmission;

        public string Key { get; } = transmission.Tag is SentFrame { Telegram: { } telegram }
            ? Convert.ToHexString(telegram.AsSpan(1))
            : null;

        public AirOutcome Air { get; set; }

        public ReceptionOutcome Chip { get; set; }

        public bool HasChip { get; set; }

        public bool IsOffChannel { get; set; }

        public bool IsOut { get; set; }

        public bool IsDropped { get; set; }

        public bool IsCut { get; set; }

        public bool IsFaulty { get; set; }
    }
}
