using System;

namespace Gateway.Simulator.Chips;

// Flags of RegIrqFlags1 and 2 (Semtech rev. 4, table 42) and the pins DIO0..DIO5 in packet mode (section
// 4.2.11, table 30).
public sealed partial class Sx1276Model
{
    private readonly bool[] _levels = new bool[6];

    private bool IsLevelOnAPin => Mapping(1) == 0;

    private bool IsEmptyOnAPin => Mapping(1) == 1 || Mapping(3) != 1;

    private bool IsFullOnAPin => Mapping(1) == 2 || Mapping(2) == 0;

    private bool IsPllLocked => _time.NowNs >= _lockNs;

    /// <summary>The two bits of a pin in RegDioMapping1 (DIO0..3) or RegDioMapping2 (DIO4, DIO5).</summary>
    private int Mapping(int pin) => pin < 4
        ? (_registers[Sx1276Map.DioMapping1] >> (6 - (2 * pin))) & 3
        : (_registers[Sx1276Map.DioMapping2] >> (6 - (2 * (pin - 4)))) & 3;

    private byte ReadFlags1()
    {
        LatchRssi();
        return (byte)(
            (IsModeReady ? 0x80 : 0)
            | (_isRxReady ? 0x40 : 0)
            | (_mode == Sx1276Mode.Transmit && IsModeReady ? 0x20 : 0)
            | (IsPllLocked ? 0x10 : 0)
            | (_isRssiOver ? 0x08 : 0)
            | (_isPreambleFound ? 0x02 : 0)
            | (_isSyncMatch ? 0x01 : 0));
    }

    private byte ReadFlags2() => (byte)(
        (_fifo.Count == ChipFifo.Size ? 0x80 : 0)
        | (_fifo.Count == 0 ? 0x40 : 0)
        | (_fifo.Count > FifoThreshold ? 0x20 : 0)
        | (_isOverrun ? 0x10 : 0)
        | (_isPayloadReady ? 0x04 : 0)
        | (_isCrcOk ? 0x02 : 0));

    /// <summary>Rssi and PreambleDetect fall when a 1 is written; SyncAddressMatch does so in continuous mode
    /// only.</summary>
    private void ClearFlags1(byte value)
    {
        _isRssiOver &= (value & 0x08) == 0;
        _isPreambleFound &= (value & 0x02) == 0;
    }

    /// <summary>A 1 to FifoOverrun clears the FIFO with its flags, overrun or not.</summary>
    private void ClearFlags2(byte value)
    {
        if ((value & 0x10) != 0)
        {
            ClearFifo();
        }
    }

    private void LatchRssi() => _isRssiOver |= IsReceiving && IsLevelOver();

    private bool PinLevel(int pin)
    {
        if (_fault == ChipFault.Dead || !IsUsable)
        {
            return false;
        }

        var inRx = _mode == Sx1276Mode.Receive;
        var isFull = _fifo.Count == ChipFifo.Size;
        return (pin, Mapping(pin)) switch
        {
            (0, 0) => inRx && _isPayloadReady,
            (0, 1) => inRx && _isCrcOk,
            (1, 0) => _fifo.Count > FifoThreshold,
            (1, 1) => _fifo.Count == 0,
            (1, 2) => isFull,
            (2, 0) => isFull,
            (2, 1) => _isRxReady,
            (2, 2) => !inRx && isFull,
            (2, 3) => inRx ? _isSyncMatch : isFull,
            (3, 1) => _mode == Sx1276Mode.Transmit && IsModeReady,
            (3, _) => _fifo.Count == 0,
            (4, 1) => IsPllLocked,
            (4, 3) => inRx && (IsPreambleMapped ? _isPreambleFound : _isRssiOver),
            (5, 1) => IsPllLocked,
            (5, 3) => IsModeReady,
            _ => false,
        };
    }

    /// <summary>RegDioMapping2 bit 0, MapPreambleDetect.</summary>
    private bool IsPreambleMapped => (_registers[Sx1276Map.DioMapping2] & 1) != 0;

    private bool IsRssiOnAPin => Mapping(4) == 3 && !IsPreambleMapped;

    private void WarnPinFunctions()
    {
        if (Mapping(0) == 3)
        {
            Warn("TempChange and LowBat are not modelled: the pin stays low");
        }

        if (Mapping(2) == 2 || Mapping(4) == 2)
        {
            Warn("RX timeouts are not modelled: the pin stays low");
        }

        if ((Mapping(5) == 0 && (_registers[Sx1276Map.Osc] & 7) != 7) || Mapping(5) == 2)
        {
            Warn("ClkOut and Data on DIO5 are not modelled: the pin stays low");
        }
    }

    private protected override void UpdatePins()
    {
        if (IsRssiOnAPin)
        {
            LatchRssi();
        }

        for (var pin = 0; pin < _levels.Length; pin++)
        {
            var level = PinLevel(pin);
            if (level != _levels[pin])
            {
                _levels[pin] = level;
                DioChanged?.Invoke(pin, level);
            }
        }
    }

    /// <summary>When a pin next changes by the passing of time alone.</summary>
    private long NextPinNs()
    {
        var nextNs = long.MaxValue;
        if (_lockNs > _time.NowNs && (Mapping(4) == 1 || Mapping(5) == 1))
        {
            nextNs = _lockNs;
        }

        return IsRssiOnAPin && !_isRssiOver && IsReceiving ? Math.Min(nextNs, NextLevelNs()) : nextNs;
    }

    private void WarnUnmodelledSettings()
    {
        var settings = RxSettings;
        WarnWhen(!settings.IsFsk, "OOK and LoRa are not modelled: deaf");
        WarnWhen(
            (_registers[Sx1276Map.PacketConfig2] & 0x40) == 0, "continuous data mode is not modelled: deaf");
        WarnWhen(settings.SyncTolerance < 0, "SyncOn = 0 is not modelled: nothing is received");
        WarnWhen(settings.HasForbiddenSync, "a sync word must not have bytes of 0x00");
        WarnWhen(
            !Sx1276Settings.IsFilterAllowed(_registers[Sx1276Map.RxBw])
                || !Sx1276Settings.IsFilterAllowed(_registers[Sx1276Map.AfcBw]),
            "reserved value in RegRxBw or RegAfcBw");
        WarnWhen(settings.RateHz > 2 * settings.SideHz, "the bit rate is above 2 x RxBw (section 5.5.6)");
        WarnWhen(
            (settings.IsAgcOn || settings.IsAfcOn) && !settings.WaitsForRssi && !settings.WaitsForPreamble,
            "AGC or AFC is on, but RxTrigger is none or reserved: they never run");
        WarnWhen(
            settings.WaitsForPreamble && !settings.IsPreambleDetectorOn,
            "RxTrigger waits for a preamble with PreambleDetectorOn = 0: AGC switches the detector on");
        WarnWhen(
            (_registers[Sx1276Map.RxConfig] & 0x80) != 0, "RestartRxOnCollision is not modelled");
        WarnPacketSettings();
    }

    private void WarnPacketSettings()
    {
        var packet1 = _registers[Sx1276Map.PacketConfig1];
        WarnWhen((packet1 & 0x60) != 0, "Manchester and whitening are not modelled: raw bits go to the FIFO");
        WarnWhen((packet1 & 0x06) != 0, "address filtering is not modelled: every packet passes");
        WarnWhen((_registers[Sx1276Map.PacketConfig2] & 0x20) != 0, "io-homecontrol is not modelled");
        WarnWhen((_registers[Sx1276Map.PllHop] & 0x80) != 0, "FastHopOn is not modelled");
        for (var address = Sx1276Map.RxTimeout1; address <= Sx1276Map.RxTimeout3; address++)
        {
            WarnWhen(_registers[address] != 0, "RX timeouts are not modelled: Timeout is never set");
        }
    }

    private void WarnWhen(bool condition, string kind)
    {
        if (condition)
        {
            Warn(kind);
        }
    }
}
