using System;

namespace Gateway.Simulator.Chips;

// Configuration and status registers, PATABLE and FIFO access of the CC1101 (TI SWRS061I sections 10, 20, 24,
// 29), with the two FIFO errata of SWRZ020: RXBYTES can be read wrong while it changes, and reading the RX
// FIFO empty during reception leaves the byte just read in it.
public sealed partial class Cc1101Model
{
    /// <summary>Time before a byte enters the FIFO in which RXBYTES reads wrong: eight periods of the crystal, that
    /// is about one read in 256 at 100 kbit/s. Estimate: the errata note gives no figure. Two reads in a row are both
    /// wrong only when a whole byte lies between them, which is why reading until two agree helps.</summary>
    private const long RxbytesErratumNs = 308;

    private readonly byte[] _registers = new byte[Cc1101Map.ConfigurationCount];
    private readonly byte[] _patable = new byte[8];
    private readonly ChipFifo _rx = new();
    private readonly ChipFifo _tx = new();
    private int _patableIndex;
    private Cc1101Settings _settings;
    private byte _lqiRegister;
    private byte _freqestRegister;
    private byte _rssiRegister;

    private Cc1101Settings Settings => _settings ??= new Cc1101Settings(_registers);

    private byte ReadAt(int address)
    {
        if (address < Cc1101Map.ConfigurationCount)
        {
            return _registers[address];
        }

        if (address == Cc1101Map.Fifo)
        {
            return ReadRxFifo();
        }

        if (address == Cc1101Map.Patable)
        {
            return _patable[_patableIndex++ & 7];
        }

        if (address < Cc1101Map.Sres)
        {
            Warn("read of unused address 0x2F");
            return 0;
        }

        return ReadStatus(address);
    }

    private void WriteAt(int address, byte value)
    {
        if (address == Cc1101Map.Fifo)
        {
            WriteTxFifo(value);
        }
        else if (address == Cc1101Map.Patable)
        {
            _patable[_patableIndex++ & 7] = value;
        }
        else if (address >= Cc1101Map.ConfigurationCount)
        {
            Warn(FormattableString.Invariant($"write to 0x{address:X2}, which is read-only, is ignored"));
        }
        else
        {
            WriteConfiguration(address, value);
        }
    }

    private void WriteConfiguration(int address, byte value)
    {
        var mask = Cc1101Map.Writable[address];
        _registers[address] = (byte)((_registers[address] & ~mask) | (value & mask));
        _settings = null;
        if (address is Cc1101Map.Iocfg0 or Cc1101Map.Iocfg2)
        {
            WarnPinFunction(value);
        }

        if (address is Cc1101Map.Pktlen or Cc1101Map.Pktctrl0)
        {
            LengthChanged();
        }
        else if (address >= Cc1101Map.Freq2 && address <= Cc1101Map.Deviatn && MarcNow() != MarcState.Idle)
        {
            Warn("frequency and modem registers written outside IDLE take effect at the next entry to RX");
        }

        UpdatePins();
        Arm();
    }

    private byte ReadStatus(int address)
    {
        switch (address)
        {
            case Cc1101Map.Partnum:
                return 0x00;
            case Cc1101Map.Version:
                return 0x14;
            case Cc1101Map.Freqest:
                return _freqestRegister;
            case Cc1101Map.Lqi:
                return _lqiRegister;
            case Cc1101Map.Rssi:
                return ReadRssi();
            case Cc1101Map.Marcstate:
                return (byte)MarcNow();
            case Cc1101Map.Pktstatus:
                return ReadPacketStatus();
            case Cc1101Map.VcoVcDac:
                return 0x94;
            case Cc1101Map.Txbytes:
                return (byte)((_marc == MarcState.TxFifoUnderflow ? 0x80 : 0) | _tx.Count);
            case Cc1101Map.Rxbytes:
                return ReadRxbytes();
            default:
                Warn(FormattableString.Invariant($"status register 0x{address:X2} is not modelled, reads 0"));
                return 0;
        }
    }

    private byte ReadRxbytes()
    {
        var count = _rx.Count;
        if (_inPacket && ByteNs(_byteCount + 1) - _time.NowNs <= RxbytesErratumNs)
        {
            // Caught while the counter steps: bits of the old and of the new value mix.
            count = (_random.Next(2) == 0 ? count & (count + 1) : count | (count + 1)) & 0x7F;
        }

        return (byte)((_overflowed ? 0x80 : 0) | count);
    }

    private byte ReadPacketStatus() => (byte)(
        ((_lqiRegister & 0x80) != 0 ? 0x80 : 0)
        | (CarrierSensed() ? 0x40 : 0)
        | (!CarrierSensed() && !_inPacket ? 0x10 : 0)
        | (_inPacket ? 0x08 : 0)
        | (Gdo2 ? 0x04 : 0)
        | (Gdo0 ? 0x01 : 0));

    private byte ReadRxFifo()
    {
        byte value;
        if (_rx.Count == 0)
        {
            Warn("RX FIFO read while empty: the last byte is read again");
            return _rx.Pop();
        }

        if (_rx.Count == 1 && _inPacket)
        {
            value = _rx.Peek();
            Warn("RX FIFO read empty during reception: the byte stays in it (errata)");
        }
        else
        {
            value = _rx.Pop();
        }

        _crcOkPin = false;
        UpdatePins();
        Arm();
        return value;
    }

    private void WriteTxFifo(byte value)
    {
        if (_tx.Count == ChipFifo.Size)
        {
            Warn("TX FIFO written while full");
            return;
        }

        _tx.Push(value);
        UpdatePins();
    }

    private void ResetRegisters()
    {
        AbandonPacket(ReceptionOutcome.Aborted);
        Array.Copy(Cc1101Map.Reset, _registers, _registers.Length);
        Array.Clear(_patable);
        _patable[0] = Cc1101Map.PatableReset;
        _settings = null;
        _rx.Clear();
        _tx.Clear();
        _overflowed = false;
        _crcOkPin = false;
        _lqiRegister = 0;
        _freqestRegister = 0;
        _rssiRegister = 0x80;
        _calibratedHz = double.NaN;
        _powerDown = MarcState.Idle;
        Become(MarcState.Idle);
    }

    private void WarnUnmodelledSettings()
    {
        var settings = Settings;
        if (settings.Modulation > 1)
        {
            Warn("MOD_FORMAT other than 2-FSK and GFSK is not modelled: deaf");
        }

        if (settings.SyncTolerance < 0)
        {
            Warn("SYNC_MODE without sync word is not modelled: nothing is received");
        }

        if ((_registers[Cc1101Map.Mdmcfg2] & 0x08) != 0)
        {
            Warn("Manchester decoding is not modelled: chips go to the FIFO");
        }

        if ((_registers[Cc1101Map.Mdmcfg1] & 0x80) != 0)
        {
            Warn("forward error correction is not modelled: coded bits go to the FIFO");
        }

        var packet1 = _registers[Cc1101Map.Pktctrl1];
        if ((packet1 & 0x03) != 0)
        {
            Warn("address check is not modelled: every packet passes");
        }

        if ((packet1 & 0xE0) != 0)
        {
            Warn("preamble quality threshold is not modelled: every preamble passes");
        }

        if ((_registers[Cc1101Map.Pktctrl0] & 0x30) != 0)
        {
            Warn("serial and random packet formats are not modelled: bytes go to the FIFO");
        }

        if ((_registers[Cc1101Map.Agcctrl1] & 0x30) != 0)
        {
            Warn("relative carrier sense is not modelled: only the absolute threshold counts");
        }

        if ((_registers[Cc1101Map.Mcsm2] & 0x17) != 0x07)
        {
            Warn("RX timeout is not modelled: stays in RX");
        }
    }
}
