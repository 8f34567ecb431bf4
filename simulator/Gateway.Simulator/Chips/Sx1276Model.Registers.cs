using System;

namespace Gateway.Simulator.Chips;

// Registers and FIFO access of the SX1276 (Semtech rev. 4, table 42). Settings of the radio are taken over
// when reception starts or restarts; those of packets, FIFO and pins at once.
public sealed partial class Sx1276Model
{
    /// <summary>Section 4.2.3.8: an image calibration takes about 10 ms.</summary>
    private const long ImageCalNs = 10_000_000;

    private readonly byte[] _registers = new byte[Sx1276Map.Count];
    private readonly ChipFifo _fifo = new();
    private long _imageCalEndNs;
    private bool _isOverrun;

    private int FrfRegister => (_registers[Sx1276Map.FrfMsb] << 16)
        | (_registers[Sx1276Map.FrfMid] << 8) | _registers[Sx1276Map.FrfLsb];

    private byte ReadAt(int address)
    {
        switch (address)
        {
            case Sx1276Map.Fifo:
                return ReadFifo();
            case Sx1276Map.OpMode:
                return (byte)((_registers[Sx1276Map.OpMode] & 0xF8) | (int)_mode);
            case Sx1276Map.Lna:
                return ReadLna();
            case Sx1276Map.RssiValue:
                return ReadRssi();
            case Sx1276Map.AfcMsb:
                return (byte)(_afcValue >> 8);
            case Sx1276Map.AfcLsb:
                return (byte)_afcValue;
            case Sx1276Map.FeiMsb:
                return (byte)(ReadFei() >> 8);
            case Sx1276Map.FeiLsb:
                return (byte)ReadFei();
            case Sx1276Map.ImageCal:
                return (byte)(_registers[address] | (_time.NowNs < _imageCalEndNs ? 0x20 : 0));
            case Sx1276Map.Temp:
                Warn("the temperature sensor is not modelled: RegTemp reads 0");
                return 0;
            case Sx1276Map.IrqFlags1:
                return ReadFlags1();
            case Sx1276Map.IrqFlags2:
                return ReadFlags2();
        }

        if (!Sx1276Map.IsDocumented(address))
        {
            Warn(FormattableString.Invariant($"read of undocumented address 0x{address:X2}"));
        }

        return _registers[address];
    }

    private void WriteAt(int address, byte value)
    {
        if (!Sx1276Map.IsDocumented(address))
        {
            Warn(FormattableString.Invariant($"write to undocumented address 0x{address:X2}"));
        }

        var mask = Sx1276Map.Writable(address);
        if (mask == 0 && address is not (Sx1276Map.Fifo or Sx1276Map.IrqFlags1 or Sx1276Map.IrqFlags2))
        {
            Warn(FormattableString.Invariant($"write to 0x{address:X2}, which is read-only, is ignored"));
            return;
        }

        var old = _registers[address];
        if (address != Sx1276Map.OpMode)
        {
            _registers[address] = (byte)((old & ~mask) | (value & mask));
        }

        Act(address, value);
        if (_mode == Sx1276Mode.Receive && IsRadioSetting(address) && (value & mask) != old)
        {
            Warn("radio settings written in RX are modelled from the next start or restart of reception on");
        }
    }

    /// <summary>What a write does beyond being stored.</summary>
    private void Act(int address, byte value)
    {
        switch (address)
        {
            case Sx1276Map.Fifo:
                WriteFifo(value);
                break;
            case Sx1276Map.OpMode:
                WriteMode(value);
                break;
            case Sx1276Map.RxConfig:
                WriteRxConfig(value);
                break;
            case Sx1276Map.AfcFei:
                WriteAfcFei(value);
                break;
            case Sx1276Map.AfcMsb:
                _afcValue = (short)((value << 8) | (byte)_afcValue);
                break;
            case Sx1276Map.AfcLsb:
                _afcValue = (short)((_afcValue & 0xFF00) | value);
                break;
            case Sx1276Map.Osc when (value & 0x08) != 0:
                Warn("calibration of the RC oscillator is not modelled");
                break;
            case Sx1276Map.PacketConfig1:
            case Sx1276Map.PacketConfig2:
            case Sx1276Map.PayloadLength:
                LengthChanged();
                break;
            case Sx1276Map.SeqConfig1 when (value & 0x80) != 0:
                Warn("the top level sequencer is not modelled: SequencerStart is ignored");
                break;
            case Sx1276Map.ImageCal when (value & 0x40) != 0:
                StartImageCal();
                break;
            case Sx1276Map.IrqFlags1:
                ClearFlags1(value);
                break;
            case Sx1276Map.IrqFlags2:
                ClearFlags2(value);
                break;
            case Sx1276Map.DioMapping1:
            case Sx1276Map.DioMapping2:
                WarnPinFunctions();
                break;
        }
    }

    private static bool IsRadioSetting(int address) => address
        is Sx1276Map.BitrateMsb or Sx1276Map.BitrateLsb or Sx1276Map.BitrateFrac
        or Sx1276Map.RssiConfig or Sx1276Map.RxBw or Sx1276Map.AfcBw or Sx1276Map.PreambleDetect
        or (>= Sx1276Map.SyncConfig and < Sx1276Map.PacketConfig1);

    private void WriteRxConfig(byte value)
    {
        if ((value & 0x60) != 0)
        {
            RestartByHost((value & 0x20) != 0);
        }
    }

    private void WriteAfcFei(byte value)
    {
        if ((value & 0x02) != 0)
        {
            _afcValue = 0;
        }

        if ((value & 0x10) != 0)
        {
            Warn("AgcStart is not modelled: gain is chosen by AgcAutoOn and RxTrigger");
        }
    }

    private void StartImageCal()
    {
        if (_mode == Sx1276Mode.Standby)
        {
            _imageCalEndNs = _time.NowNs + ImageCalNs;
        }
        else
        {
            Warn("ImageCalStart outside Stdby is ignored");
        }
    }

    private byte ReadFifo()
    {
        if (_fifo.Count == 0)
        {
            Warn("FIFO read while empty: the last byte is read again");
            return _fifo.Pop();
        }

        var value = _fifo.Pop();
        if (_fifo.Count == 0)
        {
            FifoEmptied();
        }

        UpdatePins();
        Arm();
        return value;
    }

    private void WriteFifo(byte value)
    {
        if (_mode is Sx1276Mode.Receive)
        {
            Warn("FIFO written in RX is ignored");
        }
        else if (_fifo.Count == ChipFifo.Size)
        {
            _isOverrun = true;
        }
        else
        {
            _fifo.Push(value);
        }
    }

    /// <summary>Empties the FIFO and drops the flags that an empty FIFO drops.</summary>
    private void ClearFifo()
    {
        _fifo.Clear();
        _isOverrun = false;
        FifoEmptied();
    }

    /// <summary>Table 42, RegIrqFlags: SyncAddressMatch, PayloadReady and CrcOk fall when the FIFO is empty;
    /// section 4.2.7.2: an automatic restart waits for it.</summary>
    private void FifoEmptied()
    {
        _isSyncMatch = false;
        _isPayloadReady = false;
        _isCrcOk = false;
        if (_isRestartPending)
        {
            _isRestartPending = false;
            var bits = 4 * _registers[Sx1276Map.RxDelay];
            _phaseNs = _time.NowNs + (long)(bits / _tuned.RateHz * 1e9);
        }
    }
}
