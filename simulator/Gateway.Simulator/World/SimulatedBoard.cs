using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Network.Modem;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.Wire;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>
/// The board under the stand-ins: pins and buses as the pin map has them, and the bill for what the firmware does.
/// Every call that costs time moves the simulated clock, so the chips go on meanwhile.
/// </summary>
public sealed class SimulatedBoard : StandinHost
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

    /// <summary>Puts a chip on the wires that the pin map has for a component.</summary>
    public void Wire(string component, ISpiChip chip)
    {
        _chipBySelectPin[_pins.SelectPinOf(component)] = chip;
        foreach (var line in _pins.Of(component))
        {
            // In the document components are alternatives; what is really there shares the bus and nothing else.
            if (_wiredByPin.TryGetValue(line.BoardPin, out var other) &&
                !line.Function.StartsWith("SPI", StringComparison.Ordinal))
            {
                throw new SimulationException(
                    $"{_pins.Name}: {component}.{line.Signal} and {other.Line.Component}.{other.Line.Signal} are " +
                    $"both on GPIO {line.BoardPin}");
            }

            _wiredByPin[line.BoardPin] = (chip, line);
        }

        chip.PinChanged += (signal, level) =>
        {
            if (_watchers.TryGetValue(_pins.PinOf(component, signal), out var watcher))
            {
                watcher(level);
                Signal();
            }
        };
    }

    /// <summary>Puts a panel on those wires that the pin map has for it and nothing else that is there; what it
    /// is instead of is wired before.</summary>
    public void WirePanel(FrontPanelModel panel)
    {
        var taken = _serialByComponent.Keys.SelectMany(_pins.Of).Select(line => line.BoardPin).ToHashSet();
        foreach (var line in _pins.Of(FrontPanelModel.Component))
        {
            if (!taken.Contains(line.BoardPin))
            {
                _wiredByPin.TryAdd(line.BoardPin, (panel, line));
            }
        }

        _panel = panel;
        panel.PinChanged += OnPanelChanged;
    }

    private void OnPanelChanged(string signal, bool level)
    {
        foreach (var (pin, wired) in _wiredByPin)
        {
            if (wired.Chip == _panel && wired.Line.Signal == signal && _watchers.TryGetValue(pin, out var watcher))
            {
                watcher(level);
                Signal();
            }
        }
    }

    /// <summary>Puts a line on the UART that the pin map has for a component.</summary>
    public void WireSerial(string component, MasterPort port) =>
        _serialByComponent[component] = () => new SerialWiring(port, _cpu, Charge);

    /// <summary>Puts the cable of the host bridge there.</summary>
    public void WireSerial(string component, UplinkCable cable) =>
        _serialByComponent[component] = () => new CableWiring(cable, _cpu, Charge);

    /// <summary>Puts a console there.</summary>
    public void WireSerial(string component, ConsoleLine line) => _serialByComponent[component] = () => line;

    /// <summary>Puts a modem on the wires that the pin map has for it.</summary>
    public void WireModem(ModemModel modem)
    {
        _modem = new ModemWiring(modem, () => Charge(_cpu.NativeCallOps + _cpu.CallOps));
        foreach (var line in _pins.Of(ModemWiring.Component).Where(line => line.Function == "GPIO"))
        {
            _wiredByPin[line.BoardPin] = (_modem, line);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Whether there is a card shows when its drive is looked for.</remarks>
    public override void MountCard(int busId, int chipSelectPin)
    {
        Opened.Add("card");
        var lines = _pins.Of(CardComponent);
        if (lines.Count == 0 || _pins.SelectPinOf(CardComponent) != chipSelectPin)
        {
            throw new SimulationException($"the firmware selects a card by GPIO {chipSelectPin}, {_pins.Name} does not");
        }

        CheckBusLines(busId, CardComponent);
        Storage.TotalBytes("D:\\");
    }

    /// <inheritdoc/>
    public override IStandinSerial OpenSerial(string portName)
    {
        Opened.Add(portName);
        var uart = _pins.Of(ModemWiring.Component)
            .Where(line => line.Function.StartsWith(portName + "_", StringComparison.Ordinal)).ToList();
        if (_modem != null && uart.Count > 0)
        {
            CheckFunctions(uart);
            return _modem;
        }

        foreach (var (component, open) in _serialByComponent)
        {
            var lines = _pins.Of(component);
            if (lines.Any(line => line.Function.StartsWith(portName + "_", StringComparison.Ordinal)))
            {
                CheckFunctions(lines);
                return open();
            }
        }

        throw new SimulationException($"the firmware opens {portName}, where {_pins.Name} has no line");
    }

    /// <summary>Sets the wall clock.</summary>
    public void SetUnixMs(long unixMs)
    {
        _unixOffsetTicks = UnixEpochTicks + (unixMs * 10_000) - ((Time.NowNs - _bootNs) / 100);
    }

    /// <summary>The processor will stand still for so long, from where the running job has got to.</summary>
    public void StallFor(long ns)
    {
        if (_blockingDepth > 0)
        {
            var fromNs = Time.NowNs + _blockingNs;
            _stalls.Enqueue((fromNs, fromNs + ns));
        }
    }

    /// <summary>Simulated time until which the processor stands still; not later than now when it does not.</summary>
    public long StalledUntilNs
    {
        get
        {
            while (_stalls.TryPeek(out var stall) && stall.ToNs <= Time.NowNs)
            {
                _stalls.Dequeue();
            }

            return _stalls.TryPeek(out var next) && next.FromNs <= Time.NowNs ? next.ToNs : 0;
        }
    }

    /// <summary>Wakes the loop.</summary>
    public void Signal() => Signalled?.Invoke();

    /// <summary>Logs what is odd.</summary>
    public void Warn(string text) => _warn(text);

    /// <summary>From here on costs of blocking calls are collected instead of moving the clock.</summary>
    public void BeginBlocking()
    {
        ChargeExecuted();
        _blockingDepth++;
        _blockingNs = 0;
    }

    /// <summary>What the blocking calls of the running job took so far, in ns; 0 outside a job.</summary>
    public long BlockingNs => _blockingDepth > 0 ? _blockingNs : 0;

    /// <summary>Microseconds since boot, without a bill for asking.</summary>
    public long PeekUs => (Time.NowNs - _bootNs) / 1000;

    /// <summary>Ends <see cref="BeginBlocking"/> and returns what was collected, in ns.</summary>
    public long EndBlocking()
    {
        var before = _executedOps;
        ForgetExecuted();
        Jobs.Add(_executedOps - before);
        _blockingDepth--;
        return _blockingNs + _cpu.OpsToNs(_executedOps - before);
    }

    /// <summary>What jobs have interpreted, where instructions are counted.</summary>
    public JobShare Jobs { get; } = new();

    /// <summary>A call blocked for so long.</summary>
    public void ChargeBlocking(long ns)
    {
        if (_blockingDepth > 0)
        {
            _blockingNs += ns;
        }
        else
        {
            Time.AdvanceTo(Time.NowNs + ns);
        }
    }

    /// <summary>The processor worked, at the price of the table; nothing where instructions are counted.</summary>
    public void Charge(double ops)
    {
        if (_blockingDepth == 0 && _cpu.ExecutedOps == null)
        {
            Time.AdvanceTo(Time.NowNs + _cpu.OpsToNs(ops));
        }
    }

    /// <summary>Time for what the firmware has executed since the last time, where it is counted.</summary>
    public void ChargeExecuted()
    {
        if (_blockingDepth == 0 && _cpu.ExecutedOps != null)
        {
            var ops = _cpu.ExecutedOps();
            var moved = ops - _executedOps;
            _executedOps = ops;
            Time.AdvanceTo(Time.NowNs + _cpu.OpsToNs(moved));
        }
    }

    /// <summary>The concentrator has returned to the main loop.</summary>
    public void EndPass()
    {
        ChargeExecuted();
        if (_cpu.ExecutedOps != null)
        {
            Time.AdvanceTo(Time.NowNs + _cpu.OpsToNs(_cpu.MainLoopOps));
        }
    }

    /// <summary>What was executed until now is not this board's loop: another board's work, or a job's.</summary>
    public void ForgetExecuted()
    {
        _executedOps = _cpu.ExecutedOps?.Invoke() ?? 0;
    }

    /// <inheritdoc/>
    public override void SpiTransfer(
        int busId, int chipSelectPin, int clockHz, int mode, SpanByte write, SpanByte read)
    {
        if (!_chipBySelectPin.TryGetValue(chipSelectPin, out var chip))
        {
            throw new SimulationException(
                $"the firmware selects GPIO {chipSelectPin}, where {_pins.Name} has no chip");
        }

        CheckBus(busId, chipSelectPin);
        if (mode != 0)
        {
            throw new SimulationException($"SPI mode {mode}: the chip on GPIO {chipSelectPin} takes mode 0");
        }

        SpiTransfers++;
        ChargeExecuted();
        Charge(_cpu.SpiTransferOps);
        Time.AdvanceTo(Time.NowNs + _cpu.SpiDriverNs);
        var byteNs = 8_000_000_000L / clockHz;
        chip.Select();
        for (var i = 0; i < write.Length; i++)
        {
            Time.AdvanceTo(Time.NowNs + byteNs);
            read[i] = chip.Exchange(write[i]);
        }

        chip.Deselect();
    }

    /// <inheritdoc/>
    public override void OpenPin(int pin, bool isOutput)
    {
        if (!_wiredByPin.TryGetValue(pin, out var wired))
        {
            throw new SimulationException($"the firmware opens GPIO {pin}, where {_pins.Name} has nothing");
        }

        var line = wired.Line;
        if (line.Function != "GPIO" || isOutput != line.IsBoardOutput)
        {
            throw new SimulationException(
                $"GPIO {pin} ({line.Component}.{line.Signal}) is opened with the wrong direction");
        }
    }

    /// <inheritdoc/>
    public override bool ReadPin(int pin)
    {
        ChargeExecuted();
        Charge(_cpu.PinReadOps);
        return _wiredByPin.TryGetValue(pin, out var wired) && wired.Chip.ReadPin(wired.Line.Signal);
    }

    /// <inheritdoc/>
    public override void WritePin(int pin, bool high)
    {
        ChargeExecuted();
        Charge(_cpu.NativeCallOps + _cpu.CallOps);
        if (_wiredByPin.TryGetValue(pin, out var wired))
        {
            wired.Chip.WritePin(wired.Line.Signal, high);
        }
    }

    /// <inheritdoc/>
    public override void WatchPin(int pin, Action<bool> onEdge) => _watchers[pin] = onEdge;

    /// <inheritdoc/>
    public override void AssignPin(int pin, int deviceFunction) => _functionByPin[deviceFunction] = pin;

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

    /// <summary>The pins that the firmware gave to functions must be those of the document.</summary>
    private void CheckFunctions(IReadOnlyList<PinMapLine> lines)
    {
        foreach (var line in lines)
        {
            var assigned = PinOf(line.Function);
            if (assigned != line.BoardPin)
            {
                throw new SimulationException(
                    $"the firmware has {line.Function} on GPIO {assigned}, {_pins.Name} on GPIO {line.BoardPin}");
            }
        }
    }

    private int PinOf(string function) => _fixedPins != null
        ? _fixedPins.GetValueOrDefault(function, -1)
        : _functionByPin.GetValueOrDefault(
            (int)Enum.Parse<nanoFramework.Hardware.Esp32.DeviceFunction>(function), -1);

    /// <summary>The pins that the firmware gave to the bus must be those that the document wires.</summary>
    private void CheckBus(int busId, int chipSelectPin)
    {
        if (_checkedBuses.Add((busId, chipSelectPin)))
        {
            CheckBusLines(busId, _wiredByPin[chipSelectPin].Line.Component);
        }
    }

    private void CheckBusLines(int busId, string component)
    {
        foreach (var line in _pins.Of(component))
        {
            if (!line.Function.StartsWith("SPI", StringComparison.Ordinal))
            {
                continue;
            }

            CheckFunctions([line]);

            if (line.Function[3] - '0' != busId)
            {
                throw new SimulationException($"the firmware uses SPI {busId}, {_pins.Name} {line.Function}");
            }
        }
    }
}
