using System;
using System.Collections.Generic;
using Gateway.Mqtt;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>
/// The board under the stand-ins: pins and buses as the pin map has them, and the bill for what the firmware does.
/// Every call that costs time moves the simulated clock, so the chips go on meanwhile.
/// </summary>
public sealed partial class SimulatedBoard : StandinHost
{
    private const long UnixEpochTicks = 621355968000000000L;
    private const int Ethernet = 6;
    private const int Wifi = 71;
    private const string CardComponent = "card";
    private readonly PinMap _pins;
    private readonly CpuModel _cpu;
    private readonly Action<string> _warn;
    private readonly Dictionary<int, ISpiChip> _chipBySelectPin = [];
    private readonly Dictionary<int, (ISpiChip Chip, PinMapLine Line)> _wiredByPin = [];
    private readonly Dictionary<int, Action<bool>> _watchers = [];
    private readonly Dictionary<int, int> _functionByPin = [];
    private readonly HashSet<(int Bus, int SelectPin)> _checkedBuses = [];
    private readonly Dictionary<string, Func<IStandinSerial>> _serialByComponent = [];
    private readonly long _bootNs;
    private readonly IReadOnlyDictionary<string, int> _fixedPins; // null: the firmware assigns pins
    private readonly Queue<(long FromNs, long ToNs)> _stalls = [];
    private ModemWiring _modem;
    private FrontPanelModel _panel;
    private StandinHttp _http;
    private long _unixOffsetTicks = UnixEpochTicks;
    private bool _isTimeSyncStarted;
    private long _executedOps;
    private int _blockingDepth;
    private long _blockingNs;

    /// <summary>Powers a board up at the current simulated time.</summary>
    /// <param name="time">Simulated time.</param>
    /// <param name="pins">How it is wired.</param>
    /// <param name="cpu">Speed of its processor.</param>
    /// <param name="storage">Its drives.</param>
    /// <param name="warn">Gets what is odd.</param>
    /// <param name="kind">Which board.</param>
    public SimulatedBoard(
        EventQueue time, PinMap pins, CpuModel cpu, FlashStorage storage, Action<string> warn,
        string kind = "esp32")
    {
        _fixedPins = FixedFunctions.Of(kind);
        Time = time;
        _pins = pins;
        _cpu = cpu;
        _warn = warn;
        Storage = storage;
        _bootNs = time.NowNs;
    }

    /// <summary>Raised when something wakes the loop.</summary>
    public event Action Signalled;

    /// <summary>Simulated time.</summary>
    public EventQueue Time { get; }

    /// <summary>What the firmware's own work cost since it was last asked, in ops; called at each clock reading.</summary>
    public Func<double> Bill { get; set; }

    /// <summary>Makes the board's MQTT connections.</summary>
    public Func<IMqttConnection> Network { get; set; }

    /// <summary>Asks the time servers; gives the time by <see cref="SetUnixMs"/>, now or later.</summary>
    public Action TimeSync { get; set; }

    /// <summary>Free heap that the board reports.</summary>
    public uint FreeHeap { get; set; }

    /// <summary>The firmware asked for a restart.</summary>
    public bool IsRebootRequested { get; private set; }

    /// <summary>Serial ports, "card" and "page", as the firmware has opened them since its start.</summary>
    public IList<string> Opened { get; } = [];

    /// <summary>Number of SPI transfers.</summary>
    public long SpiTransfers { get; private set; }

    /// <inheritdoc/>
    public override IStandinStorage Storage { get; }

    /// <inheritdoc/>
    public override uint FreeHeapBytes => FreeHeap;

    /// <inheritdoc/>
    public override bool IsTimeSyncStarted => _isTimeSyncStarted;

    /// <inheritdoc/>
    public override long UtcTicks => _unixOffsetTicks + ((Time.NowNs - _bootNs) / 100);

    /// <inheritdoc/>
    public override long MicrosecondsSinceBoot
    {
        get
        {
            ChargeExecuted();
            var before = _cpu.ExecutedOps?.Invoke() ?? 0;
            var billOps = Bill?.Invoke() ?? 0;

            // What the bill and the tests ask of the firmware is no work of the firmware's.
            _executedOps += (_cpu.ExecutedOps?.Invoke() ?? 0) - before;
            Charge(_cpu.ClockReadOps + billOps);
            return (Time.NowNs - _bootNs) / 1000;
        }
    }

    /// <summary>Sets the wall clock.</summary>
    public void SetUnixMs(long unixMs)
    {
        _unixOffsetTicks = UnixEpochTicks + (unixMs * 10_000) - ((Time.NowNs - _bootNs) / 100);
    }

    /// <summary>Wakes the loop.</summary>
    public void Signal() => Signalled?.Invoke();

    /// <summary>Logs what is odd.</summary>
    public void Warn(string text) => _warn(text);

    /// <inheritdoc/>
    public override IMqttConnection CreateMqttConnection() => Network();

    /// <summary>Tells whether an interface ("ethernet", "wifi") has its cable or its access point.</summary>
    public Func<string, bool> IsInterfaceUp { get; set; } = _ => true;

    /// <inheritdoc/>
    /// <remarks>More than the reference board has: a scenario may fail over between all of them.</remarks>
    public override int[] NetworkTypes => [Ethernet, Wifi];

    /// <inheritdoc/>
    public override string NetworkAddress(int type) =>
        IsInterfaceUp(type == Ethernet ? "ethernet" : "wifi") ? "192.0.2.17" : "0.0.0.0";

    /// <summary>Port of the loopback address in place of the board's own.</summary>
    public int PagePort { get; set; }

    /// <inheritdoc/>
    public override StandinHttp ListenHttp(int port)
    {
        Opened.Add("page");
        return _http = new StandinHttp(PagePort);
    }

    /// <summary>Closes what listens: the board has no power.</summary>
    public void Unplug()
    {
        Jobs.Forget();
        _http?.Dispose();
        if (_panel != null)
        {
            _panel.PinChanged -= OnPanelChanged;
            _panel.Darken();
        }
    }

    /// <inheritdoc/>
    public override void StartTimeSync(string server)
    {
        _isTimeSyncStarted = true;
        TimeSync?.Invoke();
    }

    /// <inheritdoc/>
    public override void Reboot() => IsRebootRequested = true;
}
