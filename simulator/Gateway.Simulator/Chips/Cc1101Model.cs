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
public sealed partial class Cc1101Model : ReceiverModel
{
    private const int ReadBit = 0x80;
    private const int BurstBit = 0x40;
    private const int AddressMask = 0x3F;

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
    /// <param name="antenna">Name of its antenna, see <see cref="Medium.Attach"/>.</param>
    /// <param name="site">Name of the site's first antenna.</param>
    public Cc1101Model(
        string name,
        EventQueue time,
        Medium medium,
        Position place,
        RandomStreams random,
        Action<string> warn,
        string antenna = null,
        string site = null)
        : base("cc1101", name, time, medium, place, random, warn, antenna, site)
    {
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

    /// <summary>Level of pin GDO0.</summary>
    public bool Gdo0 { get; private set; }

    /// <summary>Level of pin GDO2.</summary>
    public bool Gdo2 { get; private set; }

    /// <summary>Level of SO while selected and before the first clock: low = ready (section 10.1
    /// CHIP_RDYn).</summary>
    public bool MisoWhenSelected => _fault == ChipFault.StuckHigh || (_fault == ChipFault.None && !Ready);

    /// <summary>State of the main radio control now.</summary>
    public MarcState State => MarcNow();

    /// <inheritdoc/>
    public override void Fail(ChipFault fault)
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
    public override void Select()
    {
        _selected = true;
        _phase = SpiPhase.Header;
        if (_marc is MarcState.Sleep or MarcState.CrystalOff && _fault != ChipFault.Dead)
        {
            WakeCrystal();
        }
    }

    /// <summary>Rising edge of CSn: ends the access.</summary>
    public override void Deselect()
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

    /// <summary>Status (section 10.1), or data after a read header.</summary>
    private protected override byte Clock(byte mosi) => _phase == SpiPhase.Header ? Header(mosi) : Data(mosi);

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
        var bytes = read ? _rx.Count : ChipFifo.Size - _tx.Count;
        var ready = Ready ? 0 : 0x80;
        return (byte)(ready | (StatusState(MarcNow()) << 4) | Math.Min(15, bytes));
    }

    private static int StatusState(MarcState state) => state switch
    {
        MarcState.Receive or MarcState.ReceiveReset => 1,
        MarcState.Transmit => 2,
        MarcState.FastTransmitReady => 3,
        MarcState.ManualCalibration or MarcState.Calibration or MarcState.EndCalibration => 4,
        MarcState.Settling or MarcState.TransmitToReceive or MarcState.ReceiveToTransmit => 5,
        MarcState.RxFifoOverflow => 6,
        MarcState.TxFifoUnderflow => 7,
        _ => 0,
    };
}
