using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Network;
using Gateway.Simulator.Network.Modem;
using Gateway.Simulator.Wire;
using Gateway.Standins;

namespace Gateway.Simulator.World;

// What sits on which pin and bus, and that the firmware uses them as the pin map says.
public sealed partial class SimulatedBoard
{
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
