using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.Chips;

// Listening of the CC1101: what arrives, sync word search, RSSI, LQI, frequency estimate, false syncs in
// noise (TI SWRS061I sections 14, 17). A transmission in which something looks like the sync word costs one
// event.
public sealed partial class Cc1101Model
{
    /// <summary>Bits after entering RX before the bit clock is found. Estimate; the datasheet asks for a
    /// preamble of four bytes for the best sensitivity.</summary>
    private const int ClockRecoveryBits = 4;

    /// <summary>Spread of the RSSI reading.</summary>
    private const double RssiSpreadDb = 0.5;

    /// <summary>RSSI offset of section 17.3, table 31: 74 dB at every data rate.</summary>
    private const double RssiOffsetDb = 74;

    private readonly List<HeardFrame> _heard = [];
    private readonly long[] _outcomes = new long[(int)ReceptionOutcome.Aborted + 1];
    private Cc1101Settings _rxSettings;
    private long _rxSinceNs;
    private long _falseSyncNs = long.MaxValue;
    private bool _deaf;
    private bool _rssiFrozen;

    private double CentreHz => _rxSettings.FrequencyHz * (1 + (CrystalErrorPpm * 1e-6));

    void IAirListener.ArrivalStarted(Arrival arrival)
    {
        var frame = new HeardFrame(arrival);
        _heard.Add(frame);
        if (_marc == MarcState.Receive)
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
            Settle(frame, FollowedOutcome(ReceptionOutcome.Aborted));
        }

        _heard.RemoveAt(index);
        _outcomes[(int)frame.Outcome]++;
        UpdatePins();
        Arm();
        ReceptionEnded?.Invoke(arrival.Transmission, frame.Outcome);
    }

    private static bool IsProperSync(HeardFrame frame, int syncEndBit)
    {
        // Format B of mode C repeats the sync word: a receiver that found the second one has the whole frame
        // too.
        var expected = frame.Arrival.Transmission.SyncEndBit;
        return expected == 0 || (frame.RateFits && (syncEndBit == expected || syncEndBit == expected + 16));
    }

    private static void Settle(HeardFrame frame, ReceptionOutcome outcome)
    {
        if (frame != null && !frame.Settled)
        {
            frame.Outcome = outcome;
            frame.Settled = true;
        }
    }

    private void EnterReceive()
    {
        _rxSettings = Settings;
        _rxSinceNs = _time.NowNs;
        _rssiFrozen = false;
        _lqiRegister &= 0x7F;
        WarnUnmodelledSettings();
        var uncalibrated = double.IsNaN(_calibratedHz)
            || Math.Abs(_calibratedHz - _rxSettings.FrequencyHz) > CalibrationReachHz;
        if (uncalibrated)
        {
            Warn("RX with a synthesizer that was not calibrated at this frequency: deaf");
        }

        _deaf = uncalibrated || _rxSettings.Modulation > 1;
        foreach (var frame in _heard)
        {
            Listen(frame);
        }

        DrawFalseSync();
    }

    private void StopListening()
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

    private void Listen(HeardFrame frame)
    {
        var sent = frame.Arrival.Transmission;
        frame.Tune(_rxSettings, _medium.Budget(
            frame.Arrival, CentreHz, _rxSettings.BandwidthHz, DemodulatorLossDb(sent)));
        var firstBit = frame.BitAt(_time.NowNs) + ClockRecoveryBits;
        if (!frame.Settled && frame.TimeNs(firstBit) <= sent.BitNs(Math.Max(0, sent.SyncEndBit - 16)))
        {
            frame.Outcome = ReceptionOutcome.MissedNoSync;
        }

        // Above 30 % of wrong bits no sync word gets through.
        if (_deaf || frame.Budget.NoiseErrorRate > 0.3)
        {
            frame.CandidateNs = long.MaxValue;
            return;
        }

        frame.FindCandidate(firstBit, _rxSettings);
    }

    /// <summary>What a deviation other than the expected one, and an offset beyond what frequency
    /// compensation takes out, cost in sensitivity. Estimates: 1.5 dB·(octaves)²; a slicer that is off by r
    /// of a deviation d loses −20·log10(1 − r/d).</summary>
    private double DemodulatorLossDb(Transmission sent)
    {
        var octaves = Math.Log2(_rxSettings.DeviationHz / Math.Max(1, sent.DeviationHz));
        var residualHz = Math.Abs(sent.CarrierHz - CentreHz) - _rxSettings.OffsetLimitHz;
        var slicer = Math.Max(0, residualHz) / Math.Max(1, sent.DeviationHz);
        var slicerLossDb = slicer >= 0.99 ? 100 : -20 * Math.Log10(1 - slicer);
        return (Math.Abs(octaves) > 2 ? 60 : 1.5 * octaves * octaves) + slicerLossDb;
    }

    private void TakeCandidates(long nowNs)
    {
        foreach (var frame in _heard)
        {
            while (frame.CandidateNs <= nowNs)
            {
                TakeCandidate(frame);
            }
        }
    }

    private void TakeCandidate(HeardFrame frame)
    {
        var endBit = frame.CandidateBit;
        var reason = ReceptionOutcome.MissedBusy;
        if (!_inPacket)
        {
            reason = ReceptionOutcome.MissedCarrierSense;
            if (!_rxSettings.SyncNeedsCarrier || CarrierSensed())
            {
                var firstBit = endBit - _rxSettings.SyncBits;
                if (_rxSettings.IsSync(frame.Read(firstBit, _rxSettings.SyncBits, _noiseKey, out _)))
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

        frame.FindCandidate(endBit - _rxSettings.SyncBits + 1, _rxSettings);
    }

    private void DrawFalseSync()
    {
        _falseSyncNs = long.MaxValue;
        if (!_medium.NoiseFalseSyncs || _rxSettings.SyncTolerance < 0)
        {
            return;
        }

        // Noise alone hardly ever reaches a threshold 3 dB above it.
        if (_rxSettings.SyncNeedsCarrier
            && _medium.NoiseFloorDbm(_rxSettings.BandwidthHz) + 3 < _rxSettings.CarrierSenseDbm)
        {
            return;
        }

        var seconds = -Math.Log(1 - _random.NextDouble()) / _rxSettings.FalseSyncsPerSecond();
        _falseSyncNs = _time.NowNs + 1 + (long)(Math.Min(seconds, 1e9) * 1e9);
    }

    private void TakeFalseSync()
    {
        _falseSyncNs = long.MaxValue;
        foreach (var frame in _heard)
        {
            // The bits of something that is well received are not noise.
            if (frame.Budget.NoiseErrorRate < 0.1)
            {
                DrawFalseSync();
                return;
            }
        }

        FalseSyncCount++;
        StartPacket(null, 0);
    }

    private void MeasureAtSync(HeardFrame frame)
    {
        _rssiRegister = RssiRaw(ChannelLevelDbm(_time.NowNs));
        _rssiFrozen = true;
        if (frame == null)
        {
            _lqiRegister = (byte)(100 + _random.Next(28));
            _freqestRegister = (byte)_random.Next(256);
            return;
        }

        // LQI falls with the quality of the signal (section 17.6): here 100 at Eb/N0 = 8 dB, a tenth of it 23
        // dB above.
        var quality = 100 * Math.Exp((8 - frame.Budget.EbN0Db) / 10);
        _lqiRegister = (byte)Math.Clamp((int)quality, 0, 127);

        // FREQEST: offset in steps of fXOSC/2^14, two's complement (section 29.3, register 0x32).
        var limitHz = _rxSettings.OffsetLimitHz;
        var offsetHz = Math.Clamp(frame.Arrival.Transmission.CarrierHz - CentreHz, -limitHz, limitHz);
        var steps = (int)Math.Round(offsetHz / (Cc1101Settings.CrystalHz / 16384));
        _freqestRegister = (byte)(sbyte)Math.Clamp(steps, -128, 127);
    }

    private byte ReadRssi()
    {
        if (_marc == MarcState.Receive && !_rssiFrozen
            && _time.NowNs - _rxSinceNs >= _rxSettings.RssiResponseNs)
        {
            _rssiRegister = RssiRaw(ChannelLevelDbm(_time.NowNs));
        }

        return _rssiRegister;
    }

    private byte RssiRaw(double levelDbm)
    {
        var sample = (int)((_time.NowNs - _rxSinceNs) / _rxSettings.RssiPeriodNs);
        var jitterDb = RssiSpreadDb * Propagation.Gaussian(_noiseKey ^ (ulong)(_rxSinceNs + sample));
        return (byte)(sbyte)Math.Clamp((int)Math.Round((levelDbm + jitterDb + RssiOffsetDb) * 2), -128, 127);
    }

    private bool CarrierSensed() =>
        _marc == MarcState.Receive
        && _time.NowNs - _rxSinceNs >= _rxSettings.RssiResponseNs
        && ChannelLevelDbm(_time.NowNs) >= _rxSettings.CarrierSenseDbm;

    /// <summary>Everything in the channel, noise included, that the gain control has had time to
    /// see.</summary>
    private double ChannelLevelDbm(long nowNs)
    {
        var milliwatts = Propagation.ToMilliwatts(_medium.NoiseFloorDbm(_rxSettings.BandwidthHz));
        foreach (var arrival in _receiver.Arriving)
        {
            var sent = arrival.Transmission;
            if (sent.StartNs + _rxSettings.RssiResponseNs <= nowNs)
            {
                milliwatts += Propagation.ToMilliwatts(arrival.PowerDbm - Propagation.InterferenceLossDb(
                    sent.CarrierHz - CentreHz, Propagation.SignalBandwidthHz(sent), _rxSettings.BandwidthHz));
            }
        }

        return Propagation.ToDbm(milliwatts);
    }
}
