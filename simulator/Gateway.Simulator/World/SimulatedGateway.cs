// A gateway in the simulated world: power, board, and the loop of the board's MainLoop in simulated time. Each boot
// makes a new board and a new concentrator on the same chips and the same flash, as the plug does it.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.App;
using Gateway.App.Battery;
using Gateway.Boards;
using Gateway.Config;
using Gateway.Radio;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Network;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>One gateway: the board class of a folder of boards/ on the stand-ins.</summary>
public sealed class SimulatedGateway
{
    private const int LongestWaitMs = 1000;
    private readonly EventQueue _time;
    private readonly PinMap _pins;
    private readonly CpuModel _cpu;
    // The firmware's order for the next start.
    private const string WipeOrder = "wipe";

    private readonly FlashStorage _flash;
    private readonly IReadOnlyList<MountedRadio> _radios;
    private readonly RadioWiring[] _wirings;
    private readonly ChipFault[] _radioFaults;
    private readonly RandomStream _random;
    private readonly Action<string> _warn;
    private volatile LoopSignal _signal;
    private bool _isRunning;
    private bool _wasSignalled;
    private bool _hangs;
    private IBoardSleep _sleeper;
    private LoopWatch _watch;
    private long _heldUntilNs; // a job has the interpreter

    /// <summary>A gateway without power.</summary>
    public SimulatedGateway(
        EventQueue time, PinMap pins, CpuModel cpu, FlashStorage flash,
        IReadOnlyList<MountedRadio> radios, RandomStream random, Action<string> warn)
    {
        _time = time;
        _pins = pins;
        _cpu = cpu;
        _flash = flash;
        _radios = radios;
        _wirings = new RadioWiring[radios.Count];
        _radioFaults = new ChipFault[radios.Count];
        _random = random;
        _warn = warn;
        Panel = new FrontPanelModel(time);
    }

    /// <summary>Sets the network and the time service of a fresh board.</summary>
    public event Action<SimulatedBoard> Booting;

    /// <summary>Called each time the firmware reads the clock: between any two of its slices.</summary>
    public event Action<Concentrator> Ticked;

    /// <summary>The board; null without power.</summary>
    public SimulatedBoard Board { get; private set; }

    /// <summary>The firmware; null without power.</summary>
    public Concentrator Firmware { get; private set; }

    /// <summary>Its ways out; null = a network that always works.</summary>
    public NetworkWorld Network { get; init; }

    /// <summary>Slots for firmware and their boot loader; null = the firmware has one slot.</summary>
    public TwoSlotDevice Slots { get; init; }

    /// <summary>Whether the firmware has asked for a restart.</summary>
    public bool IsRestartAsked => Board != null && (Board.IsRebootRequested || Slots is { IsRebootAsked: true });

    /// <summary>Which board: a folder of boards/.</summary>
    public string Kind { get; init; } = "esp32";

    /// <summary>An ESP32 board has lamp and supply warning wired.</summary>
    public bool HasPanel { get; init; }

    /// <summary>Lamps, button and supply warning.</summary>
    public FrontPanelModel Panel { get; }

    /// <summary>Port of the installer's page; 0 = there is none.</summary>
    public int PagePort { get; init; }

    /// <summary>The laptop at its console, and the board's port; null = there is none.</summary>
    public (ConsoleLine Line, int Place)? Console { get; init; }

    /// <summary>The wired lines at its ports.</summary>
    public IReadOnlyList<LineWorld> Lines { get; init; } = [];

    /// <summary>The cable of the host bridge; null = there is none.</summary>
    public UplinkCable Cable { get; init; }

    /// <summary>Component of the pin map at the cable's end.</summary>
    public string CableComponent { get; init; }

    /// <summary>What of the first radio's chip takes current.</summary>
    public ChipPower ChipPower => _radios[0].Chip.Power;

    /// <summary>Counters of the boots that are over.</summary>
    public GatewayTotals Totals { get; } = new();

    /// <summary>Boots so far.</summary>
    public int Boots { get; private set; }

    /// <summary>Longest slice of any stage but the radio in any boot, in microseconds, and its stage.</summary>
    public (long Us, StageId Stage) LongestSlice { get; private set; }

    /// <summary>Simulated time at which the loop runs again.</summary>
    public long NextRunNs { get; private set; } = long.MaxValue;

    /// <summary>Plugs the gateway in.</summary>
    /// <exception cref="SimulationException">The firmware refuses its configuration or its wiring.</exception>
    public void PowerOn()
    {
        Boots++;
        Board = new SimulatedBoard(_time, _pins, _cpu, _flash, _warn, Kind)
        {
            FreeHeap = 2_000_000,
            PagePort = PagePort,
        };
        foreach (var line in Lines)
        {
            Board.WireSerial(_pins.LineAt(line.Place), line.Bus.Master);
        }

        if (Cable != null)
        {
            Board.WireSerial(CableComponent, Cable);
        }

        if (Console is { } console)
        {
            Board.WireSerial(_pins.LineAt(console.Place), console.Line);
        }

        for (var i = 0; i < _wirings.Length; i++)
        {
            _wirings[i] = new RadioWiring(_radios[i].Chip);
            Board.Wire(_radios[i].Component, _wirings[i]);
        }

        if (Network != null)
        {
            Board.IsInterfaceUp = Network.IsUp;
            if (Network.Modem != null)
            {
                Network.Modem.SetSupply(true);
                Board.WireModem(Network.Modem);
            }
        }

        Board.WirePanel(Panel);
        var board = Board;
        Board.Signalled += () => OnSignal(board);
        Booting?.Invoke(Board);
        StandinHost.Current = Board;
        _signal = new LoopSignal();
        var chips = BoardKind.Make(
            Kind, _signal, new SimulatedWorker(Board, "file"), new SimulatedWorker(Board, "network"),
            (uint)_random.NextBits(), HasPanel);
        _sleeper = chips as IBoardSleep;
        chips.MakeWorker = () => new SimulatedWorker(board, "serial");
        if (Slots != null)
        {
            Slots.Boot();
            chips.Updater = Slots;
            chips.FirmwareVersion = Slots.RunningVersion;
        }

        var setup = Boot.Prepare(chips, out var problem);
        if (problem != null && setup.Configs.Source == ConfigSource.Default)
        {
            throw new SimulationException($"the firmware refuses its configuration: {problem}");
        }

        Firmware = new Concentrator(chips, setup);
        Firmware.Uplink.WakeLoop = board.Signal;
        Board.ForgetExecuted();
        var bill = new FirmwareBill(_cpu, Firmware);
        Board.Bill = () =>
        {
            Ticked?.Invoke(Firmware);
            return bill.Settle();
        };
        Firmware.Start();
        foreach (var line in Firmware.Lines)
        {
            if (line.Status != RadioStatus.Ok)
            {
                _warn($"{(line.Index == 0 ? "the radio" : $"radio {line.Index + 1}")} does not start: {line.Status}");
            }
        }

        _watch = new LoopWatch();
        _hangs = false;
        NextRunNs = _time.NowNs;
    }

    /// <summary>Pulls the plug.</summary>
    public void PowerOff()
    {
        if (Firmware == null)
        {
            return;
        }

        Totals.Add(Firmware, Board.PeekUs);
        Totals.AddLosses(Firmware, _flash.Drives.Any(drive => drive.Files.ContainsKey(WipeOrder)));
        NoteSlices();
        _flash.PowerCut(_random, PowerCutMode.Torn);
        Cable?.PowerOff();
        for (var i = 0; i < _wirings.Length; i++)
        {
            _radios[i].Chip.Fail(ChipFault.Dead);
            _wirings[i].Detach();
        }

        Board.Unplug();
        Firmware = null;
        Board = null;
        NextRunNs = long.MaxValue;
    }

    /// <summary>Power is back at the chip and the flash; <see cref="PowerOn"/> starts the firmware.</summary>
    public void RestorePower()
    {
        for (var i = 0; i < _radioFaults.Length; i++)
        {
            _radios[i].Chip.Fail(_radioFaults[i]);
        }

        _flash.Reboot();
        PowerOn();
    }

    /// <summary>Breaks or repairs a radio chip; without power it shows when power is back.</summary>
    public void FailRadio(int place, ChipFault fault)
    {
        _radioFaults[place] = fault == ChipFault.BrownOutReset ? ChipFault.None : fault;
        if (Board != null)
        {
            _radios[place].Chip.Fail(fault);
        }
    }

    /// <summary>The loop's thread stands still from now on, as a driver that never returns makes it; the other
    /// threads go on.</summary>
    public void HangLoop()
    {
        _hangs = Firmware != null;
        NextRunNs = _hangs ? _time.NowNs : NextRunNs;
    }

    /// <summary>Adds the counters of the boot under way.</summary>
    public void AddTo(GatewayTotals totals)
    {
        if (Firmware != null)
        {
            totals.Add(Firmware, Board.PeekUs);
        }
    }

    /// <summary>Runs the loop soon when a request for the installer's page has come, as the signal of its thread
    /// does on the board.</summary>
    public void Poll()
    {
        if (!_hangs && Firmware?.Installer is { NextWakeUs: 0 })
        {
            NextRunNs = Math.Min(NextRunNs, _time.NowNs + _cpu.InterruptNs);
        }
    }

    /// <summary>Waits, in wall time, for a request for the installer's page or for <see cref="Wake"/>; what
    /// happens in the simulated world ends it as well.</summary>
    public void AwaitRequest() => _signal.Wait(LongestWaitMs);

    /// <summary>Ends <see cref="AwaitRequest"/>; on any thread.</summary>
    public void Wake() => _signal.Set();

    /// <summary>One pass of the board's main loop.</summary>
    public void Run()
    {
        // To the length of a pass: one that has begun goes on.
        var stalledUntilNs = Board.StalledUntilNs;
        if (stalledUntilNs > _time.NowNs)
        {
            NextRunNs = stalledUntilNs;
            return;
        }

        if (_hangs)
        {
            RunSupervisor();
            return;
        }

        StandinHost.Current = Board;
        if (Board.IsAsleep)
        {
            Board.WakeUp();
            _time.AdvanceTo(_time.NowNs + _cpu.WakeNs);
        }

        _watch.Beat();
        _isRunning = true;
        _wasSignalled = false;
        long wakeUs;
        try
        {
            // By the table, a pass is paid for in advance: what it costs between two slices would otherwise come
            // on top of the last one, behind the firmware's back.
            var further = _radios.Count - 1;
            var isReceiving = Firmware.IsReceiving;
            Board.ForgetExecuted();
            Board.Charge(_cpu.MainLoopOps + (isReceiving
                ? _cpu.ReceivingLoopOps + (further * _cpu.FurtherReceivingRadioOps)
                : _cpu.LoopOps + (further * _cpu.FurtherRadioOps)));
            wakeUs = Firmware.Step();
            Board?.EndPass();
        }
        finally
        {
            _isRunning = false;
        }

        if (Board == null)
        {
            return;
        }

        long waitMs = MainLoop.WaitMs(Firmware, wakeUs - Board.PeekUs);
        if (_sleeper != null && !_wasSignalled && waitMs >= MainLoop.ShortestSleepMs && Firmware.MaySleep)
        {
            _sleeper.LightSleep((int)waitMs);
            waitMs = Board.IsAsleep ? waitMs : 0;
        }

        NextRunNs = _time.NowNs + (_wasSignalled ? 0 : waitMs * 1_000_000);
        var partNs = Board.Jobs.TakePart(_time.NowNs, NextRunNs > _time.NowNs, _cpu);
        if (partNs > 0)
        {
            // Should the loop want to go on meanwhile, it does at the end of the job or of the job's quantum.
            _heldUntilNs = _time.NowNs + partNs;
            NextRunNs = Board.Jobs.IsWaiting ? _heldUntilNs : Math.Max(NextRunNs, _heldUntilNs);
        }

        NoteSlices();
    }

    // What the thread of boards/common/Supervisor.cs does; while the loop runs it finds nothing.
    private void RunSupervisor()
    {
        StandinHost.Current = Board;
        Board.Jobs.Forget(); // they have run
        if (_watch.IsOverdue(_time.NowNs / 1_000_000))
        {
            Firmware.Upkeep.NoteCause(LoopWatch.Cause);
            Board.Reboot();
        }

        NextRunNs = _time.NowNs + (LoopWatch.LookMs * 1_000_000L);
    }

    private void NoteSlices()
    {
        var slices = Firmware.Slices;
        var us = slices.LongestUs(slices.WorstStage);
        if (us > LongestSlice.Us)
        {
            LongestSlice = (us, slices.WorstStage);
        }
    }

    private void OnSignal(SimulatedBoard board)
    {
        _wasSignalled = true;

        // A connection or a job of a board that has lost its power may still speak up; one that sleeps hears its
        // wake-up pins only.
        if (board == Board && board.IsAsleep && !board.IsWokenByPin)
        {
            return;
        }

        if (!_isRunning && !_hangs && board == Board)
        {
            NextRunNs = Math.Min(NextRunNs, Math.Max(_heldUntilNs, _time.NowNs + _cpu.InterruptNs));
        }
    }
}
