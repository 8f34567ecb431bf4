using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Chips;

// What the receiver chips have in common: a place in the world, an SPI bus, one wake-up in the event queue
// for the earliest thing that can change a pin or a state, and (in ReceiverModel.Reception) the way from the
// air to the bits behind a sync word. Registers, states, packets and pins are each chip's own.

/// <summary>A simulated receiver chip with its crystal and antenna.</summary>
public abstract partial class ReceiverModel : IAirListener
{
    private protected readonly EventQueue _time;
    private protected readonly Medium _medium;
    private protected readonly RandomStream _random;
    private protected readonly ulong _noiseKey;
    private protected ChipFault _fault;
    private protected bool _selected;

    private readonly Receiver _receiver;
    private readonly Action<string> _warn;
    private readonly HashSet<string> _warned = [];
    private readonly string _title;
    private readonly Action _wake;
    private long _armedNs = long.MaxValue;

    private protected ReceiverModel(
        string kind,
        string name,
        EventQueue time,
        Medium medium,
        Position place,
        RandomStreams random,
        Action<string> warn,
        string antenna,
        string site)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(name);
        _title = kind + " " + name + ": ";
        _time = time ?? throw new ArgumentNullException(nameof(time));
        _medium = medium ?? throw new ArgumentNullException(nameof(medium));
        _warn = warn ?? throw new ArgumentNullException(nameof(warn));
        _random = random.Get("chip." + name);
        _noiseKey = _random.NextBits();
        _wake = Wake;
        _receiver = medium.Attach(name, place, 0, this, antenna, site);
    }

    /// <summary>A transmission is over, and what this chip, as it was driven, made of it. Once for each
    /// transmission.</summary>
    public event Action<Transmission, ReceptionOutcome> ReceptionEnded;

    /// <summary>The chip listens again behind a frame that it had followed to its end; for how many
    /// nanoseconds it was deaf.</summary>
    public event Action<long> ListenedAgain;

    /// <summary>Error of the crystal: shifts the frequency that the chip listens on. A positive one listens
    /// too high.</summary>
    public double CrystalErrorPpm { get; set; }

    /// <summary>Antenna and its tallies of what arrived.</summary>
    public Receiver Receiver => _receiver;

    /// <summary>Number of times the RX FIFO overflowed.</summary>
    public long OverflowCount { get; private protected set; }

    /// <summary>Number of sync words found in noise.</summary>
    public long FalseSyncCount { get; private set; }

    /// <summary>Times that the chip listened again behind a frame that it had followed to its end.</summary>
    public long RearmCount { get; private set; }

    /// <summary>Sum of the times from the ends of those frames until then.</summary>
    public long DeafNs { get; private set; }

    /// <summary>Number of transmissions that ended here with an outcome.</summary>
    public long Count(ReceptionOutcome outcome) => _outcomes[(int)outcome];

    /// <summary>What of it takes current at the moment.</summary>
    public abstract ChipPower Power { get; }

    /// <summary>Breaks or repairs the chip.</summary>
    public abstract void Fail(ChipFault fault);

    /// <summary>Falling edge of the chip select.</summary>
    public abstract void Select();

    /// <summary>Rising edge of the chip select: ends the access.</summary>
    public abstract void Deselect();

    /// <summary>Clocks one byte through the chip at the present simulated time.</summary>
    /// <param name="mosi">Byte to the chip.</param>
    /// <returns>Byte from the chip.</returns>
    public byte Exchange(byte mosi)
    {
        if (_fault == ChipFault.Dead)
        {
            return 0x00;
        }

        if (!_selected)
        {
            Warn("SPI clocked while the chip select is high");
            return 0xFF;
        }

        Process();
        var answer = Clock(mosi);
        return _fault == ChipFault.StuckHigh ? (byte)0xFF : answer;
    }

    /// <summary>One byte of an access, everything that was due done.</summary>
    private protected abstract byte Clock(byte mosi);

    /// <summary>Does whatever is due by now, in order of time.</summary>
    private protected abstract void Process();

    private protected abstract void UpdatePins();

    /// <summary>When the chip next changes a pin or its state by itself, sync words in the air and in noise
    /// left out.</summary>
    private protected abstract long NextOwnNs();

    /// <summary>Makes sure that the queue wakes the chip when it next may change a pin or its
    /// state.</summary>
    private protected void Arm()
    {
        var nextNs = Math.Min(NextOwnNs(), _falseSyncNs);
        foreach (var frame in _heard)
        {
            nextNs = Math.Min(nextNs, frame.CandidateNs);
        }

        if (nextNs < _armedNs && nextNs != long.MaxValue)
        {
            _armedNs = Math.Max(nextNs, _time.NowNs);
            _time.Schedule(_armedNs, _wake);
        }
    }

    private protected void Warn(string kind)
    {
        if (_warned.Add(kind))
        {
            _warn(_title + kind);
        }
    }

    private void Wake()
    {
        if (_time.NowNs == _armedNs)
        {
            _armedNs = long.MaxValue;
            Process();
            UpdatePins();
            Arm();
        }
    }
}
