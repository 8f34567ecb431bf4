// A scripted SX1276 in FSK packet mode at register level, without time: the test feeds sync words and bytes.
// It is as unhelpful as the datasheet allows: FifoLevel is brought up to date only when a byte enters or leaves
// the FIFO, and not at all from a full FIFO until an empty one; the sync flag goes when the FIFO is empty; a
// restart leaves the FIFO as it is; bytes come for ever. Numbers are written out, shared with no driver.
namespace Gateway.Radio.Tests.Sx1276;

internal sealed class FakeSx1276 : IFakeChip
{
    private const int Fifo = 64;

    private readonly byte[] _registers = new byte[0x80];
    private readonly byte[] _fifo = new byte[Fifo];
    private int _head;
    private bool _sync;
    private bool _level;
    private bool _levelLost;
    private bool _overrun;
    private int _calibrationPolls;

    public FakeSx1276()
    {
        LosePower();
    }

    public FakePin FifoPin { get; } = new();

    public FakePin SyncPin { get; } = new();

    public bool IsListening => IsReceiving && !InPacket && FifoCount == 0;

    public bool IsReceiving => _registers[0x01] == 0x05 && !RefusesRx;

    public bool InPacket { get; private set; }

    public int FifoCount { get; private set; }

    public int Transfers { get; private set; }

    /// <summary>Image calibrations: one a start.</summary>
    public int Resets { get; private set; }

    /// <summary>Ways from standby into receive mode.</summary>
    public int Calibrations { get; private set; }

    /// <summary>Bytes read from an empty FIFO, restarts out of receive mode, writes in LoRa mode.</summary>
    public int Violations { get; private set; }

    /// <summary>RestartRxWithPllLock.</summary>
    public int Restarts { get; private set; }

    public byte Version { get; set; } = 0x12;

    public byte Rssi { get; set; } = 120;

    public short Afc { get; set; }

    /// <summary>AGC and AFC have run since the last restart.</summary>
    public bool IsLocked { get; set; }

    public int? StuckMiso { get; set; }

    public bool RefusesRx { get; set; }

    /// <summary>A restart empties the FIFO, which the datasheet does not say.</summary>
    public bool RestartEmpties { get; set; }

    /// <summary>This register does not keep what is written.</summary>
    public int DeadRegister { get; set; } = -1;

    public Action? AfterTransfer { get; set; }

    public byte this[int register]
    {
        get => _registers[register];
        set => _registers[register] = value;
    }

    public void SetRssi(int dbm) => Rssi = (byte)(-2 * dbm);

    public bool Sync()
    {
        if (!IsReceiving || InPacket)
        {
            return false;
        }

        InPacket = true;
        IsLocked = true;
        _sync = true;
        UpdatePins();
        return true;
    }

    public void Air(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (!InPacket)
            {
                return;
            }

            if (FifoCount == Fifo)
            {
                _overrun = true;
            }
            else
            {
                _fifo[(_head + FifoCount++) % Fifo] = b;
                _levelLost |= FifoCount == Fifo;
                UpdateLevel();
            }

            UpdatePins();
        }
    }

    public void LosePower()
    {
        Array.Fill(_registers, (byte)0x5A);
        _registers[0x01] = 0x09;
        _registers[0x40] = 0x00;
        LeavePacket();
        ClearFifo();
        _level = false;
        UpdatePins();
    }

    public void ForceReceive()
    {
        _registers[0x01] = 0x05;
        UpdatePins();
    }

    public void LeaveReceive()
    {
        _registers[0x01] = 0x01;
        LeavePacket();
        UpdatePins();
    }

    public void Transfer(byte[] write, byte[] read, int count)
    {
        Transfers++;
        int address = write[0] & 0x7F;
        bool isWrite = (write[0] & 0x80) != 0;
        read[0] = 0;
        for (int i = 1; i < count; i++)
        {
            if (isWrite)
            {
                Write(address, write[i]);
            }
            else
            {
                read[i] = Read(address);
            }

            address = address == 0 ? 0 : (address + 1) & 0x7F;
        }

        if (StuckMiso is int stuck)
        {
            Array.Fill(read, (byte)stuck, 0, count);
        }

        UpdatePins();
        AfterTransfer?.Invoke();
    }

    private byte Read(int address)
    {
        switch (address)
        {
            case 0x00:
                return Pop();
            case 0x11:
                return Rssi;
            case 0x1B:
                return (byte)(Afc >> 8);
            case 0x1C:
                return (byte)Afc;
            case 0x3B:
                return (byte)(_calibrationPolls-- > 0 ? 0x22 : 0x02);
            case 0x3E:
                bool ready = _registers[0x01] != 0x05 || !RefusesRx;
                return (byte)((ready ? 0x80 : 0) | (IsReceiving ? 0x10 : 0)
                    | (IsLocked ? 0x40 : 0) | (_sync ? 0x01 : 0));
            case 0x3F:
                return (byte)((FifoCount == Fifo ? 0x80 : 0) | (FifoCount == 0 ? 0x40 : 0)
                    | (_level ? 0x20 : 0) | (_overrun ? 0x10 : 0));
            case 0x42:
                return Version;
            default:
                return _registers[address];
        }
    }

    private byte Pop()
    {
        if (FifoCount == 0)
        {
            Violations++;
            return 0xEE;
        }

        byte value = _fifo[_head];
        _head = (_head + 1) % Fifo;
        FifoCount--;
        if (FifoCount == 0)
        {
            _levelLost = false;
            _sync = false;
        }

        UpdateLevel();
        return value;
    }

    private void Write(int address, byte value)
    {
        if (address == 0x00)
        {
            Violations += (_registers[0x01] & 0x07) == 1 ? 0 : 1; // only in standby
            _fifo[(_head + FifoCount++) % Fifo] = value;
            UpdateLevel();
            return;
        }

        bool isLora = (_registers[0x01] & 0x80) != 0;
        if (isLora && address != 0x01)
        {
            Violations++;
            return;
        }

        switch (address)
        {
            case 0x01:
                WriteMode(value);
                break;
            case 0x0D:
                if ((value & 0x60) != 0)
                {
                    // The AFC has moved the frequency: the restart has to wait for the PLL.
                    Violations += IsReceiving && (value & 0x60) == 0x20 ? 0 : 1;
                    Restarts++;
                    LeavePacket();
                    if (RestartEmpties)
                    {
                        ClearFifo();
                    }

                }

                _registers[address] = Keep(address, value & 0x9F);
                break;
            case 0x3B:
                if ((value & 0x40) != 0)
                {
                    Violations += (_registers[0x01] & 0x07) == 1 ? 0 : 1; // only in standby
                    Resets++;
                    _calibrationPolls = 20;
                }

                break;
            case 0x3E:
                _sync &= (value & 0x01) == 0;
                break;
            case 0x3F:
                if ((value & 0x10) != 0)
                {
                    ClearFifo();
                }

                break;
            default:
                _registers[address] = Keep(address, value);
                break;
        }
    }

    private byte Keep(int address, int value) => (byte)(address == DeadRegister ? ~value : value);

    private void WriteMode(byte value)
    {
        int old = _registers[0x01];
        bool staysAsleep = (old & 0x07) == 0 && (value & 0x07) == 0;
        int lora = staysAsleep ? value & 0x80 : old & 0x80;
        _registers[0x01] = (byte)((value & 0x7F) | lora);
        if ((value & 0x07) == 5 && (old & 0x07) != 5)
        {
            Calibrations++;
            ClearFifo();
        }
        else if ((value & 0x07) != 5)
        {
            LeavePacket();
        }
    }

    private void LeavePacket()
    {
        IsLocked = false;
        InPacket = false;
        _sync = false;
    }

    private void ClearFifo()
    {
        FifoCount = 0;
        _overrun = false;
        _sync = false;
        _levelLost = false;
    }

    private void UpdateLevel()
    {
        if (!_levelLost)
        {
            _level = FifoCount > (_registers[0x35] & 0x3F);
        }
    }

    private void UpdatePins()
    {
        FifoPin.Level = (_registers[0x40] >> 4 & 3) switch
        {
            0 => _level,
            1 => FifoCount == 0,
            2 => FifoCount == Fifo,
            _ => false,
        };
        SyncPin.Level = (_registers[0x40] >> 2 & 3) switch
        {
            1 => IsLocked,
            3 => _sync,
            _ => FifoCount == Fifo,
        };
    }
}
