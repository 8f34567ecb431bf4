using System;

namespace Gateway.Simulator.Chips;

// Packet handler of the SX1276 on reception (Semtech rev. 4, section 4.2.13): fixed, variable and unlimited
// length, CRC, FIFO overrun, what follows the packet.
public sealed partial class Sx1276Model
{
    private int _crc;
    private int _crcReceived;
    private bool _isPayloadReady;
    private bool _isCrcOk;

    private bool IsVariable => (_registers[Sx1276Map.PacketConfig1] & 0x80) != 0;

    /// <summary>RegPacketConfig2 bits 2-0 and RegPayloadLength.</summary>
    private int PayloadLength =>
        ((_registers[Sx1276Map.PacketConfig2] & 7) << 8) | _registers[Sx1276Map.PayloadLength];

    /// <summary>No CRC is checked with unlimited length (section 4.2.13.2).</summary>
    private int CrcBytes => (_registers[Sx1276Map.PacketConfig1] & 0x10) != 0
        && (IsVariable || PayloadLength != 0) ? 2 : 0;

    private bool IsIbmCrc => (_registers[Sx1276Map.PacketConfig1] & 1) != 0;

    private int FifoThreshold => _registers[Sx1276Map.FifoThresh] & 63;

    private protected override bool HasRoom => _fifo.Count < ChipFifo.Size;

    private protected override void PacketStarted()
    {
        _isSyncMatch = true;
        _isPreambleFound |= RxSettings.IsPreambleDetectorOn;

        // Section 4.2.13.6, table 31: CCITT x^16 + x^12 + x^5 + 1 from 0x1D0F, complemented; IBM
        // x^16 + x^15 + x^2 + 1 from 0xFFFF.
        _crc = IsIbmCrc ? 0xFFFF : 0x1D0F;
        _crcReceived = 0;
        LengthChanged();
    }

    /// <summary>Works out where the packet ends after a length or the format changed.</summary>
    private void LengthChanged()
    {
        if (!_inPacket || _byteCount >= _payloadEnd)
        {
            return;
        }

        if (_byteCount > 0)
        {
            Warn("packet format or length written during a packet: its effect is not documented");
        }

        if (IsVariable)
        {
            return;
        }

        _payloadEnd = PayloadLength > _byteCount ? PayloadLength : int.MaxValue;
    }

    /// <summary>Time of the next byte that changes a pin or the state.</summary>
    private long NextPacketNs()
    {
        if (!_inPacket)
        {
            return long.MaxValue;
        }

        var count = _payloadEnd == int.MaxValue ? int.MaxValue : _payloadEnd + CrcBytes;
        if (IsVariable && _byteCount == 0)
        {
            count = 1;
        }

        if (IsLevelOnAPin && _fifo.Count <= FifoThreshold)
        {
            count = Math.Min(count, _byteCount + FifoThreshold + 1 - _fifo.Count);
        }

        if (IsEmptyOnAPin && _fifo.Count == 0)
        {
            count = _byteCount + 1;
        }

        if (IsFullOnAPin && _fifo.Count < ChipFifo.Size)
        {
            count = Math.Min(count, _byteCount + ChipFifo.Size - _fifo.Count);
        }

        return count == int.MaxValue ? long.MaxValue : ByteNs(Math.Max(count, _byteCount + 1));
    }

    private protected override void ReceiveByte()
    {
        var value = ReadBits();
        var count = ++_byteCount;
        if (count > _payloadEnd)
        {
            _crcReceived = (_crcReceived << 8) | value;
        }
        else
        {
            if (CrcBytes != 0)
            {
                _crc = BitCrc.Step(_crc, value, IsIbmCrc ? 0x8005 : 0x1021);
            }

            if (count == 1 && IsVariable)
            {
                // Table 42, RegPayloadLength: with variable length, the longest that is taken.
                if (value > PayloadLength)
                {
                    AbandonPacket(ReceptionOutcome.Aborted);
                    RestartAutomatically();
                    return;
                }

                _payloadEnd = 1 + value;
            }

            Push(value);
        }

        if (_payloadEnd != int.MaxValue && count >= _payloadEnd + CrcBytes)
        {
            EndPacket();
        }
    }

    /// <summary>Section 4.2.10: a byte that comes into a full FIFO is lost; reception goes on.</summary>
    private void Push(byte value)
    {
        if (_fifo.Count < ChipFifo.Size)
        {
            _fifo.Push(value);
            return;
        }

        OverflowCount += _isOverrun ? 0 : 1;
        _isOverrun = true;
        _byteCount--;
        JudgeFrame(ReceptionOutcome.LostOverflow);
        _byteCount++;
    }

    private void EndPacket()
    {
        var expected = IsIbmCrc ? _crc : ~_crc & 0xFFFF;
        var isCrcGood = CrcBytes == 0 || _crcReceived == expected;
        var hasCrc = CrcBytes != 0;
        AbandonPacket(ReceptionOutcome.Aborted);
        if (!isCrcGood && (_registers[Sx1276Map.PacketConfig1] & 0x08) == 0)
        {
            // CrcAutoClearOff = 0: the FIFO is cleared and reception restarts.
            ClearFifo();
            RestartAutomatically();
            return;
        }

        _isPayloadReady = true;
        _isCrcOk = hasCrc && isCrcGood;
        StopListening();
        _phase = Sx1276Phase.Stopped;
        _isRestartPending = (_registers[Sx1276Map.SyncConfig] & 0xC0) != 0;
    }
}
