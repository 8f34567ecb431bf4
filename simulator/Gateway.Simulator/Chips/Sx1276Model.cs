using System;
using Gateway.Simulator.Air;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Chips;

// Semtech SX1276 in FSK packet mode at SPI-register level, transcribed from the datasheet SX1276/77/78/79
// rev. 4; what it does is spread over the partial files by chapter: SPI and reset here, registers, modes,
// reception, packets, pins. Transmission onto the air, OOK and LoRa are not modelled. Whatever is not
// modelled says so through the warning callback, once a kind.

/// <summary>A simulated SX1276 with its 32 MHz crystal and antenna.</summary>
public sealed partial class Sx1276Model : ReceiverModel
{
    /// <summary>Section 7.2.2, manual reset: NRESET low for at least this long.</summary>
    private const long ResetPulseNs = 100_000;

    /// <summary>Section 7.2.2: time after a manual reset before the chip may be used.</summary>
    private const long ResetWaitNs = 5_000_000;

    /// <summary>Section 7.2.1: time after power-on before the chip may be used.</summary>
    private const long PowerOnNs = 10_000_000;

    private bool _isHeader;
    private bool _isWrite;
    private int _address;
    private bool _isResetLow;
    private long _resetLowNs;
    private long _readyNs;

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
    public Sx1276Model(
        string name,
        EventQueue time,
        Medium medium,
        Position place,
        RandomStreams random,
        Action<string> warn,
        string antenna = null,
        string site = null)
        : base("sx1276", name, time, medium, place, random, warn, antenna, site)
    {
        ResetChip();
        UpdatePins();
    }

    /// <summary>A DIO pin changed: number (0..5) and new level. Comes from within an event or an SPI access;
    /// the taker sets a flag and returns.</summary>
    public event Action<int, bool> DioChanged;

    /// <summary>Level of pin DIO0.</summary>
    public bool Dio0 => _levels[0];

    /// <summary>Level of pin DIO1.</summary>
    public bool Dio1 => _levels[1];

    /// <summary>Level of pin DIO2.</summary>
    public bool Dio2 => _levels[2];

    /// <summary>Level of pin DIO3.</summary>
    public bool Dio3 => _levels[3];

    /// <summary>Level of pin DIO4.</summary>
    public bool Dio4 => _levels[4];

    /// <summary>Level of pin DIO5.</summary>
    public bool Dio5 => _levels[5];

    /// <summary>Mode last asked for; <see cref="IsModeReady"/> says whether it is reached.</summary>
    public Sx1276Mode Mode => _mode;

    /// <summary>Whether the mode is reached and reception, if it is that, has begun.</summary>
    public bool IsModeReady => _transitionNs == long.MaxValue;

    /// <summary>Number of preambles found in noise.</summary>
    public long FalsePreambleCount { get; private set; }

    private bool IsUsable => !_isResetLow && _time.NowNs >= _readyNs;

    /// <summary>Drives the NRESET pin. Low resets; the chip may be used 5 ms after the pin was let
    /// go.</summary>
    public void Reset(bool low)
    {
        if (low == _isResetLow)
        {
            return;
        }

        _isResetLow = low;
        if (low)
        {
            _resetLowNs = _time.NowNs;
            ResetChip();
        }
        else
        {
            _readyNs = _time.NowNs + ResetWaitNs;
            if (_time.NowNs - _resetLowNs < ResetPulseNs)
            {
                Warn("NRESET was low for less than 100 µs");
            }
        }

        UpdatePins();
        Arm();
    }

    /// <inheritdoc/>
    public override void Fail(ChipFault fault)
    {
        ResetChip();
        if (fault == ChipFault.None && _fault != ChipFault.None)
        {
            _readyNs = _time.NowNs + PowerOnNs;
        }

        _fault = fault == ChipFault.BrownOutReset ? ChipFault.None : fault;
        UpdatePins();
        Arm();
    }

    /// <inheritdoc/>
    public override void Select()
    {
        _selected = true;
        _isHeader = true;
        _feiIsLatched = false;
    }

    /// <inheritdoc/>
    public override void Deselect() => _selected = false;

    /// <summary>Section 2.2: address byte with the write bit, then data; the address goes up by itself but at
    /// the FIFO. While writing, the old content comes out.</summary>
    private protected override byte Clock(byte mosi)
    {
        if (!IsUsable)
        {
            Warn("SPI access during reset or within 5 ms of it (10 ms of power-on) is ignored");
            return 0x00;
        }

        if (_isHeader)
        {
            _isHeader = false;
            _isWrite = (mosi & 0x80) != 0;
            _address = mosi & 0x7F;
            return 0x00;
        }

        byte answer;
        if (_isWrite)
        {
            answer = _registers[_address];
            WriteAt(_address, mosi);
            UpdatePins();
            Arm();
        }
        else
        {
            answer = ReadAt(_address);
        }

        if (_address is not Sx1276Map.Fifo and < Sx1276Map.Count - 1)
        {
            _address++;
        }

        return answer;
    }

    private void ResetChip()
    {
        LeaveReceive();
        Sx1276Map.Reset(_registers);
        _mode = Sx1276Mode.Standby;
        _oscillatorNs = _time.NowNs;
        _lockNs = long.MaxValue;
        _transitionNs = long.MaxValue;
        _imageCalEndNs = 0;
        _fifo.Clear();
        _afcValue = 0;
        _feiValue = 0;
        _isPreambleFound = false;
        _isPayloadReady = false;
        _isCrcOk = false;
        _isOverrun = false;
        _rssiRegister = 0xFF;
        _gainIndex = 0;
    }
}
