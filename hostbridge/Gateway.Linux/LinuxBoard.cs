// The computer as a board of the firmware: real chips through the kernel's interfaces. Device nodes are opened when the
// firmware first wants them; what cannot be opened is a DeviceException with path and reason.
using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Gateway.App;
using Gateway.App.Panel;
using Gateway.Core;
using Gateway.Installer;
using Gateway.Linux.Kernel;
using Gateway.Linux.Ports;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Radio.Sx1276;
using Gateway.Update;
using Gateway.Uplink;

namespace Gateway.Linux;

/// <summary>A Linux computer with a CC1101 or SX1276 and serial ports.</summary>
public sealed class LinuxBoard : IBoard, IDisposable
{
    // As the boards have: the sizes of the log are chosen for them.
    private const long FilesBytes = 2L * 1024 * 1024;
    private const long CardBytes = 64L * 1024 * 1024;

    private readonly IKernel _kernel;
    private readonly LinuxSettings _settings;
    private readonly List<IDisposable> _open = [];
    private readonly List<GpioInput> _inputs = [];
    private readonly TerminalPort[] _ports;

    /// <summary>Opens nothing but the folder and the loop's own event.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="settings">What is wired.</param>
    /// <param name="services">What does not come from the kernel.</param>
    public LinuxBoard(IKernel kernel, LinuxSettings settings, LinuxServices services)
    {
        _kernel = kernel;
        _settings = settings;
        _ports = new TerminalPort[settings.Serial.Count];
        Wait = new LoopWait(kernel);
        _open.Add(Wait);
        Clock = new MonotonicClock(kernel);
        Time = services.Time;
        Mqtt = services.Mqtt;
        Files = new DirectoryFiles(kernel, settings.Folder, FilesBytes);
        FileWorker = services.MakeWorker(Wait.Wake);
        NetworkWorker = services.MakeWorker(Wait.Wake);
        Entropy = (uint)RandomNumberGenerator.GetInt32(int.MinValue, int.MaxValue);
    }

    /// <summary>What the loop waits with.</summary>
    public LoopWait Wait { get; }

    /// <summary>The firmware has asked to be started anew.</summary>
    public bool WantsRestart { get; private set; }

    /// <summary>Interrupt lines of the radios, two a radio.</summary>
    public IReadOnlyList<GpioInput> Inputs => _inputs;

    /// <inheritdoc/>
    public string Model => "linux";

    /// <inheritdoc/>
    public string FirmwareVersion => FirmwareInfo.Version;

    /// <inheritdoc/>
    public IUpdater Updater { get; } = new NoUpdater();

    /// <inheritdoc/>
    public IClock Clock { get; }

    /// <inheritdoc/>
    public ITimeSource Time { get; }

    /// <inheritdoc/>
    public IFileStore Files { get; }

    /// <inheritdoc/>
    public bool HasCardSlot => _settings.CardFolder != null;

    /// <inheritdoc/>
    public IWorker FileWorker { get; }

    /// <inheritdoc/>
    public IWorker NetworkWorker { get; }

    /// <inheritdoc/>
    public IMqttSessionFactory Mqtt { get; }

    /// <inheritdoc/>
    public uint Entropy { get; }

    // The computer has more than the number could say.
    /// <inheritdoc/>
    public uint FreeHeapBytes => 0;

    /// <inheritdoc/>
    public int SerialPlaces => _settings.Serial.Count;

    /// <inheritdoc/>
    /// <remarks>One at least: the firmware is not made to have none. Without wires no chip is found there.</remarks>
    public int RadioPlaces => Math.Max(1, _settings.Radios.Count);

    /// <inheritdoc/>
    public IFileStore OpenCard() => new DirectoryFiles(_kernel, _settings.CardFolder, CardBytes);

    /// <inheritdoc/>
    public IPageServer OpenPage(byte[] key) =>
        Keep(new PageServer(_settings.PageAddress, _settings.PagePort, Wait.Wake));

    /// <inheritdoc/>
    public void Reboot() => WantsRestart = true;

    /// <inheritdoc/>
    public string SerialProblem(int place, BoardUse use) => null;

    /// <inheritdoc/>
    public ISerialPort OpenSerial(int place) => _ports[place] =
        Keep(new TerminalPort(_kernel, _settings.Serial[place]));

    /// <summary>Why a serial port is closed; null when it is open or nobody uses it.</summary>
    public string ProblemOfPort(int place) => _ports[place]?.Problem;

    /// <inheritdoc/>
    public INetworkInterface OpenNetwork(string type)
    {
        string name = type == "wifi" ? _settings.Wifi : _settings.Ethernet;
        SysfsNetwork network = name == null ? null : new SysfsNetwork(name);
        return network is { Exists: true } ? network : null;
    }

    /// <inheritdoc/>
    /// <remarks>A computer has its own.</remarks>
    public PanelWires OpenPanel(BoardUse use) => null;

    /// <inheritdoc/>
    public ModemWires OpenModem() => _settings.Modem == null
        ? null : new ModemWires { Port = Keep(new TerminalPort(_kernel, _settings.Modem)) };

    /// <inheritdoc/>
    /// <exception cref="DeviceException">The kernel refuses a node or a line.</exception>
    public IRadio OpenRadio(RadioChip chip, int place)
    {
        if (place >= _settings.Radios.Count)
        {
            NoChip none = new();
            return new Cc1101Radio(none, none, none);
        }

        RadioWires wires = _settings.Radios[place];
        bool isSx1276 = chip == RadioChip.Sx1276;
        SpidevPort spi = Keep(new SpidevPort(_kernel, wires.Spi, wires.SpeedHz));
        GpioInput fifo = Listen(wires, wires.Fifo, isSx1276 ? "DIO1" : "GDO0");
        GpioInput sync = Listen(wires, wires.Sync, isSx1276 ? "DIO2" : "GDO2");
        if (!isSx1276)
        {
            return new Cc1101Radio(spi, fifo, sync);
        }

        GpioOutput reset = wires.Reset is int line
            ? Keep(new GpioOutput(_kernel, wires.Chip, line, "NRESET", true)) : null;
        return new Sx1276Radio(spi, fifo, sync, reset);
    }

    /// <summary>Gives every node and port back.</summary>
    public void Dispose()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            _open[i].Dispose();
        }

        _open.Clear();
    }

    private GpioInput Listen(RadioWires wires, int line, string signal)
    {
        GpioInput input = Keep(new GpioInput(_kernel, wires.Chip, line, signal));
        _inputs.Add(input);
        Wait.Watch(input);
        return input;
    }

    private T Keep<T>(T port)
        where T : IDisposable
    {
        _open.Add(port);
        return port;
    }
}
