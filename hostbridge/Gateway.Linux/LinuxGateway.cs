// The firmware on a Linux computer, from the start to Ctrl-C: Boot and Concentrator as on a board, the loop of
// firmware/boards/common/MainLoop.cs with the kernel's wait. A restart that the firmware asks for is a new board and a
// new concentrator in the same process.
using System;
using System.IO;
using System.Runtime;
using System.Threading;
using Gateway.App;
using Gateway.Linux.Kernel;
using Gateway.Linux.Ports;
using Gateway.Radio;
using Gateway.Uplink;

namespace Gateway.Linux;

/// <summary>Runs the gateway.</summary>
public sealed class LinuxGateway
{
    // A bound on every wait, so that a stop is noticed and a lost wake-up only delays.
    private const long LongestWaitUs = 1_000_000;

    // After a stop: what is in memory goes to the disk.
    private const long LongestEndUs = 5_000_000;
    private const int MaxFaultsInRow = 10;

    private readonly IKernel _kernel;
    private readonly LinuxSettings _settings;
    private readonly LinuxServices _services;
    private readonly TextWriter _console;
    private string _told;
    private string[] _toldPorts;

    /// <summary>Nothing is opened yet.</summary>
    /// <param name="console">For whoever stands before the computer.</param>
    public LinuxGateway(IKernel kernel, LinuxSettings settings, LinuxServices services, TextWriter console)
    {
        _kernel = kernel;
        _settings = settings;
        _services = services;
        _console = console;
    }

    /// <summary>The firmware that runs; null before the start.</summary>
    public Concentrator Concentrator { get; private set; }

    /// <summary>The board that it runs on; null before the start.</summary>
    public LinuxBoard Board { get; private set; }

    /// <summary>Opens what linux.json and gateway.json name, starts each radio, and tells the result.</summary>
    /// <returns>Whether everything is there.</returns>
    /// <exception cref="DeviceException">A node cannot be opened.</exception>
    public bool Check()
    {
        Start();
        try
        {
            return RadiosAreWell();
        }
        finally
        {
            Board.Dispose();
        }
    }

    /// <summary>Runs until the stop is asked for.</summary>
    /// <exception cref="DeviceException">A node cannot be opened.</exception>
    public void Run(CancellationToken stop)
    {
        // The loop answers a radio within 5 ms: no collection that stops it for longer.
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        UseRealTime();
        do
        {
            Start();
            using CancellationTokenRegistration wake = stop.Register(Board.Wait.Wake);
            Loop(stop);
            End();
        }
        while (!stop.IsCancellationRequested);
    }

    /// <summary>Makes board and concentrator and starts them.</summary>
    /// <exception cref="DeviceException">A node cannot be opened; those that were are given back.</exception>
    public void Start()
    {
        try
        {
            StartFirmware();
        }
        catch
        {
            Board?.Dispose();
            throw;
        }
    }

    private void StartFirmware()
    {
        ConcentratorSetup setup;
        string problem;
        do
        {
            Board?.Dispose();
            Board = new LinuxBoard(_kernel, _settings, _services);
            setup = Boot.Prepare(Board, out problem);
        }
        while (Board.WantsRestart);
        if (problem != null)
        {
            _console.WriteLine("configuration not used: " + problem);
        }
        else if (Board.Files.Length("gateway.json") < 0)
        {
            _console.WriteLine($"{_settings.Folder}/gateway.json: is not there: the firmware's own settings are used");
        }

        Concentrator = new Concentrator(Board, setup);
        Concentrator.Uplink.WakeLoop = Board.Wait.Wake;
        Concentrator.Start();
        foreach (RadioLine line in Concentrator.Lines)
        {
            _console.WriteLine(line.Index < _settings.Radios.Count
                ? $"radio {line.Index} at {_settings.Radios[line.Index].Spi}: {Words(line.Status)}"
                : $"radio {line.Index}: linux.json has none");
        }
    }

    /// <summary>One pass of the loop and the wait behind it.</summary>
    /// <param name="longestWaitUs">Bound of the wait.</param>
    public void Step(long longestWaitUs)
    {
        long waitUs = Concentrator.Step() - Board.Clock.NowUs;
        if (waitUs > 0)
        {
            Board.Wait.Wait(Math.Min(waitUs, longestWaitUs));
        }
    }

    private static string Words(RadioStatus status) => status switch
    {
        RadioStatus.Ok => "ok",
        RadioStatus.NotFound => "no chip answers: wiring, chip select or supply",
        RadioStatus.WrongChip => "another chip answers than gateway.json says",
        RadioStatus.RegisterMismatch => "a register does not keep what is written: wiring, or speed_hz too high",
        RadioStatus.PinMismatch => "a line does not follow the chip: fifo and sync swapped, or not connected",
        RadioStatus.NoReceive => "the chip does not begin to receive: crystal or supply",
        _ => "does not know the profile",
    };

    private void Loop(CancellationToken stop)
    {
        int faultsInRow = 0;
        while (!stop.IsCancellationRequested && !Board.WantsRestart)
        {
            try
            {
                Step(LongestWaitUs);
                Tell();
                faultsInRow = 0;
            }
            catch (Exception e) when (e is not DeviceException && faultsInRow < MaxFaultsInRow)
            {
                // As on a board: counted, gone on; so many in a row are no accident and end the program.
                _console.WriteLine("loop: " + e.Message);
                faultsInRow++;
            }
        }
    }

    private bool RadiosAreWell() => Array.TrueForAll(
        Concentrator.Lines, line => line.Status == RadioStatus.Ok || line.Index >= _settings.Radios.Count);

    private void End()
    {
        Concentrator.Store.Flush();
        long endUs = Board.Clock.NowUs + LongestEndUs;
        while (!Concentrator.Store.IsSettled && Board.Clock.NowUs < endUs)
        {
            Step(10_000);
        }

        Board.Dispose();
    }

    private void UseRealTime()
    {
        int result = _settings.Priority > 0 ? _kernel.UseRealTime(_settings.Priority) : 0;
        if (result < 0)
        {
            _console.WriteLine(
                $"note: priority {_settings.Priority} was refused (error {-result}); the loop runs as an "
                + "ordinary thread: root or CAP_SYS_NICE may have it");
        }
    }

    private void Tell()
    {
        MqttUplink uplink = Concentrator.Uplink;
        string now = uplink.State == UplinkState.Online ? "broker connected"
            : uplink.LastStatus == MqttConnectStatus.Ok ? _told : ConnectText.Of(uplink.LastStatus);
        if (now != _told)
        {
            _told = now;
            _console.WriteLine(now);
        }

        _toldPorts ??= new string[_settings.Serial.Count];
        for (int i = 0; i < _toldPorts.Length; i++)
        {
            string problem = Board.ProblemOfPort(i);
            if (problem != _toldPorts[i])
            {
                _toldPorts[i] = problem;
                _console.WriteLine(problem ?? _settings.Serial[i].Path + ": open");
            }
        }
    }
}
