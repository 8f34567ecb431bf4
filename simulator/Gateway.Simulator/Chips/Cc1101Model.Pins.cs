using System;

namespace Gateway.Simulator.Chips;

// GDO0 and GDO2 of the CC1101 (TI SWRS061I table 41): FIFO thresholds, overflow, sync and end of packet, CRC,
// carrier sense, CHIP_RDYn, constant. GDO1 shares its pin with SO and is not driven here.
public sealed partial class Cc1101Model
{
    private bool _thresholdLatch;
    private bool _crcOkPin;

    /// <summary>Section 20, table 36: 4..64 bytes.</summary>
    private int RxThreshold => 4 * ((_registers[Cc1101Map.Fifothr] & 15) + 1);

    private int TxThreshold => 61 - (4 * (_registers[Cc1101Map.Fifothr] & 15));

    private bool ThresholdIsOnAPin => PinIs(0x00) || PinIs(0x01);

    private static bool IsModelledPin(int function) => function
        is <= 0x07 or 0x0E or 0x0F or 0x29 or 0x2E or 0x2F;

    private void WarnPinFunction(byte value)
    {
        var function = value & 0x3F;
        if (!IsModelledPin(function))
        {
            Warn(FormattableString.Invariant($"GDOx_CFG 0x{function:X2} is not modelled: the pin stays low"));
        }
    }

    private bool PinIs(int function) =>
        (_registers[Cc1101Map.Iocfg0] & 0x3F) == function
        || (_registers[Cc1101Map.Iocfg2] & 0x3F) == function;

    private bool PinLevel(byte configuration)
    {
        var function = configuration & 0x3F;
        if (_fault == ChipFault.Dead || function == 0x2E || !IsModelledPin(function))
        {
            return false;
        }

        var level = function switch
        {
            0x00 => _rx.Count >= RxThreshold,
            0x01 => _thresholdLatch,
            0x02 => _tx.Count >= TxThreshold,
            0x03 => _tx.Count == ChipFifo.Size,
            0x04 => _overflowed,
            0x05 => _marc == MarcState.TxFifoUnderflow,
            0x06 => _inPacket,
            0x07 => _crcOkPin,
            0x0E => CarrierSensed(),
            0x0F => (_lqiRegister & 0x80) != 0,
            0x29 => !Ready,
            _ => false,
        };
        return level != ((configuration & 0x40) != 0);
    }

    private protected override void UpdatePins()
    {
        if (_rx.Count == 0)
        {
            _thresholdLatch = false;
        }
        else if (_rx.Count >= RxThreshold)
        {
            _thresholdLatch = true;
        }

        var level0 = PinLevel(_registers[Cc1101Map.Iocfg0]);
        if (level0 != Gdo0)
        {
            Gdo0 = level0;
            GdoChanged?.Invoke(0, level0);
        }

        var level2 = PinLevel(_registers[Cc1101Map.Iocfg2]);
        if (level2 != Gdo2)
        {
            Gdo2 = level2;
            GdoChanged?.Invoke(2, level2);
        }
    }

    /// <summary>When a pin next changes by the passing of time alone.</summary>
    private long NextPinNs()
    {
        var nextNs = long.MaxValue;
        var nowNs = _time.NowNs;
        if (_readyNs > nowNs && PinIs(0x29))
        {
            nextNs = _readyNs;
        }

        if (_marc == MarcState.Receive && PinIs(0x0E))
        {
            nextNs = Math.Min(nextNs, NextLevelNs());
        }

        return nextNs;
    }
}
