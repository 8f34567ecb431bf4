using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Chips;

// TI CC1101 at SPI-register level, transcribed from SWRS061I; what it does is spread over the partial files
// by chapter: SPI here, registers, states, reception, pins. Lazy: bytes enter the FIFO when somebody looks or
// when a pin or state would change, never one event a byte. Transmission onto the air is not modelled.
// Whatever is not modelled says so through the warning callback, once a kind.

/// <summary>A simulated CC1101 with its 26 MHz crystal and antenna.</summary>
public sealed partial class Cc1101Model : IAirListener
{
    private const int ReadBit = 0x80;
    private const int BurstBit = 0x40;
    private const int AddressMask = 0x3F;

    private readonly EventQueue _time;
    private readonly Medium _medium;
    private readonly Receiver _receiver;
    private readonly RandomStream _random;
    private readonly Action<string> _warn;
    private readonly HashSet<string> _warned = [];
    private readonly string _name;
    private readonly Action _wake;
    private readonly ulong _noiseKey;

    private ChipFault _fault;
    private bool _selected;
    private SpiPhase _phase;
    private int _header;
    private int _address;

    /// <summary>Puts a chip, powered and past its power-on reset, and its antenna (0 dBi) into the
    /// world.</summary>
    /// <param name="name">Unique name, for example <c>gateway.radio</c>.</param>
    /// <param name="time">Simulated time.</param>
    /// <param name="medium">The air.</param>
    /// <param name="place">Where the antenna is.</param>
    /// <param name="random">Source of the chip's own noise.</param>
    /// <param name="warn">Takes a line, once a kind, about anything that is used but not modelled, or
    /// misused.</param>
    public Cc1101Model(
        string name,
        EventQueue time,
        Medium medium,
        Position place,
        RandomStreams random,
        Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(random);
        _name = name ?? throw new ArgumentNullException(nameof(name));
        _time = time ?? throw new ArgumentNullException(nameof(time));
        _medium = medium ?? throw new ArgumentNullException(nameof(medium));
        _warn = warn ?? throw new ArgumentNullException(nameof(warn));
        _random = random.Get("chip." + name);
        _noiseKey = _random.NextBits();
        _wake = Wake;
        _receiver = medium.Attach(name, place, 0, this);
        ResetRegisters();
        UpdatePins();
    }

    private enum SpiPhase
    {
        Header,
        Single,
        Burst,
    }

    /// <summary>A GDO pin changed: number (0 or 2) and new level. Comes from within an event or an SPI
    /// access; the taker sets a flag and returns.</summary>
    public event Action<int, bool> GdoChanged;

    /// <summary>A transmission is over, and what this chip, as it was driven, made of it. Once for each
    /// transmission.</summary>
    public event Action<Transmission, ReceptionOutcome> ReceptionEnded;

    /// <summary>Error of the crystal: shifts the frequency that the chip listens on. A positive one listens
    /// too high.</summary>
    public double CrystalErrorPpm { get; set; }

    /// <summary>Antenna and its tallies of what arrived.</summary>
    public Receiver Receiver => _receiver;

    /// <summary>Level of pin GDO0.</summary>
    public bool Gdo0 { get; private set; }

    /// <summary>Level of pin GDO2.</summary>
    public bool Gdo2 { get; private set; }

    /// <summary>Level of SO while selected and before the first clock: low = ready (section 10.1
    /// CHIP_RDYn).</summary>
    public bool MisoWhenSelected => _fault == ChipFault.StuckHigh || (_fault == ChipFault.None && !Ready);

    /// <summary>State of the main radio control now.</summary>
    public MarcState State => MarcNow();

    /// <summary>Number of times the RX FIFO overflowed.</summary>
    public long OverflowCount { get; private set; }

    /// <summary>Number of sync words found in noise.</summary>
    public long FalseSyncCount { get; private set; }

    /// <summary>Number of transmissions that ended here with an outcome.</summary>
    public long Count(ReceptionOutcome outcome) => _outcomes[(int)outcome];

    /// <summary>Breaks or repairs the chip.</summary>
    public void Fail(ChipFault fault)
    {
        ResetRegisters();
        if (fault == ChipFault.None && _fault != ChipFault.None)
        {
            _readyNs = _time.NowNs + CrystalStartNs;
        }

        _fault = fault == ChipFault.BrownOutReset ? ChipFault.None : fault;
        UpdatePins();
        Arm();
    }

    /// <summary>Falling edge of CSn: a new access; starts the crystal of a chip that sleeps.</summary>
    public void Select()
    {
        _selected = true;
        _phase = SpiPhase.Header;
        if (_marc is MarcState.Sleep or MarcState.CrystalOff && _fault != ChipFault.Dead)
        {
            WakeCrystal();
        }
    }

    /// <summary>Rising edge of CSn: ends the access.</summary>
    public void Deselect()
    {
        _selected = false;
        _phase = SpiPhase.Header;
        _patableIndex = 0;
        if (_powerDown != MarcState.Idle)
        {
            EnterPowerDown();
        }

        Arm();
    }

    /// <summary>Clocks one byte through the chip at the present simulated time.</summary>
    /// <param name="mosi">Byte to the chip.</param>
    /// <returns>Byte from the chip: status (section 10.1), or data after a read header.</returns>
    public byte Exchange(byte mosi)
    {
        if (_fault == ChipFault.Dead)
        {
            return 0x00;
        }

        if (!_selected)
        {
            Warn("SPI clocked while CSn is high");
            return 0xFF;
        }

        Process();
        var answer = _phase == SpiPhase.Header ? Header(mosi) : Data(mosi);
        return _fault == ChipFault.StuckHigh ? (byte)0xFF : answer;
    }

    private byte Header(byte mosi)
    {
        _header = mosi;
        _address = mosi & AddressMask;
        var status = Status((mosi & ReadBit) != 0);
        if (!Ready)
        {
            if (_address != Cc1101Map.Snop)
            {
                Warn("SPI access while CHIP_RDYn is high is ignored");
            }

            return status;
        }

        if (_address >= Cc1101Map.Sres && _address <= Cc1101Map.LastStatus)
        {
            if ((mosi & BurstBit) == 0)
            {
                Strobe(_address);
                UpdatePins();
                Arm();
                return status;
            }

            // Status registers can only be read one at a time (section 10.2).
            _phase = SpiPhase.Single;
            return status;
        }

        _phase = (mosi & BurstBit) != 0 ? SpiPhase.Burst : SpiPhase.Single;
        return status;
    }

    private byte Data(byte mosi)
    {
        byte answer;
        if ((_header & ReadBit) != 0)
        {
            answer = ReadAt(_address);
        }
        else
        {
            answer = Status(false);
            WriteAt(_address, mosi);
        }

        if (_phase == SpiPhase.Single)
        {
            _phase = SpiPhase.Header;
        }
        else if (_address < Cc1101Map.ConfigurationCount)
        {
            // What follows TEST0 is not documented: the address stops at the unused 0x2F.
            _address++;
        }

        return answer;
    }

    /// <summary>The status byte of table 23.</summary>
    private byte Status(bool read)
    {
        var bytes = read ? _rx.Count : Cc1101Fifo.Size - _tx.Count;
        var ready = Ready ? 0 : 0x80;
        return (byte)(ready | (StatusState(MarcNow()) << 4) | Math.Min(15, bytes));
    }

    private static int StatusState(MarcState state) => state switch
    {
        MarcState.Receive => 1,
        MarcState.Transmit => 2,
        MarcState.FastTransmitReady => 3,
        MarcState.ManualCalibration or MarcState.Calibration or MarcState.EndCalibration => 4,
        MarcState.Settling or MarcState.TransmitToReceive or MarcState.ReceiveToTransmit => 5,
        MarcState.RxFifoOverflow => 6,
        MarcState.TxFifoUnderflow => 7,
        _ => 0,
    };

    private void Warn(string kind)
    {
        if (_warned.Add(kind))
        {
            _warn("cc1101 " + _name + ": " + kind);
        }
    }
}
