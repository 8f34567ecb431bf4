// A scripted CC1101 at register level, without time: the test feeds sync words and bytes. It knows the
// strobes, chained and burst accesses, the FIFO with overflow, the length modes and three GDO signals, and it
// reports what the errata forbid. Numbers are written out: a wrong address in the driver must not be shared.
using Gateway.Core;

namespace Gateway.Radio.Tests;

internal sealed class FakeCc1101 : IFakeChip
{
    private const int Fifo = 64;

    private readonly byte[] _registers = new byte[0x40];
    private readonly byte[] _fifo = new byte[Fifo];
    private int _head;
    private int _count;
    private byte _packetCounter;
    private int _rxBytesReads;

    public enum Mode
    {
        Idle,
        Rx,
        Overflow,
    }

    public FakePin Gdo0 { get; } = new();

    public FakePin Gdo2 { get; } = new();

    public FakePin FifoPin => Gdo0;

    public FakePin SyncPin => Gdo2;

    public bool IsListening => State == Mode.Rx && !InPacket
        && (_count == 0 || (_count == 1 && _registers[0x08] == 2)); // status of the last packet

    public Mode State { get; set; }

    public bool InPacket { get; private set; }

    public int Transfers { get; private set; }

    public int Resets { get; private set; }

    public int Calibrations { get; private set; }

    public int FifoCount => _count;

    public byte PartNum { get; set; }

    public byte Version { get; set; } = 0x14;

    public byte Rssi { get; set; } = 0x60;

    public byte Lqi { get; set; } = 0x85;

    public byte FreqEst { get; set; }

    /// <summary>Every byte read is this when set.</summary>
    public int? StuckMiso { get; set; }

    /// <summary>SRX is ignored.</summary>
    public bool RefusesRx { get; set; }

    /// <summary>This register does not keep what is written.</summary>
    public int DeadRegister { get; set; } = -1;

    /// <summary>The next readings of RXBYTES that are wrong by one, alternately: no two agree.</summary>
    public int BadRxBytes { get; set; }

    /// <summary>Times the last FIFO byte was read while a packet was coming in (errata), or one too
    /// many.</summary>
    public int Violations { get; private set; }

    /// <summary>Called after each transfer: bytes may come between two transfers.</summary>
    public Action? AfterTransfer { get; set; }

    public byte this[int register]
    {
        get => _registers[register];
        set => _registers[register] = value;
    }

    public void SetRssi(int dbm) => Rssi = (byte)((dbm + 74) * 2);

    public void ForceReceive() => State = Mode.Rx;

    public void LeaveReceive() => State = Mode.Idle;

    /// <summary>A sync word comes.</summary>
    public bool Sync()
    {
        if (State != Mode.Rx || InPacket)
        {
            return false;
        }

        InPacket = true;
        _packetCounter = 0;
        UpdatePins();
        return true;
    }

    /// <summary>The packet ends before it should.</summary>
    public void EndPacket()
    {
        InPacket = false;
        UpdatePins();
    }

    /// <summary>Bytes come.</summary>
    public void Air(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (!InPacket)
            {
                return;
            }

            if (_count == Fifo)
            {
                State = Mode.Overflow;
                InPacket = false;
                UpdatePins();
                return;
            }

            Push(b);
            _packetCounter++;
            if ((_registers[0x08] & 3) == 0 && _packetCounter == _registers[0x06])
            {
                InPacket = false;
                if ((_registers[0x07] & 4) != 0)
                {
                    Push(Rssi);
                    Push(Lqi);
                }

                State = (_registers[0x17] & 0x0C) == 0x0C ? Mode.Rx : Mode.Idle;
            }

            UpdatePins();
        }
    }

    private void Push(byte b) => _fifo[(_head + _count++) % Fifo] = b;

    public void LosePower()
    {
        Array.Clear(_registers);
        State = Mode.Idle;
        InPacket = false;
        _count = 0;
        UpdatePins();
    }

    public void Transfer(byte[] write, byte[] read, int count)
    {
        Transfers++;
        int i = 0;
        while (i < count)
        {
            byte header = write[i];
            int address = header & 0x3F;
            bool isRead = (header & 0x80) != 0;
            bool burst = (header & 0x40) != 0;
            read[i++] = Status();
            if (address is >= 0x30 and <= 0x3D && !burst)
            {
                Strobe(address);
            }
            else if (address is >= 0x30 and <= 0x3D)
            {
                read[i++] = ReadStatus(address);
            }
            else
            {
                int end = burst ? count : i + 1;
                for (; i < end; i++)
                {
                    Access(address, isRead, write, read, i);
                    address += address == 0x3F ? 0 : 1;
                }
            }
        }

        if (StuckMiso is int stuck)
        {
            Array.Fill(read, (byte)stuck, 0, count);
        }

        UpdatePins();
        AfterTransfer?.Invoke();
    }

    private void Access(int address, bool isRead, byte[] write, byte[] read, int i)
    {
        if (address == 0x3F)
        {
            if (_count == 0 || (InPacket && _count == 1))
            {
                Violations++;
            }

            if (_count > 0)
            {
                read[i] = _fifo[_head];
                _head = (_head + 1) % Fifo;
                _count--;
            }
        }
        else if (isRead)
        {
            read[i] = _registers[address];
        }
        else
        {
            _registers[address] = address == DeadRegister ? (byte)~write[i] : write[i];
        }
    }

    private byte Status()
    {
        int state = State == Mode.Rx ? 1 : State == Mode.Overflow ? 6 : 0;
        return (byte)((state << 4) | Math.Min(_count, 15));
    }

    private byte ReadStatus(int address)
    {
        switch (address)
        {
            case 0x30:
                return PartNum;
            case 0x31:
                return Version;
            case 0x32:
                return FreqEst;
            case 0x33:
                return Lqi;
            case 0x34:
                return Rssi;
            case 0x35:
                return State == Mode.Rx ? (byte)0x0D : State == Mode.Overflow ? (byte)0x11 : (byte)0x01;
            case 0x3B:
                int value = _count | (State == Mode.Overflow ? 0x80 : 0);
                if (BadRxBytes > 0)
                {
                    BadRxBytes--;
                    value ^= 1 + (_rxBytesReads++ & 1);
                }

                return (byte)value;
            default:
                return 0;
        }
    }

    private void Strobe(int strobe)
    {
        switch (strobe)
        {
            case 0x30:
                Resets++;
                LosePower();
                break;
            case 0x34 when State == Mode.Idle && !RefusesRx:
                State = Mode.Rx;
                Calibrations += (_registers[0x18] >> 4 & 3) == 1 ? 1 : 0;
                break;
            case 0x36 when State == Mode.Rx:
                State = Mode.Idle;
                InPacket = false;
                break;
            case 0x3A:
                Violations += State == Mode.Rx ? 1 : 0;
                State = State == Mode.Overflow ? Mode.Idle : State;
                _count = 0;
                break;
        }
    }

    private void UpdatePins()
    {
        Gdo0.Level = Signal(_registers[0x02]);
        Gdo2.Level = Signal(_registers[0x00]);
    }

    private bool Signal(byte iocfg)
    {
        bool level = (iocfg & 0x3F) switch
        {
            0x00 => _count >= 4 * ((_registers[0x03] & 0x0F) + 1),
            0x06 => InPacket,
            _ => false,
        };
        return level ^ ((iocfg & 0x40) != 0);
    }
}
