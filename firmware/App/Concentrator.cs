// The pipeline, top to bottom: radio -> link -> filter -> store -> uplink. Everything else in the
// firmware is a stage that knows its neighbours' value types at most; here they are joined, and here
// the loop's order is decided.

using Gateway.App.Battery;
using Gateway.App.Readout;
using Gateway.App.Tracing;
using Gateway.Commands;
using Gateway.Config;
using Gateway.Core;
using Gateway.Diagnostics;
using Gateway.Filter;
using Gateway.Installer;
using Gateway.Link;
using Gateway.Radio.Wake;
using Gateway.Store;
using Gateway.Update;
using Gateway.Uplink;

namespace Gateway.App
{
    /// <summary>The gateway's firmware above the board.</summary>
    public sealed partial class Concentrator
    {
        private readonly IBoard _board;
        private readonly IClock _clock;
        private readonly RadioBank _radios;
        private readonly IWorker _fileWorker;
        private readonly IWorker _networkWorker;
        private readonly IStage[] _stages = new IStage[SliceMeter.StageCount];
        private readonly int _stageCount;
        private readonly WallClock _wallClock;
        private readonly int _mostWaiting; // telegrams, while others have a turn
        private readonly TelegramPool _pool;
        private readonly SliceMeter _slices;
        private readonly TenantRules[] _tenants;

        /// <summary>Takes all the memory that the firmware will need. Nothing runs yet.</summary>
        /// <param name="board">Chips and services.</param>
        /// <param name="setup">What the stages are made with.</param>
        public Concentrator(IBoard board, ConcentratorSetup setup)
        {
            _board = board;
            _clock = board.Clock;
            _slices = new SliceMeter(_clock);
            _fileWorker = board.FileWorker;
            _networkWorker = board.NetworkWorker;
            RandomSource random = new RandomSource(RandomSource.SeedFrom(setup.GatewayId, board.Entropy));
            uint boots = BootCounter.Next(board.Files);
            setup.Uplink.BootCount = boots;
            _wallClock = new WallClock(boots);
            setup.Uplink.Clock = _wallClock;
            _pool = new TelegramPool(setup.Size.TelegramPoolSize, setup.Radios.Length);
            _mostWaiting = setup.Size.TelegramPoolSize / 4;
            Lines = OpenRadios(setup.Radios);
            Copies = new CopyCombiner(Pool, Lines);
            _radios = new RadioBank(Lines, Pool);
            MeterService.LoadList(board, setup);
            Filter = new TelegramFilter(setup.Size, setup.Filter, random.NextUInt());
            foreach (RadioLine line in Lines)
            {
                line.SetBadFrameSink(Filter.Sightings);
            }

            _tenants = setup.Tenants;
            Filter.SetTenants(_tenants);

            // What is written while it listens lies beside the log: on a card no erasing stops the loop.
            IFileStore files = setup.IsLogOnCard ? board.OpenCard() : board.Files;
            Store = new LogStore(files, _fileWorker, setup.Store);
            EventRing ring = new EventRing(files, _fileWorker, setup.Size.EventRingBytes);
            Events = new EventLog(Store, ring, _wallClock);
            Telegrams = new TelegramStage(Copies, Pool, Filter, Store, _wallClock);
            FirmwareStats stats = new FirmwareStats(this, board, _wallClock);
            Ways = LinkSetup.Create(board, setup, Store);
            Time = new Housekeeping(
                board.Time, Ways.Time, _wallClock,
                new ClockMemory(files, _fileWorker, _wallClock, boots), Events);
            setup.Uplink.Events = Events;
            Wired = new WiredStage(board, setup, new LineLog(board, setup, Store, _wallClock, Events));
            setup.Uplink.FirmwareVersion = board.FirmwareVersion;
            Update = OpenUpdate(board, setup);
            Config = new ConfigChange(
                setup.Configs ?? new ConfigStore(board.Files), _fileWorker, setup.ConfigUser, Events,
                setup.Size.MaxConfigBytes);
            Upkeep = new Upkeep(board, setup, this);
            Commands = CommandFactory.Create(board, setup, this, _wallClock);
            Uplink = new MqttUplink(setup.Uplink, Store, Ways.Links, random, stats, Commands);
            FirmwareStage firmware = new FirmwareStage(Update, Uplink, board.FirmwareVersion);
            Uplink.SetStates(new IStateSource[] { firmware, Config });
            Installer = InstallerFactory.Create(board, setup, this, _wallClock);
            if (setup.Wake != null)
            {
                Session = OpenSession((IBoardSleep)board, setup);
            }

            PlaceStages(firmware);
            _stageCount = CountStages();
            Ways.Serial?.SetTracing(new TraceStage(this, Ways.Serial, _clock));
        }

        private void PlaceStages(FirmwareStage firmware)
        {
            _stages[(int)StageId.Radio] = _radios;
            _stages[(int)StageId.Telegrams] = Telegrams;
            _stages[(int)StageId.Store] = Store;
            _stages[(int)StageId.Uplink] = Uplink;
            _stages[(int)StageId.Housekeeping] = Time;
            _stages[(int)StageId.Wired] = Wired;
            _stages[(int)StageId.Commands] = Commands;
            _stages[(int)StageId.Upkeep] = Upkeep;
            _stages[(int)StageId.Update] = Update == null ? (IStage)new NoStage() : firmware;
            _stages[(int)StageId.Installer] = Installer == null ? (IStage)new NoStage() : Installer;
            _stages[(int)StageId.Session] = Session;
        }

        /// <summary>The radios with their decoders, by their index.</summary>
        public RadioLine[] Lines { get; private set; }

        /// <summary>Telegrams between radios and filter.</summary>
        public TelegramPool Pool
        {
            get { return _pool; }
        }

        /// <summary>Merges what two radios have of one frame.</summary>
        public CopyCombiner Copies { get; private set; }

        /// <summary>Whether a frame is coming in at any radio.</summary>
        public bool IsReceiving
        {
            get { return _radios.IsReceiving; }
        }

        /// <summary>Filter with the meter table.</summary>
        public TelegramFilter Filter { get; private set; }

        /// <summary>Header, filter, append.</summary>
        public TelegramStage Telegrams { get; private set; }

        /// <summary>Stamps records.</summary>
        public WallClock Clock
        {
            get { return _wallClock; }
        }

        /// <summary>The gateway's own events.</summary>
        public EventLog Events { get; private set; }

        /// <summary>Follows the wall clock.</summary>
        public Housekeeping Time { get; private set; }

        /// <summary>The log.</summary>
        public LogStore Store { get; private set; }

        /// <summary>Wired lines.</summary>
        public WiredStage Wired { get; private set; }

        /// <summary>Takes commands and gives answers.</summary>
        public CommandDispatcher Commands { get; private set; }

        /// <summary>New firmware; null where the board has one slot for it.</summary>
        public FieldUpdate Update { get; private set; }

        /// <summary>The configuration and its changes.</summary>
        public ConfigChange Config { get; private set; }

        /// <summary>Restarts, and the proof of a new configuration.</summary>
        public Upkeep Upkeep { get; private set; }

        /// <summary>The installer's page and console; null without a code.</summary>
        public InstallerStage Installer { get; private set; }

        /// <summary>Network sessions and windows of a gateway on a battery; null on all others.</summary>
        public SessionStage Session { get; private set; }

        /// <summary>The links to the broker.</summary>
        public LinkSetup Ways { get; private set; }

        /// <summary>What goes to the broker.</summary>
        public MqttUplink Uplink { get; private set; }

        /// <summary>Longest time that each stage held the loop.</summary>
        public SliceMeter Slices
        {
            get { return _slices; }
        }

        /// <summary>Result of opening the log; appends are refused and counted when it is not
        /// open.</summary>
        public StoreStatus StoreStatus
        {
            get { return Store.Status; }
        }

        /// <summary>Opens the log and starts to listen and to connect. Blocks for as long as recovery
        /// takes.</summary>
        public void Start()
        {
            StoreStatus status = Store.Open(_board.Entropy);
            JsonWriter json = Events.Begin("start", EventLevel.Note);
            json.Name("boot");
            json.Number(_wallClock.Boot);
            json.Name("fw");
            json.String(_board.FirmwareVersion);
            json.Name("log");
            json.Word(status == StoreStatus.Ok ? "ok"
                : status == StoreStatus.Formatted ? "new" : "failed");
            Events.End(_clock.NowUs);
            TenantSetup.Open(_board, _tenants, this);
            Update?.Open(_clock.NowUs);
            Config.Start(_clock.NowUs);
            Session?.Start(_clock.NowUs);
            _radios.Start(_clock.NowUs);
            if (Session == null)
            {
                Uplink.Start(_clock.NowUs);
            }

            Installer?.Access.Open("start", _clock.NowUs);
        }

        /// <summary>Sends nothing for a while: the supply has warned, and what it still has is for the
        /// log. A network job under way goes on.</summary>
        internal void HoldUplink(bool isHeld)
        {
            _stages[(int)StageId.Uplink] = isHeld ? (IStage)new NoStage() : Uplink;
        }

        /// <summary>Where telegrams are taken: their stage, or one that looks at them first.</summary>
        internal void PlaceTelegrams(IStage stage)
        {
            _stages[(int)StageId.Telegrams] = stage;
        }

        private FieldUpdate OpenUpdate(IBoard board, ConcentratorSetup setup)
        {
            if (board.Updater.Status == UpdaterStatus.Unknown)
            {
                return null;
            }

            UpdateOptions options = new UpdateOptions();
            options.Key = setup.UpdateKey;
            options.Board = board.Model;
            options.RunningVersion = board.FirmwareVersion;
            return new FieldUpdate(board.Updater, board.Files, _fileWorker, Events, options);
        }

        private SessionStage OpenSession(IBoardSleep board, ConcentratorSetup setup)
        {
            WakePlan plan = new WakePlan(setup.Size.WakeMeters, setup.Wake);
            Lines[0].Wake = plan;
            Telegrams.Wake = new WakeKeeper(plan, _radios, Filter);
            return new SessionStage(
                this, board, setup.Session, _networkWorker, Telegrams.Wake,
                new WakeMemory(_board.Files, _fileWorker, plan));
        }

        // The last ones are optional: a stage that is not there shall cost no pass anything.
        private int CountStages()
        {
            return Session != null ? SliceMeter.StageCount
                : Installer != null ? (int)StageId.Session
                : Update != null ? (int)StageId.Installer : (int)StageId.Update;
        }

        private RadioLine[] OpenRadios(RadioSetup[] radios)
        {
            RadioLine[] lines = new RadioLine[radios.Length];
            for (int i = 0; i < lines.Length; i++)
            {
                lines[i] = new RadioLine(i, _board.OpenRadio(radios[i].Chip, i), radios[i], Pool);
            }

            return lines;
        }
    }
}
