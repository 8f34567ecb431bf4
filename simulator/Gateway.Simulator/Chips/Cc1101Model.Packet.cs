using System;

namespace Gateway.Simulator.Chips;

// Packet engine of the CC1101 on reception (TI SWRS061I section 15): bytes after the sync word, length modes,
// CRC, whitening, appended status, FIFO overflow (section 20), what follows the packet (MCSM1.RXOFF_MODE).
public sealed partial class Cc1101Model
{
    private bool _overflowed;
    private int _whitening;
    private int _crc;

    private int LengthMode => _registers[Cc1101Map.Pktctrl0] & 3;

    private int CrcBytes => (_registers[Cc1101Map.Pktctrl0] & 0x04) != 0 ? 2 : 0;

    private protected override bool HasRoom => _rx.Count < ChipFifo.Size;

    private protected override void PacketStarted()
    {
        _whitening = 0x1FF;
        _crc = 0xFFFF;
        MeasureAtSync(_frame);
        LengthChanged();
    }

    /// <summary>Works out where the packet ends after PKTLEN or the length mode changed.</summary>
    private void LengthChanged()
    {
        if (!_inPacket || _byteCount >= _payloadEnd)
        {
            return;
        }

        switch (LengthMode)
        {
            case 0:
                // Section 15.2.2: the packet ends when the 8-bit counter reaches PKTLEN, however often it
                // wrapped.
                var length = _registers[Cc1101Map.Pktlen];
                if (length == 0)
                {
                    Warn("PKTLEN = 0 is not allowed; taken for 256");
                }

                var next = _byteCount + 1;
                _payloadEnd = next + ((length - next) & 0xFF);
                break;
            case 1 when _byteCount > 0:
                Warn("variable length chosen after the length byte: the packet does not end");
                _payloadEnd = int.MaxValue;
                break;
            case 3:
                Warn("reserved length mode 3 is taken for infinite");
                _payloadEnd = int.MaxValue;
                break;
            default:
                _payloadEnd = int.MaxValue;
                break;
        }
    }

    /// <summary>Time of the next byte that changes a pin or the state.</summary>
    private long NextPacketNs()
    {
        if (!_inPacket)
        {
            return long.MaxValue;
        }

        var count = _payloadEnd == int.MaxValue ? int.MaxValue : _payloadEnd + CrcBytes;
        var overflow = _byteCount + ChipFifo.Size - _rx.Count + 1;
        if (overflow <= _payloadEnd)
        {
            count = Math.Min(count, overflow);
        }

        if (LengthMode == 1 && _byteCount == 0)
        {
            count = 1;
        }

        if (ThresholdIsOnAPin && _rx.Count < RxThreshold)
        {
            count = Math.Min(count, _byteCount + RxThreshold - _rx.Count);
        }

        // CRC_EN cleared within the CRC leaves an end that is past: the packet then ends with the next byte.
        return ByteNs(Math.Max(count, _byteCount + 1));
    }

    private protected override void ReceiveByte()
    {
        var value = ReadBits();
        if ((_registers[Cc1101Map.Pktctrl0] & 0x40) != 0)
        {
            value ^= (byte)_whitening;
            StepWhitening();
        }

        var count = ++_byteCount;
        StepCrc(value);
        if (count == 1 && LengthMode == 1)
        {
            if (value > _registers[Cc1101Map.Pktlen])
            {
                // Section 15.3.2: too long; discarded, and reception restarts whatever RXOFF_MODE says.
                AbandonPacket(ReceptionOutcome.Aborted);
                EnterReceive();
                return;
            }

            _payloadEnd = 1 + value;
        }

        if (count <= _payloadEnd && !Push(value))
        {
            return;
        }

        if (_payloadEnd != int.MaxValue && count >= _payloadEnd + CrcBytes)
        {
            EndPacket();
        }
    }

    private bool Push(byte value)
    {
        if (_rx.Count < ChipFifo.Size)
        {
            _rx.Push(value);
            return true;
        }

        OverflowCount++;
        _overflowed = true;
        _byteCount--;
        AbandonPacket(ReceptionOutcome.LostOverflow);
        Become(MarcState.RxFifoOverflow);
        return false;
    }

    private void EndPacket()
    {
        var crcOk = CrcBytes == 0 || _crc == 0;
        var flush = !crcOk && (_registers[Cc1101Map.Pktctrl1] & 0x08) != 0;
        _lqiRegister = (byte)((_lqiRegister & 0x7F) | (crcOk ? 0x80 : 0));
        _crcOkPin = crcOk && CrcBytes != 0;
        if (flush)
        {
            _rx.Clear();
        }
        else if ((_registers[Cc1101Map.Pktctrl1] & 0x04) != 0 && !(Push(_rssiRegister) && Push(_lqiRegister)))
        {
            return;
        }

        _thresholdLatch = true;
        AbandonPacket(ReceptionOutcome.Aborted);
        switch ((_registers[Cc1101Map.Mcsm1] >> 2) & 3)
        {
            case 0:
                ReturnToIdle();
                break;
            case 1:
                Become(MarcState.FastTransmitReady);
                break;
            case 2:
                Warn("transmitting onto the air is not modelled");
                Begin(MarcState.ReceiveToTransmit, MarcState.Transmit, SwitchCycles, false);
                break;
            default:
                Begin(MarcState.ReceiveReset, MarcState.Receive, StayCycles, false);
                break;
        }
    }

    /// <summary>PN9 of section 15.1, x^9 + x^5 + 1, eight steps.</summary>
    private void StepWhitening()
    {
        for (var i = 0; i < 8; i++)
        {
            _whitening = (_whitening >> 1) | (((_whitening ^ (_whitening >> 5)) & 1) << 8);
        }
    }

    /// <summary>CRC-16 with 0x8005 and 0xFFFF (section 15, TI DN502); 0 after its own two bytes.</summary>
    private void StepCrc(byte value)
    {
        if (CrcBytes != 0)
        {
            _crc = BitCrc.Step(_crc, value, 0x8005);
        }
    }
}
