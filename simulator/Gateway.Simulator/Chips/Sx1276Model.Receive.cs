using System;
using System.Numerics;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.Chips;

// Reception of the SX1276: RxTrigger, AGC, AFC, then the sync word (Semtech rev. 4, sections 4.2.3, 4.2.6);
// RSSI and the frequency error indicator. With a trigger, nothing is received before it, and gain and
// frequency stay as they were set at it until reception restarts.
public sealed partial class Sx1276Model
{
    /// <summary>Time that AFC needs behind its four bits for the synthesizer: TS_HOP of a small step,
    /// section 2.5.2.</summary>
    private const long AfcHopNs = 20_000;

    /// <summary>Table 42, RegLna: steps of the LNA gain. Their decibels: Semtech SX1231, same front
    /// end.</summary>
    private static readonly double[] GainLossDb = [0, 6, 12, 24, 36, 48];

    /// <summary>Level from which on AGC takes the next lower gain. Estimate.</summary>
    private static readonly double[] GainStepDbm = [-72, -64, -56, -44, -32];

    private Sx1276Phase _phase;
    private long _phaseNs = long.MaxValue;
    private short _afcValue;
    private short _feiValue;
    private bool _feiIsLatched;
    private int _gainIndex;
    private byte _rssiRegister;
    private bool _isRssiOver;
    private bool _isPreambleFound;
    private bool _isSyncMatch;
    private bool _isRxReady;

    private protected override bool IsListening => _phase is Sx1276Phase.Waiting or Sx1276Phase.Searching;

    /// <summary>Section 4.2.3.5: AfcValue is subtracted from Frf.</summary>
    private protected override double CentreHz =>
        (_tuned.FrequencyHz - (_afcValue * Sx1276Settings.StepHz)) * (1 + (CrystalErrorPpm * 1e-6));

    private Sx1276Settings RxSettings => (Sx1276Settings)_tuned;

    /// <summary>Whether the analogue part runs, and RSSI and FEI with it.</summary>
    private bool IsReceiving => _phase is not (Sx1276Phase.Off or Sx1276Phase.Starting);

    private bool WaitsForLevel =>
        _phase == Sx1276Phase.Waiting && RxSettings.WaitsForRssi && !RxSettings.WaitsForPreamble;

    private void BeginReception()
    {
        var settings = new Sx1276Settings(_registers, _frf);
        _tuned = settings;
        _rxSinceNs = _time.NowNs;
        NoteListening();
        WarnUnmodelledSettings();
        _deaf = !settings.IsFsk || (_registers[Sx1276Map.PacketConfig2] & 0x40) == 0;
        _gainIndex = settings.IsAgcOn ? 0 : Math.Clamp((_registers[Sx1276Map.Lna] >> 5) - 1, 0, 5);
        if (settings.IsAfcOn && settings.IsAfcCleared)
        {
            _afcValue = 0;
        }

        if (settings.WaitsForRssi || settings.WaitsForPreamble)
        {
            _phase = Sx1276Phase.Waiting;
            _isTriggerStale &= settings.WaitsForPreamble;
            ListenToAll();
            DrawFalseSync();
        }
        else
        {
            StartSearch();
        }
    }

    private void StartSearch()
    {
        _phase = Sx1276Phase.Searching;
        _phaseNs = long.MaxValue;
        _isRxReady = true;
        ListenToAll();
        DrawFalseSync();
    }

    private void FinishPhase()
    {
        if (_phase == Sx1276Phase.Stopped)
        {
            RestartAutomatically();
        }
        else
        {
            StartSearch();
        }
    }

    private protected override void Listen(HeardFrame frame)
    {
        if (_phase == Sx1276Phase.Searching && !frame.IsPassed)
        {
            base.Listen(frame);
            return;
        }

        frame.CandidateNs = long.MaxValue;
        if (_phase != Sx1276Phase.Waiting)
        {
            return;
        }

        var side = RxSettings.IsAfcOn ? RxSettings.AfcSideHz : RxSettings.SideHz;
        var firstBit = Tune(frame, 2 * side);
        if (RxSettings.WaitsForPreamble && !IsLost(frame) && !frame.IsPassed)
        {
            // The detector counts chips, four a bit, and needs no bit clock.
            FindPreamble(frame, firstBit - ClockRecoveryBits);
        }
    }

    private void FindPreamble(HeardFrame frame, int firstBit) => frame.Find(
        firstBit, RxSettings.PreambleBits, PreamblePattern(), RxSettings.PreambleTolerance);

    private ulong PreamblePattern() => 0xAAAAAAAAUL & (ulong.MaxValue >> (64 - RxSettings.PreambleBits));

    private protected override void TakeCandidate(HeardFrame frame)
    {
        if (_phase == Sx1276Phase.Searching)
        {
            base.TakeCandidate(frame);
            return;
        }

        var bits = RxSettings.PreambleBits;
        var firstBit = frame.CandidateBit - bits;
        frame.CandidateNs = long.MaxValue;
        if (_phase != Sx1276Phase.Waiting)
        {
            return;
        }

        var wrong = BitOperations.PopCount(frame.ReadWord(firstBit, bits, _noiseKey) ^ PreamblePattern());
        if (wrong > RxSettings.PreambleTolerance || (RxSettings.WaitsForRssi && !IsLevelOver()))
        {
            FindPreamble(frame, firstBit + 1);
            return;
        }

        _isPreambleFound = true;
        if (_isTriggerStale)
        {
            _isTriggerStale = false;
            frame.IsPassed = true;
            return;
        }

        Trigger(frame);
    }

    private protected override void DrawFalseSync()
    {
        if (_phase == Sx1276Phase.Searching)
        {
            DrawFalseEvent(_deaf || _tuned.SyncTolerance < 0 ? 0 : _tuned.FalseSyncsPerSecond());
            return;
        }

        var settings = RxSettings;
        var silent = _deaf || !settings.WaitsForPreamble || (settings.WaitsForRssi
            && _medium.NoiseFloorDbm(settings.BandwidthHz) + 3 < settings.RssiThresholdDbm);
        DrawFalseEvent(silent ? 0 : settings.FalsePreamblesPerSecond);
    }

    private protected override void MistakeNoise()
    {
        if (_phase == Sx1276Phase.Searching)
        {
            base.MistakeNoise();
            return;
        }

        FalsePreambleCount++;
        _isPreambleFound = true;
        _falseSyncNs = long.MaxValue;
        if (_isTriggerStale)
        {
            _isTriggerStale = false;
            DrawFalseSync();
        }
        else
        {
            Trigger(null);
        }
    }

    private void TakeLevel()
    {
        if (WaitsForLevel && IsLevelOver())
        {
            Trigger(StrongestFrame());
        }
    }

    private bool IsLevelOver() => _time.NowNs - _rxSinceNs >= _tuned.RssiResponseNs
        && ChannelLevelDbm(_time.NowNs) >= -_registers[Sx1276Map.RssiThresh] / 2.0;

    /// <summary>Gain and frequency are set now; null: by noise.</summary>
    private void Trigger(HeardFrame frame)
    {
        var settings = RxSettings;
        _phase = Sx1276Phase.Adjusting;
        _phaseNs = _time.NowNs;
        _falseSyncNs = long.MaxValue;
        foreach (var heard in _heard)
        {
            heard.CandidateNs = long.MaxValue;
        }

        if (settings.IsAgcOn)
        {
            _phaseNs += settings.RssiResponseNs;
            var levelDbm = ChannelLevelDbm(_time.NowNs);
            _gainIndex = 0;
            while (_gainIndex < GainStepDbm.Length && levelDbm >= GainStepDbm[_gainIndex])
            {
                _gainIndex++;
            }
        }

        if (settings.IsAfcOn)
        {
            _phaseNs += (long)(4 / settings.RateHz * 1e9) + AfcHopNs;
            var limitHz = settings.AfcSideHz;
            var errorHz = frame == null
                ? limitHz * ((2 * _random.NextDouble()) - 1)
                : Math.Clamp(OffsetHz(frame, _random.NextGaussian()), -limitHz, limitHz);
            _feiValue = ToSteps(errorHz);
            _afcValue = (short)Math.Clamp(_afcValue - _feiValue, short.MinValue, short.MaxValue);
        }
    }

    /// <summary>Carrier over centre, with the spread that four bits leave. Estimate of the spread: the phase
    /// noise of Eb/N0 over four bits.</summary>
    private double OffsetHz(HeardFrame frame, double gaussian)
    {
        var ratio = Propagation.ToMilliwatts(frame.Budget.EbN0Db);
        var spread = _tuned.RateHz / (2 * Math.PI * Math.Sqrt(4 * ratio));
        return frame.Arrival.Transmission.CarrierHz - CentreHz + (spread * gaussian);
    }

    private static short ToSteps(double hz) => (short)Math.Clamp(
        Math.Round(hz / Sx1276Settings.StepHz), short.MinValue, short.MaxValue);

    private HeardFrame StrongestFrame()
    {
        HeardFrame best = null;
        foreach (var frame in _heard)
        {
            if (frame.IsTuned && frame.RateFits && frame.Budget.NoiseErrorRate < 0.1
                && (best == null || frame.Budget.SignalDbm > best.Budget.SignalDbm))
            {
                best = frame;
            }
        }

        return best;
    }

    /// <summary>Less gain than the signal asks for costs sensitivity; a strong signal does not feel it. An
    /// offset costs nothing before AFC.</summary>
    private protected override double DemodulatorLossDb(Arrival arrival)
    {
        if (_phase == Sx1276Phase.Waiting)
        {
            return 0;
        }

        var lossDb = GainLossDb[_gainIndex];
        var isStrong = arrival.PowerDbm - lossDb > _medium.NoiseFloorDbm(_tuned.BandwidthHz) + 20;
        return base.DemodulatorLossDb(arrival) + (isStrong ? 0 : lossDb);
    }
}
