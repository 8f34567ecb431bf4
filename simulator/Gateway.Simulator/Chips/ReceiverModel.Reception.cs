using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.Chips;

// From the air to the sync word: what arrives, sync word search, false syncs in noise. A transmission in
// which something looks like the sync word costs one event.
public abstract partial class ReceiverModel
{
    /// <summary>Bits after the receiver began to listen before the bit clock is found. Estimate; the CC1101's
    /// datasheet asks for a preamble of four bytes for the best sensitivity.</summary>
    private protected const int ClockRecoveryBits = 4;

    /// <summary>Spread of the RSSI reading.</summary>
    private const double RssiSpreadDb = 0.5;

    private protected readonly List<HeardFrame> _heard = [];

    /// <summary>The settings in force since the receiver began to listen.</summary>
    private protected ReceiverSettings _tuned;
    private protected long _rxSinceNs;
    private protected long _falseSyncNs = long.MaxValue;
    private protected bool _deaf;

    // End of the last frame that was followed to its end, until the chip listens again; −1: it does.
    private long _endedNs = -1;

    private readonly long[] _outcomes = new long[(int)ReceptionOutcome.Aborted + 1];

    /// <summary>Where the chip listens, its crystal error included.</summary>
    private protected virtual double CentreHz => _tuned.FrequencyHz * (1 + (CrystalErrorPpm * 1e-6));

    /// <summary>Whether a transmission that begins now is heard.</summary>
    private protected abstract bool IsListening { get; }

    void IAirListener.ArrivalStarted(Arrival arrival)
    {
        var frame = new HeardFrame(arrival);
        _heard.Add(frame);
        if (IsListening)
        {
            Listen(frame);
        }

        Arm();
    }

    void IAirListener.ArrivalEnded(Arrival arrival, AirOutcome outcome)
    {
        Process();
        var index = _heard.FindIndex(heard => heard.Arrival == arrival);
        var frame = _heard[index];
        if (frame == _frame)
        {
            _endedNs = _time.NowNs;
            frame.KeepTail(NextBit);
            Settle(frame, FollowedOutcome(ReceptionOutcome.Aborted));
        }

        _heard.RemoveAt(index);
        _outcomes[(int)frame.Outcome]++;
        UpdatePins();
        Arm();
        ReceptionEnded?.Invoke(arrival.Transmission, frame.Outcome);
    }

    /// <summary>The chip listens, or begins to look for the next frame without having stopped.</summary>
    private protected void NoteListening()
    {
        if (_endedNs >= 0)
        {
            DeafNs += _time.NowNs - _endedNs;
            RearmCount++;
            ListenedAgain?.Invoke(_time.NowNs - _endedNs);
            _endedNs = -1;
        }
    }

    /// <summary>Looks at a transmission through the settings and finds its sync word, if it is still to
    /// come.</summary>
    private protected virtual void Listen(HeardFrame frame)
    {
        var firstBit = Tune(frame, _tuned.BandwidthHz);
        if (IsLost(frame))
        {
            frame.CandidateNs = long.MaxValue;
            return;
        }

        frame.FindSync(firstBit, _tuned);
    }

    /// <summary>Tunes a transmission in.</summary>
    /// <returns>The first bit that can be made out.</returns>
    private protected int Tune(HeardFrame frame, double bandwidthHz)
    {
        var sent = frame.Arrival.Transmission;
        var lossDb = DemodulatorLossDb(frame.Arrival);
        frame.Tune(_tuned, _medium.Budget(frame.Arrival, CentreHz, bandwidthHz, lossDb));
        var firstBit = frame.BitAt(_time.NowNs) + ClockRecoveryBits;
        if (!frame.Settled && frame.TimeNs(firstBit) <= sent.BitNs(Math.Max(0, sent.SyncEndBit - 16)))
        {
            frame.Outcome = ReceptionOutcome.MissedNoSync;
        }

        return firstBit;
    }

    /// <summary>Above 30 % of wrong bits no sync word gets through.</summary>
    private protected bool IsLost(HeardFrame frame) => _deaf || frame.Budget.NoiseErrorRate > 0.3;

    /// <summary>What a deviation other than the expected one, and an offset beyond what frequency
    /// compensation takes out, cost in sensitivity. Estimates: 1.5 dB·(octaves)²; a slicer that is off by r
    /// of a deviation d loses −20·log10(1 − r/d).</summary>
    private protected virtual double DemodulatorLossDb(Arrival arrival)
    {
        var sent = arrival.Transmission;
        var octaves = double.IsNaN(_tuned.DeviationHz)
            ? 0
            : Math.Log2(_tuned.DeviationHz / Math.Max(1, sent.DeviationHz));
        var residualHz = Math.Abs(sent.CarrierHz - CentreHz) - _tuned.OffsetLimitHz;
        var slicer = Math.Max(0, residualHz) / Math.Max(1, sent.DeviationHz);
        var slicerLossDb = slicer >= 0.99 ? 100 : -20 * Math.Log10(1 - slicer);
        return (Math.Abs(octaves) > 2 ? 60 : 1.5 * octaves * octaves) + slicerLossDb;
    }

    private protected void ListenToAll()
    {
        foreach (var frame in _heard)
        {
            Listen(frame);
        }
    }

    private protected void StopListening()
    {
        AbandonPacket(ReceptionOutcome.Aborted);
        _falseSyncNs = long.MaxValue;
        foreach (var frame in _heard)
        {
            frame.CandidateNs = long.MaxValue;
            var sent = frame.Arrival.Transmission;
            if (!frame.Settled && sent.BitNs(sent.SyncEndBit) > _time.NowNs)
            {
                frame.Outcome = ReceptionOutcome.MissedNotListening;
            }
        }
    }

    private protected void TakeCandidates(long nowNs)
    {
        foreach (var frame in _heard)
        {
            while (frame.CandidateNs <= nowNs)
            {
                TakeCandidate(frame);
            }
        }
    }

    /// <summary>Something like the sync word is through: takes it, or finds the next.</summary>
    private protected virtual void TakeCandidate(HeardFrame frame)
    {
        var endBit = frame.CandidateBit;
        var reason = ReceptionOutcome.MissedBusy;
        if (!_inPacket)
        {
            reason = ReceptionOutcome.MissedCarrierSense;
            if (IsSyncAllowed())
            {
                if (_tuned.IsSync(frame.ReadWord(endBit - _tuned.SyncBits, _tuned.SyncBits, _noiseKey)))
                {
                    frame.CandidateNs = long.MaxValue;
                    StartPacket(frame, endBit);
                    return;
                }

                reason = ReceptionOutcome.MissedNoSync;
            }
        }

        if (IsProperSync(frame, endBit) && !frame.Settled)
        {
            frame.Outcome = reason;
        }

        frame.FindSync(endBit - _tuned.SyncBits + 1, _tuned);
    }

    /// <summary>Whether a sync word may be taken at this level in the channel.</summary>
    private protected virtual bool IsSyncAllowed() => true;

    /// <summary>Draws an event of noise.</summary>
    private protected void DrawFalseEvent(double perSecond)
    {
        _falseSyncNs = long.MaxValue;
        if (_medium.NoiseFalseSyncs && perSecond > 0)
        {
            var seconds = -Math.Log(1 - _random.NextDouble()) / perSecond;
            _falseSyncNs = _time.NowNs + 1 + (long)(Math.Min(seconds, 1e9) * 1e9);
        }
    }

    /// <summary>Draws when noise is next taken for what the chip waits for.</summary>
    private protected abstract void DrawFalseSync();

    /// <summary>Noise is taken for what the chip waits for.</summary>
    private protected virtual void MistakeNoise()
    {
        _falseSyncNs = long.MaxValue;
        FalseSyncCount++;
        StartPacket(null, 0);
    }

    private protected void TakeFalseSync(long nowNs)
    {
        if (_falseSyncNs > nowNs)
        {
            return;
        }

        // The bits of something that is well received are not noise.
        if (_heard.Exists(frame => frame.IsTuned && frame.Budget.NoiseErrorRate < 0.1))
        {
            DrawFalseSync();
        }
        else
        {
            MistakeNoise();
        }
    }
}
