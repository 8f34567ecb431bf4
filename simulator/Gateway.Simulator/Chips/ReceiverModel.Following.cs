using System;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.Chips;

// From the sync word to the end: the bytes of a frame, or of noise taken for one, and the verdict on it.
// Lazy: bytes are made when somebody looks or when a pin or state would change, never one event a byte.
public abstract partial class ReceiverModel
{
    private protected HeardFrame _frame;
    private protected bool _inPacket;

    /// <summary>Bytes since the sync word.</summary>
    private protected int _byteCount;

    /// <summary>Byte count at which the payload is complete; <see cref="int.MaxValue"/>: not known.</summary>
    private protected int _payloadEnd;

    private bool _damaged;
    private bool _properSync;
    private int _syncEndBit;
    private long _originNs;
    private double _bitNs;
    private ulong _packetKey;

    /// <param name="frame">Whose bits are received; null: noise.</param>
    /// <param name="syncEndBit">Index of the first bit to receive.</param>
    private void StartPacket(HeardFrame frame, int syncEndBit)
    {
        _frame = frame;
        _inPacket = true;
        _syncEndBit = syncEndBit;
        _originNs = frame == null ? _time.NowNs : frame.Arrival.Transmission.StartNs;
        _bitNs = frame == null ? 1e9 / _tuned.RateHz : frame.BitNs;
        _packetKey = _random.NextBits();
        _byteCount = 0;
        _payloadEnd = int.MaxValue;
        _damaged = frame != null && !frame.RateFits;
        _properSync = frame != null && IsProperSync(frame, syncEndBit);
        _falseSyncNs = long.MaxValue;
        PacketStarted();
        UpdatePins();
    }

    /// <summary>A sync word was found.</summary>
    private protected abstract void PacketStarted();

    /// <summary>Whether the FIFO takes another byte.</summary>
    private protected abstract bool HasRoom { get; }

    /// <summary>A byte is through: takes it with <see cref="ReadBits"/>.</summary>
    private protected abstract void ReceiveByte();

    private protected long ByteNs(int count) =>
        _originNs + (long)Math.Ceiling((_syncEndBit + (8L * count)) * _bitNs);

    private protected void CatchUp(long nowNs)
    {
        while (_inPacket && ByteNs(_byteCount + 1) <= nowNs)
        {
            ReceiveByte();
        }
    }

    /// <summary>The eight bits that follow, before <see cref="_byteCount"/> counts them.</summary>
    private protected byte ReadBits()
    {
        var bit = _syncEndBit + (8 * _byteCount);
        if (_frame == null)
        {
            return (byte)(Propagation.Uniform(_packetKey, bit) * 256);
        }

        var value = _frame.Read(bit, 8, _packetKey, out var damage);
        if (damage != 0)
        {
            // Damage behind the end of the frame does no harm.
            var counted = Math.Clamp(_frame.Arrival.Transmission.FrameEndBit - bit, 0, 8);
            _damaged |= (damage >> (8 - counted)) != 0;
        }

        return (byte)value;
    }

    /// <summary>Ends the packet, if there is one, and judges the frame it came from.</summary>
    private protected void AbandonPacket(ReceptionOutcome ifIncomplete)
    {
        if (_inPacket)
        {
            Settle(_frame, FollowedOutcome(ifIncomplete));
            if (_frame != null && _endedNs < 0 && MissingBits < 8)
            {
                _endedNs = _time.NowNs;
            }

            _inPacket = false;
            _frame = null;
        }
    }

    /// <summary>Judges the frame that is followed, while its bytes go on coming.</summary>
    private protected void JudgeFrame(ReceptionOutcome ifIncomplete) =>
        Settle(_frame, FollowedOutcome(ifIncomplete));

    private static void Settle(HeardFrame frame, ReceptionOutcome outcome)
    {
        if (frame != null && !frame.Settled)
        {
            frame.Outcome = outcome;
            frame.Settled = true;
        }
    }

    private static bool IsProperSync(HeardFrame frame, int syncEndBit)
    {
        // Format B of mode C repeats the sync word: a receiver that found the second one has the whole frame
        // too.
        var expected = frame.Arrival.Transmission.SyncEndBit;
        return expected == 0 || (frame.RateFits && (syncEndBit == expected || syncEndBit == expected + 16));
    }

    private ReceptionOutcome FollowedOutcome(ReceptionOutcome ifIncomplete)
    {
        if (_frame == null)
        {
            return ifIncomplete;
        }

        if (!_properSync)
        {
            return _frame.RateFits ? ReceptionOutcome.FalseSync : ReceptionOutcome.Damaged;
        }

        if (_damaged)
        {
            return ReceptionOutcome.Damaged;
        }

        // Bits behind the last whole byte reach the FIFO only together with what follows the frame, if that byte
        // finds room.
        if (MissingBits is > 0 and < 8)
        {
            if (!HasRoom)
            {
                return ReceptionOutcome.LostOverflow;
            }

            _frame.Read(NextBit, MissingBits, _packetKey, out var damage);
            return damage == 0 ? ReceptionOutcome.ReceivedIntoFifo : ReceptionOutcome.Damaged;
        }

        return MissingBits <= 0 ? ReceptionOutcome.ReceivedIntoFifo : ifIncomplete;
    }

    /// <summary>Index of the bit that follows the last whole byte.</summary>
    private int NextBit => _syncEndBit + (8 * _byteCount);

    /// <summary>Bits of the frame that are not among the whole bytes.</summary>
    private int MissingBits => _frame.Arrival.Transmission.FrameEndBit - NextBit;
}
