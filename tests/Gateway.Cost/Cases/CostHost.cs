using System.Device.Gpio;
using Gateway.Boards.Esp32;
using Gateway.Mqtt;
using Gateway.Radio.Tests;
using Gateway.Simulator.Storage;
using Gateway.Standins;

namespace Gateway.Cost;

/// <summary>The machine under the board's own adapters: scripted chips on the radios' wires, files, a clock that the
/// case sets, a network that always answers. Counts what the board's prices are asked for.</summary>
internal sealed class CostHost : StandinHost
{
    private const long Ticks2026 = 639_028_224_000_000_000;
    private readonly byte[] _write = new byte[256];
    private readonly byte[] _read = new byte[256];
    private readonly Dictionary<int, FakePin> _pins;
    private readonly Dictionary<int, Action<bool>> _onEdge = [];
    private readonly Dictionary<int, bool> _levels = [];

    /// <summary>Makes the host the thread's current one.</summary>
    /// <param name="chip">On the wires of the first radio; null = a CC1101.</param>
    public CostHost(IFakeChip chip = null)
    {
        Chip = chip ?? new FakeCc1101();
        _pins = new()
        {
            [Pins.RadioGdo0] = Chip.FifoPin, [Pins.RadioGdo2] = Chip.SyncPin,
            [Pins.Radio2Gdo0] = Second.Gdo0, [Pins.Radio2Gdo2] = Second.Gdo2,
        };
        Files.AddDrive('I', Core.FileSystemKind.Littlefs, 2 << 20);
        Current = this;
    }

    public IFakeChip Chip { get; }

    /// <summary>On the wires of the second radio.</summary>
    public FakeCc1101 Second { get; } = new();

    public FlashStorage Files { get; } = new();

    public ScriptedNetwork Network { get; } = new();

    public long NowUs { get; set; }

    public int SpiTransfers { get; private set; }

    public int PinReads { get; private set; }

    public int ClockReads { get; private set; }

    /// <summary>Rising edges, which wake the loop.</summary>
    public int Interrupts { get; private set; }

    public override IStandinStorage Storage => Files;

    public override uint FreeHeapBytes => 2_000_000;

    public override bool IsTimeSyncStarted => true;

    public override long UtcTicks => Ticks2026 + (NowUs * 10);

    public override long MicrosecondsSinceBoot
    {
        get
        {
            ClockReads++;
            return NowUs;
        }
    }

    public override void SpiTransfer(
        int busId, int chipSelectPin, int clockHz, int mode, SpanByte write, SpanByte read)
    {
        SpiTransfers++;
        for (var i = 0; i < write.Length; i++)
        {
            _write[i] = write[i];
        }

        (chipSelectPin == Pins.Radio2Csn ? Second : Chip).Transfer(_write, _read, write.Length);
        for (var i = 0; i < write.Length; i++)
        {
            read[i] = _read[i];
        }

        RaiseEdges();
    }

    /// <summary>Calls back for the edges that came.</summary>
    public void RaiseEdges()
    {
        foreach (var (pin, callback) in _onEdge)
        {
            var level = _pins[pin].Level;
            if (level != _levels[pin])
            {
                _levels[pin] = level;
                Interrupts += level ? 1 : 0;
                callback(level);
            }
        }
    }

    public override void OpenPin(int pin, bool isOutput)
    {
    }

    public override void WritePin(int pin, bool high)
    {
        // Lamps: what lights them is in the count.
    }

    public override bool ReadPin(int pin)
    {
        PinReads++;
        return _pins[pin].Level;
    }

    public override void WatchPin(int pin, Action<bool> onEdge)
    {
        _onEdge[pin] = onEdge;
        _levels[pin] = false;
    }

    public override void AssignPin(int pin, int deviceFunction)
    {
    }

    public override IMqttConnection CreateMqttConnection() => Network.Connect();

    public override void StartTimeSync(string server)
    {
    }
}
