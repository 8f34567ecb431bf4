// Which commands this gateway takes: the one list of them.
using Gateway.App.Readout;
using Gateway.Commands;
using Gateway.Core;
using Gateway.Uplink;

namespace Gateway.App
{
    /// <summary>Makes the dispatcher, and each command when one comes.</summary>
    public sealed class CommandFactory : ICommandCatalogue
    {
        // Of an answer, beside a part of the configuration.
        private const int EnvelopeBytes = 256;

        private readonly Concentrator _parts;
        private readonly RefusalLog _refusals;
        private readonly string _gatewayId;
        private readonly Wipe _wipe;
        private readonly int _answerBytes;
        private readonly bool _hasKey;
        private readonly LineService _lines; // null: there are no lines
        private readonly IBoard _board;
        private readonly uint _rulesCheck;
        private readonly ScheduleService _schedule; // null: there are no lines
        private MeterService _meters; // made when the first one asks

        private CommandFactory(IBoard board, ConcentratorSetup setup, Concentrator parts)
        {
            _board = board;
            _rulesCheck = setup.RulesCheck;
            _parts = parts;
            _refusals = new RefusalLog(parts.Events);
            _gatewayId = setup.GatewayId;
            _wipe = new Wipe(board.Files, board.FileWorker);
            _answerBytes = setup.Commands.AnswerBytes;
            _hasKey = setup.Commands.Key != null;
            if (setup.Lines.Length > 0)
            {
                _lines = new LineService(parts.Wired, board.Clock);
                _schedule = new ScheduleService(board, setup, parts.Wired, parts.Clock);
                _schedule.Load();
            }
        }

        /// <summary>Makes the dispatcher.</summary>
        /// <param name="board">Its files, workers and clock.</param>
        /// <param name="setup">Key, sizes, prefix.</param>
        /// <param name="parts">What commands act on.</param>
        /// <param name="clock">Says what has expired.</param>
        public static CommandDispatcher Create(
            IBoard board, ConcentratorSetup setup, Concentrator parts, WallClock clock)
        {
            CommandSetup commandSetup = setup.Commands;
            commandSetup.Worker = board.NetworkWorker;
            commandSetup.Clock = clock;
            commandSetup.Events = parts.Events;
            commandSetup.Guard = new ReplayGuard(board.Files, board.FileWorker);
            string root = new Topics(setup.Uplink.TopicPrefix, setup.GatewayId).CommandRoot;
            CommandFactory catalogue = new CommandFactory(board, setup, parts);
            return new CommandDispatcher(setup.GatewayId, root, catalogue, commandSetup);
        }

        private MeterService Meters
        {
            get { return _meters = _meters ?? new MeterService(_board, _rulesCheck, _parts); }
        }

        /// <inheritdoc/>
        public Command Make(string name)
        {
            switch (name)
            {
                case "time":
                    return new TimeCommand(_parts.Time);
                case "config":
                    return new ConfigCommand(_parts.Config, _answerBytes - EnvelopeBytes);
                case "reboot":
                    return new RebootCommand(_parts.Upkeep, _refusals);
                case "wipe":
                    return new WipeCommand(_gatewayId, _wipe, _parts.Upkeep, _refusals);
                case "config-part":
                    return new ConfigPartCommand(_parts.Config);
                case "log":
                    return new LogCommand(_parts.Events.Ring, _parts.Clock);
                case "survey":
                    return new SurveyCommand(Meters);
                case "meters":
                    return new MetersCommand(Meters, _refusals);
                case "update":
                    return new UpdateCommand(_parts.Update);
                case "update-chunk":
                    return new UpdateChunkCommand(_parts.Update);
                default:
                    return _lines == null ? null : MakeWired(name);
            }
        }

        private Command MakeWired(string name)
        {
            switch (name)
            {
                case "read":
                    return new ReadCommand(_lines);
                case "transparent":
                    return new TransparentCommand(_lines, _refusals, _hasKey);
                case "control":
                    return new ControlCommand(_lines, _refusals);
                case "schedule":
                    return new ScheduleCommand(_schedule, _refusals);
                case "search":
                    return new SearchCommand(_lines);
                case "commission":
                    return new CommissionCommand(_lines, _refusals);
                default:
                    return null;
            }
        }
    }
}
