using System.Device.Gpio;
using Gateway.Boards.Esp32;
using Gateway.Mqtt;
using Gateway.Radio.Tests;
using Gateway.Simulator.Storage;
using Gateway.Standins;

namespace Gateway.Cost;

/// <summary>The machine under the board's own adapters: a scripted CC1101 on the radio's wires, files, a clock that the
/// case sets, a network that always answers. Counts what the board's prices are asked for.</summary>
internal sealed class CostHost : StandinHost
{
    private const long Ticks2026 = 639_028_224_000_000_000;
    private readonly byte[] _write = new byte[256];
    private readonly byte[] _read = new byte[256];
    private Action<bool> _onGdo0 = _ => { };
    private Action<bool> _onGdo2 = _ => { };
    private bool _wasGdo0;
    private bool _wasGdo2;

    /// <summary>Makes the host the thread's current one.</summary>
    public CostHost()
    {
        Files.AddDrive('I', Core.FileSystemKind.Littlefs, 2 << 20);
        Current = this;
    }

    public FakeCc1101 Chip { get; } = new();

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

        Chip.Transfer(_write, _read, write.Length);
        for (var i = 0; i < write.Length; i++)
        {
            read[i] = _read[i];
        }

        RaiseEdges();
    }

    /// <summary>Calls back for the edges that came.</summary>
    public void RaiseEdges()
    {
        Raise(Chip.Gdo2.Level, ref _wasGdo2, _onGdo2);
        Raise(Chip.Gdo0.Level, ref _wasGdo0, _onGdo0);
    }

    private void Raise(bool level, ref bool was, Action<bool> callback)
    {
        if (level != was)
        {
            was = level;
            Interrupts += level ? 1 : 0;
            callback(level);
        }
    }

    public override void OpenPin(int pin, bool isOutput)
    {
    }

    public override bool ReadPin(int pin)
    {
        PinReads++;
        return (pin == Pins.RadioGdo0 ? Chip.Gdo0 : Chip.Gdo2).Level;
    }

    public override void WatchPin(int pin, Action<bool> onEdge)
    {
        if (pin == Pins.RadioGdo0)
        {
            _onGdo0 = onEdge;
        }
        else
        {
            _onGdo2 = onEdge;
        }
    }

    public override void AssignPin(int pin, int deviceFunction)
    {
    }

    public override IMqttConnection CreateMqttConnection() => Network.Connect();

    public override void StartTimeSync(string server)
    {
    }
}
