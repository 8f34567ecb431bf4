// The simulated world of one gateway: time, air, board, broker, and the ledgers that watch them. One thread.
// The loop alternates between the next event and the firmware's next pass, whichever is due first.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.App;
using Gateway.Config;
using Gateway.Core;
using Gateway.Link;
using Gateway.Simulator.Air;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Energy;
using Gateway.Simulator.Faults;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>Everything of a run.</summary>
public sealed partial class GatewayWorld : IDisposable
{
    /// <summary>Longest simulated time that queues get to drain after the traffic has stopped.</summary>
    public const long DrainNs = 120_000_000_000;

    private const int SlotBytes = 256 * 1024;
    private const int SectorBytes = 4096;
    private const long CardBytes = 256L * 1024 * 1024;

    // UNVERIFIED-HW: from the reset to the firmware's first instruction.
    private const long RestartNs = 1_500_000_000;

    private readonly Scenario _scenario;
    private readonly string _prefix;
    private readonly HashSet<string> _warnings = [];
    private readonly AirFeed _feed;
    private readonly Action _takeNext;

    // What moves time itself (a boot does) cannot be an event: it is done between two events.
    private readonly PriorityQueue<Action, long> _commands = new();
    private readonly HashSet<ulong> _decodedContents = [];
    private bool _isStopped;
    private long _clockErrorMs;
    private bool _hangs;

    /// <summary>Builds the world of a scenario's first gateway; the gateway has no power yet.</summary>
    /// <param name="scenario">What to simulate.</param>
    /// <param name="seed">Seed of everything.</param>
    /// <param name="cpu">Speed of the board's processor.</param>
    /// <param name="broker">Makes the other end of the network.</param>
    /// <param name="trace">Gets a line for each event; null for none.</param>
    /// <param name="pins">How chips and board are wired; null = as the board's document has it.</param>
    public GatewayWorld(
        Scenario scenario, ulong seed, CpuModel cpu, Func<EventQueue, RandomStreams, IBrokerSide> broker,
        System.IO.TextWriter trace, PinMap pins = null)
        : this(new AirScene(scenario, new RandomStreams(seed)), scenario.Gateway, "", cpu, broker, trace, pins)
    {
    }

    /// <summary>Builds the world of one gateway on an air that it may share with others.</summary>
    /// <param name="scene">Meters and what they send.</param>
    /// <param name="gateway">Which gateway.</param>
    /// <param name="prefix">Begins the names of everything random and traced of this gateway; unique.</param>
    /// <param name="cpu">Speed of the board's processor.</param>
    /// <param name="broker">Makes the other end of the network.</param>
    /// <param name="trace">Gets a line for each event; null for none.</param>
    /// <param name="pins">How chips and board are wired; null = as the board's document has it.</param>
    internal GatewayWorld(
        AirScene scene, ScenarioGateway gateway, string prefix, CpuModel cpu,
        Func<EventQueue, RandomStreams, IBrokerSide> broker, System.IO.TextWriter trace, PinMap pins = null)
    {
        Scene = scene;
        Settings = gateway;
        _scenario = scene.Scenario;
        _prefix = prefix;
        _feed = scene.Traffic.Subscribe();
        _takeNext = TakeNext;
        var random = scene.Random;
        Time = new EventQueue();
        Trace = new TraceLog(Time, trace, prefix);
        Deliveries = new DeliveryLedger(Trace);
        Reads = new ReadLedger(scene.Meters);
        Medium = scene.CreateMedium(Time);
        Radios = [.. gateway.Radios.Select((radio, index) => CreateRadio(radio, index, prefix + "gateway.radio"))];
        Medium.Arrived += OnArrived;
        Broker = broker(Time, random);
        Broker.Delivered += Deliveries.Take;
        Flash = new FlashStorage();
        var drive = BoardKind.DriveOf(gateway.Board);
        Flash.AddDrive(drive.Letter, drive.Kind, drive.Bytes).StallsCode =
            gateway.FlashStalls && drive.Kind == FileSystemKind.Littlefs;
        if (gateway.Log == "card" && drive.Letter != 'D')
        {
            Flash.AddDrive('D', FileSystemKind.Fat, CardBytes);
        }

        WriteConfig();
        Slots = gateway.HasTwoSlots
            ? new TwoSlotDevice(Flash, SlotBytes, SectorBytes, FirmwareImage.Make(
                Version.Parse(FirmwareInfo.Version), new byte[SectorBytes]))
            : null;
        Network = new NetworkWorld(
            gateway, Time, random.Get(prefix + "modem"), scene.Scenario.StartUtc, Broker);
        Lines = [.. gateway.Wired.Select(line => new LineWorld(line, Time, random, prefix, scene.Recorded))];
        Cable = gateway.Links.Contains("serial") ? new UplinkCable(Time, random.Get(prefix + "cable")) : null;
        Gateway = new SimulatedGateway(
            Time, pins ?? PinMap.ForBoard(gateway.Board), cpu, Flash, [.. Radios.Select(radio => radio.Mounted)],
            random.Get(prefix + "gateway entropy"), Warn) {
                Lines = Lines, Network = Network, Slots = Slots, PagePort = gateway.PagePort,
                    Cable = Cable, CableComponent = PinMap.ForBoard(gateway.Board).LineAt(gateway.SerialPlace),
                Console = gateway.ConsolePlace < 0 ? null : (Console, gateway.ConsolePlace),
                Kind = gateway.Board, HasPanel = gateway.HasPanel,
            };
        Deliveries.ReadFailed += (port, meter, reason) =>
            Lines.FirstOrDefault(line => line.Line.Name == port)?.Failed(meter, reason);
        Gateway.Booting += OnBooting;
        Gateway.Ticked += OnTicked;
        Energy = gateway.HasEnergy ? new GatewayEnergy(CurrentTable.OfDocument(), Settings.Radios[0].Chip) : null;
        Faults = new FaultRunner(
            this, Flash.Drive(gateway.Log == "card" ? 'D' : drive.Letter), random.Get(prefix + "disk faults"));
    }

    /// <summary>A telegram of a meter came out of the link: its transmission, the telegram, the firmware's RSSI in
    /// dBm.</summary>
    public event Action<Transmission, SentFrame, int> MeterRead;

    /// <summary>Something odd, once each: a chip register that is not modelled, a job that failed.</summary>
    public event Action<string> Warned;

    /// <summary>Simulated time.</summary>
    public EventQueue Time { get; }

    /// <summary>The air.</summary>
    public Medium Medium { get; }

    /// <summary>The radios, by their place on the board.</summary>
    public IReadOnlyList<RadioSide> Radios { get; }

    /// <summary>The chip of the first radio.</summary>
    public ReceiverModel Chip => Radios[0].Chip;

    /// <summary>The gateway.</summary>
    public SimulatedGateway Gateway { get; }

    /// <summary>Its ways out.</summary>
    public NetworkWorld Network { get; }

    /// <summary>Its wired lines.</summary>
    public IReadOnlyList<LineWorld> Lines { get; }

    /// <summary>The cable of the host bridge; null = there is none.</summary>
    public UplinkCable Cable { get; }

    /// <summary>Whether what stands behind the cable has nothing left to do.</summary>
    public Func<bool> IsBridgeDrained { get; set; } = () => true;

    /// <summary>The laptop's end of the console's cable.</summary>
    public ConsoleLine Console { get; } = new();

    /// <summary>The gateway's flash.</summary>
    public FlashStorage Flash { get; }

    /// <summary>The other end of the network.</summary>
    public IBrokerSide Broker { get; }

    /// <summary>Slots for firmware; null where the board has one.</summary>
    public TwoSlotDevice Slots { get; }

    /// <summary>Meters and what they send, shared with the other gateways of a town.</summary>
    public AirScene Scene { get; }

    /// <summary>What the scenario says of this gateway.</summary>
    public ScenarioGateway Settings { get; }

    /// <summary>What is broken on this gateway.</summary>
    public FaultRunner Faults { get; }

    /// <summary>What it takes from its battery; null = nobody counts.</summary>
    public GatewayEnergy Energy { get; }

    /// <summary>Which meters this gateway has read.</summary>
    public ReadLedger Reads { get; }

    /// <summary>From the air to the end of the link, at the first radio.</summary>
    public FrameLedger Frames => Radios[0].Frames;

    /// <summary>What was durable.</summary>
    public RecordLedger Records { get; } = new();

    /// <summary>What reached the broker.</summary>
    public DeliveryLedger Deliveries { get; }

    /// <summary>What happened.</summary>
    public TraceLog Trace { get; }

    /// <summary>Power cuts so far.</summary>
    public int PowerCuts { get; private set; }

    /// <summary>Restarts that the firmware asked for.</summary>
    public int Restarts { get; private set; }

    /// <summary>Plugs the gateway in and schedules what the scenario has.</summary>
    public void Start()
    {
        ScheduleNext();
        Gateway.PowerOn();
        foreach (var outage in _scenario.Broker.Outages)
        {
            At(outage.AtNs, () => Broker.SetUp(false));
            At(outage.AtNs + outage.ForNs, () => Broker.SetUp(true));
        }

        Faults.Schedule(_scenario.Faults);
        if (_scenario.RandomFaults is { } faults)
        {
            Faults.Schedule(FaultDice.Throw(
                faults, Settings, component => Scene.Random.Get($"{_prefix}faults of {component}")));
        }

        foreach (var cut in _scenario.PowerCuts)
        {
            At(cut.AtNs, PullPlug);
            At(cut.AtNs + cut.ForNs, Gateway.RestorePower);
        }
    }

    /// <summary>Runs a command between two events, at a simulated time.</summary>
    public void At(long atNs, Action command) => _commands.Enqueue(command, atNs);

    /// <summary>Runs until a simulated time.</summary>
    public void RunUntil(long toNs)
    {
        Gateway.Poll();
        while (Time.NowNs < toNs)
        {
            var commandNs = _commands.TryPeek(out _, out var at) ? at : long.MaxValue;
            var nextNs = Math.Min(Math.Min(Time.NextNs, Gateway.NextRunNs), Math.Min(commandNs, toNs));
            Time.AdvanceTo(Math.Max(nextNs, Time.NowNs));
            if (commandNs <= Time.NowNs)
            {
                _commands.Dequeue()();
            }
            else if (Gateway.NextRunNs <= Time.NowNs)
            {
                Energy?.Runs(Time.NowNs);
                Gateway.Run();
                Energy?.Rests(Gateway, Time.NowNs);
                if (Gateway.IsRestartAsked)
                {
                    Restart();
                }
            }
        }

        foreach (var radio in Radios)
        {
            radio.Frames.Settle(Time.NowNs);
        }
    }

    /// <summary>Stops the meters and lets the gateway finish: until nothing waits, or <see cref="DrainNs"/>.</summary>
    public void Drain()
    {
        Scene.Traffic.Stop();
        _isStopped = true;
        var endNs = Time.NowNs + DrainNs;
        while (Time.NowNs < endNs && !IsDrained)
        {
            RunUntil(Time.NowNs + 1_000_000_000);
        }

        RunUntil(Time.NowNs + 2_500_000_000);
        Broker.Drain(() => false);
    }

    /// <summary>Whether the gateway has nothing left to do.</summary>
    public bool IsDrained =>
        Gateway.Firmware is { } firmware && firmware.Pool.ReadyCount + firmware.Telegrams.Pending == 0
        && firmware.Store.IsSettled
        && firmware.Wired.Lines.All(line => line.IsIdle) && firmware.Uplink.IsDrained
        && Radios.All(radio => radio.Chip.Receiver.Arriving.Count == 0) && IsBridgeDrained();

    /// <summary>Fills a report with the state of things, of this gateway alone.</summary>
    public Report CreateReport(bool isFinal) => new TownReport(Scene, [this], Reads).Build(isFinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        Gateway.Board?.Unplug();
        Broker.Dispose();
    }

    /// <summary>The right time, in milliseconds since 1970.</summary>
    public long UnixMsNow => UnixMs(Time.NowNs);

    private long UnixMs(long simulatedNs) =>
        new DateTimeOffset(_scenario.StartUtc, TimeSpan.Zero).ToUnixTimeMilliseconds() + (simulatedNs / 1_000_000)
            + _clockErrorMs;

    private void OnTicked(Concentrator firmware)
    {
        Records.Watch(firmware);
        var lines = firmware.Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            Radios[i].Frames.Watch(lines[i].Receiver);
        }
    }

    private void Warn(string text)
    {
        if (_warnings.Add(text))
        {
            Warned?.Invoke(text);
        }
    }
}
