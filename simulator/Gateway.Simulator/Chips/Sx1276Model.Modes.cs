using System;

namespace Gateway.Simulator.Chips;

// Operating modes of the SX1276, their times, and the ways in which reception starts again (Semtech rev. 4,
// sections 2.5.2, 4.2.4, 4.2.5, 4.2.7).
public sealed partial class Sx1276Model
{
    /// <summary>TS_OSC, section 2.5.2, typical: start of the crystal.</summary>
    private const long OscillatorNs = 250_000;

    /// <summary>TS_FS, section 2.5.2, typical: from standby to a locked synthesizer.</summary>
    private const long SynthesizerNs = 60_000;

    /// <summary>TS_HOP, section 2.5.2, typical for a hop of 5 MHz and more: a running synthesizer at another
    /// frequency.</summary>
    private const long HopNs = 50_000;

    /// <summary>TS_TR, section 4.2.5.1, with a ramp of 40 µs and without its half bit.</summary>
    private const long TransmitterNs = 55_000;

    private Sx1276Mode _mode;
    private long _oscillatorNs;
    private long _lockNs;

    /// <summary>When the mode is reached; <see cref="long.MaxValue"/>: it is.</summary>
    private long _transitionNs = long.MaxValue;

    /// <summary>The frequency word that the synthesizer runs at.</summary>
    private int _frf;

    /// <summary>An automatic restart has left the preamble trigger as it was: the next preamble only arms
    /// it.</summary>
    private bool _isTriggerStale;
    private bool _isRestartPending;

    private static bool HasSynthesizer(Sx1276Mode mode) => mode >= Sx1276Mode.SynthesizerTransmit;

    private static bool IsReceiveSide(Sx1276Mode mode) => mode >= Sx1276Mode.SynthesizerReceive;

    /// <inheritdoc/>
    public override ChipPower Power => _mode switch
    {
        Sx1276Mode.Sleep => ChipPower.Sleep,
        Sx1276Mode.Standby => ChipPower.Idle,
        _ => ChipPower.Receive,
    };

    private void WriteMode(byte value)
    {
        var old = _registers[Sx1276Map.OpMode];
        if (((value ^ old) & 0x80) != 0 && _mode != Sx1276Mode.Sleep)
        {
            Warn("LongRangeMode written outside Sleep is ignored");
            value = (byte)((value & 0x7F) | (old & 0x80));
        }

        if ((value & 0x80) != 0)
        {
            Warn("LoRa is not modelled: deaf, and its registers read as those of FSK");
        }

        _registers[Sx1276Map.OpMode] = value;
        if ((value & 7) > (int)Sx1276Mode.Receive)
        {
            Warn("reserved mode is ignored");
            return;
        }

        SetMode((Sx1276Mode)(value & 7));
    }

    private void SetMode(Sx1276Mode mode)
    {
        var old = _mode;
        if (mode == old)
        {
            return;
        }

        if (old == Sx1276Mode.Receive)
        {
            LeaveReceive();
        }

        // Section 4.2.10.1: what mode changes do to the FIFO.
        if (mode == Sx1276Mode.Receive || old == Sx1276Mode.Transmit
            || (old == Sx1276Mode.Receive && mode == Sx1276Mode.Transmit))
        {
            ClearFifo();
        }

        _mode = mode;
        var nowNs = _time.NowNs;
        _oscillatorNs = old == Sx1276Mode.Sleep ? nowNs + OscillatorNs : Math.Max(nowNs, _oscillatorNs);
        TuneSynthesizer(old, mode);
        _transitionNs = mode switch
        {
            Sx1276Mode.Sleep => nowNs,
            Sx1276Mode.Standby => _oscillatorNs,
            Sx1276Mode.Transmit => _lockNs + TransmitterNs,
            Sx1276Mode.Receive => Math.Max(nowNs, _lockNs) + new Sx1276Settings(_registers, _frf).StartNs,
            _ => Math.Max(nowNs, _lockNs),
        };
        if (mode == Sx1276Mode.Transmit)
        {
            Warn("transmitting onto the air is not modelled");
        }

        if (_transitionNs <= nowNs)
        {
            FinishTransition();
        }
    }

    /// <summary>Table 42, RegFrf: a frequency is taken over on the way into FSTx or FSRx only.</summary>
    private void TuneSynthesizer(Sx1276Mode old, Sx1276Mode mode)
    {
        if (!HasSynthesizer(mode))
        {
            _lockNs = long.MaxValue;
        }
        else if (!HasSynthesizer(old))
        {
            _frf = FrfRegister;
            _lockNs = _oscillatorNs + SynthesizerNs;
        }
        else if (IsReceiveSide(old) != IsReceiveSide(mode)
            || (mode != Sx1276Mode.Receive && FrfRegister != _frf))
        {
            _frf = FrfRegister;
            _lockNs = Math.Max(_time.NowNs, _lockNs) + HopNs;
        }
    }

    private void FinishTransition()
    {
        _transitionNs = long.MaxValue;
        if (_mode == Sx1276Mode.Receive)
        {
            BeginReception();
        }
    }

    private void LeaveReceive()
    {
        StopListening();
        _phase = Sx1276Phase.Off;
        _phaseNs = long.MaxValue;
        _isRestartPending = false;
        _isTriggerStale = false;
        _isRxReady = false;
        _isRssiOver = false;
        _isSyncMatch = false;
    }

    /// <summary>Section 4.2.7.1: restart upon user request.</summary>
    private void RestartByHost(bool withLock)
    {
        if (_mode != Sx1276Mode.Receive || !IsModeReady)
        {
            Warn("RestartRx outside RX, or before ModeReady, is ignored");
            return;
        }

        if (!withLock && FrfRegister != _frf)
        {
            Warn("RestartRxWithoutPllLock after Frf was changed: the old frequency is kept");
        }

        if (!withLock && (_registers[Sx1276Map.RxConfig] & 0x10) != 0)
        {
            Warn("RestartRxWithoutPllLock with AFC on: the datasheet asks for RestartRxWithPllLock");
        }

        // UNVERIFIED-HW: a restart clears neither the FIFO nor latched flags.
        _isRestartPending = false;
        _isTriggerStale = false;
        Restart(withLock);
    }

    private void Restart(bool withLock)
    {
        StopListening();
        _isRxReady = false;
        _phase = Sx1276Phase.Starting;
        _phaseNs = long.MaxValue;
        if (withLock)
        {
            _frf = FrfRegister;
            _lockNs = _time.NowNs + HopNs;
        }

        _transitionNs = Math.Max(_time.NowNs, _lockNs) + new Sx1276Settings(_registers, _frf).StartNs;
    }

    /// <summary>Section 4.2.7.2: after a packet the receiver restarts by itself, or not at all. With a
    /// preamble trigger every second packet is then lost on hardware, with AutoRestartRxMode at its reset
    /// value (public report: RadioLib issue 505); it is modelled as a trigger that the next preamble only
    /// arms.</summary>
    // UNVERIFIED-HW: an automatic restart leaves a preamble trigger unarmed for one packet.
    private void RestartAutomatically()
    {
        Restart((_registers[Sx1276Map.SyncConfig] & 0x80) != 0);
        _isTriggerStale = true;
    }

    private protected override void Process()
    {
        var nowNs = _time.NowNs;
        if (_transitionNs <= nowNs)
        {
            FinishTransition();
        }

        if (_phaseNs <= nowNs)
        {
            FinishPhase();
        }

        CatchUp(nowNs);
        TakeFalseSync(nowNs);
        TakeCandidates(nowNs);
        TakeLevel();
    }

    private protected override long NextOwnNs()
    {
        var nextNs = Math.Min(Math.Min(_transitionNs, _phaseNs), Math.Min(NextPacketNs(), NextPinNs()));
        if (_readyNs > _time.NowNs)
        {
            nextNs = Math.Min(nextNs, _readyNs);
        }

        return WaitsForLevel ? Math.Min(nextNs, NextLevelNs()) : nextNs;
    }
}
