using System;

namespace Gateway.Simulator.Chips;

// Main radio control of the CC1101: strobes, calibration, settling (TI SWRS061I sections 10.4, 19; times of
// tables 34 and 35 in crystal periods, crystal start-up of table 13).
public sealed partial class Cc1101Model
{
    private const int SettleCycles = 1953;
    private const int SwitchCycles = 782;

    /// <summary>From the end of a packet to the search for the next sync word when RXOFF_MODE is 3. The datasheet
    /// gives no time; this is that of the way from TX to RX (table 34), on which the synthesizer moves and here it does
    /// not. UNVERIFIED-HW: time to stay in RX.</summary>
    private const int StayCycles = SwitchCycles;

    private const int ManualCalibrationCycles = 283;

    /// <summary>Typical crystal start-up. Also taken for a reset by SRES, whose time is not documented.
    /// UNVERIFIED-HW: reset time.</summary>
    private const long CrystalStartNs = 150_000;

    /// <summary>How far the frequency may move from where the synthesizer was calibrated. Estimate: the
    /// datasheet asks for a calibration at every change.</summary>
    private const double CalibrationReachHz = 1_000_000;

    private MarcState _marc = MarcState.Idle;
    private MarcState _target;
    private MarcState _powerDown = MarcState.Idle;
    private long _transitionNs = long.MaxValue;
    private long _calibrationEndNs;
    private bool _calibrating;
    private double _calibratedHz = double.NaN;
    private int _autoCalibrations;
    private long _readyNs;

    private bool Ready => _time.NowNs >= _readyNs && _marc is not (MarcState.Sleep or MarcState.CrystalOff);

    /// <inheritdoc/>
    public override ChipPower Power => _marc switch
    {
        MarcState.Sleep => ChipPower.Sleep,
        MarcState.CrystalOff or MarcState.Idle or MarcState.RxFifoOverflow or MarcState.TxFifoUnderflow => ChipPower.Idle,
        _ => ChipPower.Receive,
    };

    private static long CyclesNs(int cycles) => (long)Math.Ceiling(cycles * (1e9 / Cc1101Settings.CrystalHz));

    /// <summary>Table 35: calibration time by FSCAL3.CHP_CURR_CAL_EN and TEST0.VCO_SEL_CAL_EN.</summary>
    private int CalibrationCycles()
    {
        var chargePump = (_registers[Cc1101Map.Fscal3] & 0x30) != 0;
        var selectVco = (_registers[Cc1101Map.Test0] & 0x02) != 0;
        return chargePump ? (selectVco ? 18815 : 18506) : (selectVco ? 4073 : 3764);
    }

    private MarcState MarcNow()
    {
        if (_transitionNs == long.MaxValue)
        {
            return _marc;
        }

        return _calibrating && _time.NowNs >= _calibrationEndNs ? MarcState.Settling : _marc;
    }

    private void Strobe(int strobe)
    {
        switch (strobe)
        {
            case Cc1101Map.Sres:
                ResetRegisters();
                _readyNs = _time.NowNs + CrystalStartNs;
                break;
            case Cc1101Map.Srx:
                StrobeReceive();
                break;
            case Cc1101Map.Sidle:
                AbandonPacket(ReceptionOutcome.Aborted);
                Become(MarcState.Idle);
                break;
            case Cc1101Map.Sfrx:
                StrobeFlushRx();
                break;
            case Cc1101Map.Sftx:
                StrobeFlushTx();
                break;
            case Cc1101Map.Scal when MarcNow() == MarcState.Idle:
                Begin(MarcState.ManualCalibration, MarcState.Idle, ManualCalibrationCycles, true);
                break;
            case Cc1101Map.Sfstxon when MarcNow() == MarcState.Idle:
                LeaveIdle(MarcState.FastTransmitReady);
                break;
            case Cc1101Map.Stx when MarcNow() is MarcState.Idle:
                Warn("transmitting onto the air is not modelled");
                LeaveIdle(MarcState.Transmit);
                break;
            case Cc1101Map.Stx when MarcNow() is MarcState.FastTransmitReady or MarcState.Receive:
                Warn("transmitting onto the air is not modelled");
                AbandonPacket(ReceptionOutcome.Aborted);
                Begin(MarcState.ReceiveToTransmit, MarcState.Transmit, SwitchCycles, false);
                break;
            case Cc1101Map.Sxoff when MarcNow() == MarcState.Idle:
                _powerDown = MarcState.CrystalOff;
                break;
            case Cc1101Map.Spwd when MarcNow() == MarcState.Idle:
                _powerDown = MarcState.Sleep;
                break;
            case Cc1101Map.Snop:
            case Cc1101Map.Sworrst:
                break;
            case Cc1101Map.Swor:
                Warn("wake-on-radio is not modelled: SWOR is ignored");
                break;
            default:
                Warn(FormattableString.Invariant($"strobe 0x{strobe:X2} in {MarcNow()} is ignored"));
                break;
        }
    }

    private void StrobeReceive()
    {
        switch (MarcNow())
        {
            case MarcState.Idle:
                LeaveIdle(MarcState.Receive);
                break;
            case MarcState.FastTransmitReady:
            case MarcState.Transmit:
                Begin(MarcState.TransmitToReceive, MarcState.Receive, SwitchCycles, false);
                break;
            case MarcState.RxFifoOverflow:
            case MarcState.TxFifoUnderflow:
                Warn("SRX after a FIFO error and before a flush is ignored");
                break;
            default:
                Warn("SRX while in RX or on the way has no effect");
                break;
        }
    }

    private void StrobeFlushRx()
    {
        if (MarcNow() is not (MarcState.Idle or MarcState.RxFifoOverflow))
        {
            Warn("SFRX outside IDLE and RXFIFO_OVERFLOW is ignored");
            return;
        }

        _rx.Clear();
        _overflowed = false;
        _thresholdLatch = false;
        _crcOkPin = false;
        Become(MarcState.Idle);
    }

    private void StrobeFlushTx()
    {
        if (MarcNow() is not (MarcState.Idle or MarcState.TxFifoUnderflow))
        {
            Warn("SFTX outside IDLE and TXFIFO_UNDERFLOW is ignored");
            return;
        }

        _tx.Clear();
        Become(MarcState.Idle);
    }

    private void LeaveIdle(MarcState target)
    {
        // MCSM0.FS_AUTOCAL = 1: every time on the way from IDLE.
        var calibrate = ((_registers[Cc1101Map.Mcsm0] >> 4) & 3) == 1;
        Begin(calibrate ? MarcState.Calibration : MarcState.Settling, target, SettleCycles, calibrate);
    }

    /// <summary>Back to IDLE by itself, with the calibration that MCSM0.FS_AUTOCAL = 2 or 3 asks
    /// for.</summary>
    private void ReturnToIdle()
    {
        var mode = (_registers[Cc1101Map.Mcsm0] >> 4) & 3;
        if (mode == 2 || (mode == 3 && (++_autoCalibrations & 3) == 0))
        {
            Begin(MarcState.EndCalibration, MarcState.Idle, 2, true);
        }
        else
        {
            Become(MarcState.Idle);
        }
    }

    private void Begin(MarcState through, MarcState target, int cycles, bool calibrate)
    {
        StopListening();
        _marc = through;
        _target = target;
        _calibrating = calibrate;
        var calibration = calibrate ? CalibrationCycles() : 0;
        _calibrationEndNs = target == MarcState.Idle
            ? long.MaxValue
            : _time.NowNs + CyclesNs(calibration);
        _transitionNs = _time.NowNs + CyclesNs(cycles + calibration);
    }

    private void Become(MarcState state)
    {
        StopListening();
        _transitionNs = long.MaxValue;
        _calibrating = false;
        _marc = state;
    }

    private void FinishTransition()
    {
        if (_calibrating)
        {
            _calibratedHz = Settings.FrequencyHz;
        }

        Become(_target);
        if (_marc == MarcState.Receive)
        {
            EnterReceive();
        }
        else if (_marc == MarcState.Transmit && _tx.Count == 0)
        {
            _marc = MarcState.TxFifoUnderflow;
        }
    }

    private void EnterPowerDown()
    {
        if (_marc == MarcState.Idle)
        {
            _marc = _powerDown;
            if (_powerDown == MarcState.Sleep)
            {
                // Section 24 and table 43: FIFOs, PATABLE beyond entry 0 and TEST0..2 are lost in SLEEP.
                _rx.Clear();
                _tx.Clear();
                Array.Clear(_patable, 1, 7);
                Array.Copy(Cc1101Map.Reset, Cc1101Map.Ptest, _registers, Cc1101Map.Ptest, 5);
                _settings = null;
            }
        }

        _powerDown = MarcState.Idle;
        UpdatePins();
    }

    private void WakeCrystal()
    {
        _marc = MarcState.Idle;
        _readyNs = _time.NowNs + CrystalStartNs;
        UpdatePins();
        Arm();
    }

    private protected override void Process()
    {
        var nowNs = _time.NowNs;
        if (_transitionNs <= nowNs)
        {
            FinishTransition();
        }

        CatchUp(nowNs);
        TakeFalseSync(nowNs);
        TakeCandidates(nowNs);
    }

    private protected override long NextOwnNs() =>
        Math.Min(Math.Min(_transitionNs, NextPacketNs()), NextPinNs());
}
