// The simulated world of one gateway: time, air, meters, board, broker, and the ledgers that watch them. One thread.
// The loop alternates between the next event and the firmware's next pass, whichever is due first.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.App;
using Gateway.Core;
using Gateway.Link;
using Gateway.Simulator.Air;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>Everything of a run.</summary>
public sealed class GatewayWorld : IDisposable
{
    /// <summary>Longest simulated time that queues get to drain after the traffic has stopped.</summary>
    public const long DrainNs = 120_000_000_000;

    private readonly Scenario _scenario;
    private readonly HashSet<string> _warnings = [];

    // What moves time itself (a boot does) cannot be an event: it is done between two events.
    private readonly PriorityQueue<Action, long> _commands = new();
    private readonly Dictionary<RadioMeter, MeterProgress> _progressByMeter = [];
    private readonly HashSet<string> _decodedContents = [];

    /// <summary>Builds the world; the gateway has no power yet.</summary>
    /// <param name="scenario">What to simulate.</param>
    /// <param name="seed">Seed of everything.</param>
    /// <param name="cpu">Speed of the board's processor.</param>
    /// <param name="broker">Makes the other end of the network.</param>
    /// <param name="trace">Gets a line for each event; null for none.</param>
    /// <param name="pins">How chips and board are wired; null = as the board's document has it.</param>
    public GatewayWorld(
        Scenario scenario, ulong seed, CpuModel cpu, Func<EventQueue, RandomStreams, IBrokerSide> broker,
        System.IO.TextWriter trace, PinMap pins = null)
    {
        _scenario = scenario;
        Random = new RandomStreams(seed);
        Time = new EventQueue();
        Trace = new TraceLog(Time, trace);
        Frames = new FrameLedger(Trace);
        Deliveries = new DeliveryLedger(Trace);
        Medium = CreateMedium();
        var place = scenario.Gateway.PlaceMetres;
        var antenna = new Position(place.X, place.Y, place.Z);
        Chip = scenario.Gateway.Chip == "sx1276"
            ? new Sx1276Model("gateway.radio", Time, Medium, antenna, Random, Warn)
            : new Cc1101Model("gateway.radio", Time, Medium, antenna, Random, Warn);
        Chip.CrystalErrorPpm = scenario.Gateway.CrystalErrorPpm;
        Chip.Receiver.AntennaGainDbi = scenario.Gateway.AntennaGainDbi;
        Chip.ReceptionEnded += Frames.ChipEnded;
        Medium.Arrived += (_, transmission, outcome) => Frames.Arrived(transmission, outcome);
        Broker = broker(Time, Random);
        Broker.Delivered += Deliveries.Take;
        Flash = new FlashStorage();
        Flash.AddDrive('I', FileSystemKind.Littlefs, 2 * 1024 * 1024);
        WriteConfig();
        Gateway = new SimulatedGateway(
            Time, pins ?? PinMap.ForBoard(scenario.Gateway.Board), cpu, Flash,
            scenario.Gateway.Chip, Chip, Random.Get("gateway entropy"), Warn);
        Gateway.Booting += OnBooting;
        Gateway.Ticked += firmware => Frames.Watch(firmware.Link);
        Frames.FrameEnded += OnFrameEnded;
        Meters = new MeterFleet(scenario, Random).Meters;
        Traffic = new AirTraffic(Time, Medium);
        Traffic.Sent += Frames.Sent;
    }

    /// <summary>Something odd, once each: a chip register that is not modelled, a job that failed.</summary>
    public event Action<string> Warned;

    /// <summary>Simulated time.</summary>
    public EventQueue Time { get; }

    /// <summary>Randomness.</summary>
    public RandomStreams Random { get; }

    /// <summary>The air.</summary>
    public Medium Medium { get; }

    /// <summary>The radio chip.</summary>
    public ReceiverModel Chip { get; }

    /// <summary>The gateway.</summary>
    public SimulatedGateway Gateway { get; }

    /// <summary>The gateway's flash.</summary>
    public FlashStorage Flash { get; }

    /// <summary>The other end of the network.</summary>
    public IBrokerSide Broker { get; }

    /// <summary>The meters.</summary>
    public IReadOnlyList<RadioMeter> Meters { get; }

    /// <summary>Lets the meters send.</summary>
    public AirTraffic Traffic { get; }

    /// <summary>From the air to the end of the link.</summary>
    public FrameLedger Frames { get; }

    /// <summary>What reached the broker.</summary>
    public DeliveryLedger Deliveries { get; }

    /// <summary>What happened.</summary>
    public TraceLog Trace { get; }

    /// <summary>Power cuts so far.</summary>
    public int PowerCuts { get; private set; }

    /// <summary>Plugs the gateway in and schedules what the scenario has.</summary>
    public void Start()
    {
        Gateway.PowerOn();
        Traffic.Start(Meters);
        foreach (var outage in _scenario.Broker.Outages)
        {
            At(outage.AtNs, () => Broker.SetUp(false));
            At(outage.AtNs + outage.ForNs, () => Broker.SetUp(true));
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
                Gateway.Run();
            }
        }

        Frames.Settle(Time.NowNs);
    }

    /// <summary>Stops the meters and lets the gateway finish: until nothing waits, or <see cref="DrainNs"/>.</summary>
    public void Drain()
    {
        Traffic.Stop();
        var endNs = Time.NowNs + DrainNs;
        while (Time.NowNs < endNs && !IsDrained)
        {
            RunUntil(Time.NowNs + 1_000_000_000);
        }

        RunUntil(Time.NowNs + 1_500_000_000);
        Broker.Drain(() => false);
    }

    /// <summary>Whether the gateway has nothing left to do.</summary>
    public bool IsDrained =>
        Gateway.Firmware is { } firmware && firmware.Link.ReadyCount == 0 && firmware.Store.IsSettled
        && firmware.Uplink.IsDrained && Chip.Receiver.Arriving.Count == 0;

    /// <summary>What is known of each meter.</summary>
    public MeterProgress ProgressOf(RadioMeter meter) =>
        _progressByMeter.GetValueOrDefault(meter) ?? new MeterProgress(meter, 0, -1, 0, null);

    /// <summary>Fills a report with the state of things.</summary>
    public Report CreateReport(bool isFinal)
    {
        return new ReportBuilder(this, _scenario).Build(isFinal);
    }

    /// <summary>Whether a telegram, in upper-case hex, came out of the link at any time.</summary>
    public bool WasDecoded(string telegramHex) =>
        telegramHex.Length > 2 && _decodedContents.Contains(telegramHex[2..].ToUpperInvariant());

    /// <inheritdoc/>
    public void Dispose() => Broker.Dispose();

    private Medium CreateMedium()
    {
        var air = _scenario.Air;
        return new Medium(Time, Random)
        {
            PathLossExponent = air.PathLossExponent,
            ShadowingDb = air.ShadowingDb,
            NoiseFigureDb = air.NoiseFigureDb,
            CaptureDb = air.CaptureDb,
            NoiseFalseSyncs = air.NoiseFalseSyncs,
        };
    }

    /// <summary>The commissioning step: puts the configuration where the firmware looks for it.</summary>
    private void WriteConfig()
    {
        var document = ConfigDocument.Create(_scenario.Gateway, Broker.Host, Broker.Port);
        Flash.Drive('I').Files[ConfigFile.Name] = document;
    }

    private void OnBooting(SimulatedBoard board)
    {
        var cost = new BoardBlockingCost(board);
        Flash.Cost = board.ChargeBlocking;
        board.Network = () => Broker.CreateConnection(cost);

        // A time server answers a second after the first question.
        board.TimeSync = () => Time.Schedule(Time.NowNs + 1_000_000_000, () =>
        {
            board.SetUnixMs(UnixMs(Time.NowNs));
            board.Signal();
        });
    }

    private long UnixMs(long simulatedNs) =>
        new DateTimeOffset(_scenario.StartUtc, TimeSpan.Zero).ToUnixTimeMilliseconds() + (simulatedNs / 1_000_000);

    /// <summary>Pulls the plug now; not from within an event. <see cref="SimulatedGateway.RestorePower"/> puts it
    /// back.</summary>
    public void PullPlug()
    {
        PowerCuts++;
        Trace.Note("power", 0);
        Frames.PowerCut();
        Gateway.PowerOff();
        Broker.CutConnections();
    }

    private void OnFrameEnded(LinkStatus status, byte[] content, Transmission transmission)
    {
        if (status != LinkStatus.Ok)
        {
            return;
        }

        _decodedContents.Add(Convert.ToHexString(content));
        if (transmission?.Tag is SentFrame { Meter: not null } frame)
        {
            var before = ProgressOf(frame.Meter);
            _progressByMeter[frame.Meter] = before with
            {
                HeardCount = before.HeardCount + 1,
                LastHeardNs = Time.NowNs,
                LastRssiDbm = Gateway.Firmware.Link.LastRssiDbm,
                LastTelegram = frame.Telegram,
            };
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
