// The wired side as one stage of the loop: its lines and the commands, one slice of one of them a step, so
// that the radio is looked at in between.
using Gateway.Commands;
using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;

namespace Gateway.App.Readout
{
    /// <summary>All wired lines, and the commands, which for the most part are about them.</summary>
    public sealed class WiredStage : IStage
    {
        private readonly LineStage[] _lines;
        private readonly CommandDispatcher _commands;
        private readonly EventLog _events;
        private int _turn;
        private long _wakeUs;

        /// <summary>Opens the ports and makes the lines.</summary>
        /// <param name="board">Its ports, files and workers.</param>
        /// <param name="setup">What the gateway is made with.</param>
        /// <param name="store">Gets readings and events.</param>
        /// <param name="clock">Stamps them.</param>
        public WiredStage(IBoard board, ConcentratorSetup setup, LogStore store, WallClock clock)
        {
            _lines = new LineStage[setup.Lines.Length];
            _events = _lines.Length == 0 ? null : new EventLog(store, clock);
            JobMemory jobs = _lines.Length == 0 ? null : new JobMemory(board.Files, board.FileWorker);
            LineLog log = new LineLog(store, clock, _events, jobs);
            for (int i = 0; i < _lines.Length; i++)
            {
                _lines[i] = setup.Lines[i].Create(board.OpenSerial(setup.Lines[i].Port), log);
            }
            if (_lines.Length > 0)
            {
                // All commands so far are about lines: without one their memory is spared.
                _commands = CreateCommands(board, setup, clock);
            }
        }

        /// <summary>The lines.</summary>
        public LineStage[] Lines
        {
            get { return _lines; }
        }

        /// <summary>Takes commands and gives answers; null when there is no line.</summary>
        public CommandDispatcher Commands
        {
            get { return _commands; }
        }

        /// <summary>The gateway's own events; null when there is no line.</summary>
        public EventLog Events
        {
            get { return _events; }
        }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            // Asked in every pass of the loop; only a message comes from outside a step.
            get { return _commands != null && _commands.IsWoken ? 0 : _wakeUs; }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (_commands == null)
            {
                _wakeUs = long.MaxValue;
                return;
            }

            _commands.IsWoken = false;
            StepOne(nowUs);
            _wakeUs = _commands.NextWakeUs;
            for (int i = 0; i < _lines.Length; i++)
            {
                long wakeUs = _lines[i].NextWakeUs;
                _wakeUs = wakeUs < _wakeUs ? wakeUs : _wakeUs;
            }
        }

        private CommandDispatcher CreateCommands(IBoard board, ConcentratorSetup setup, WallClock clock)
        {
            LineService service = new LineService(_lines, board.Clock);
            Command[] commands =
            {
                new ReadCommand(service), new TransparentCommand(service),
                new ControlCommand(service, _events), new SearchCommand(service),
            };
            CommandSetup commandSetup = setup.Commands;
            commandSetup.Worker = board.NetworkWorker;
            commandSetup.Clock = clock;
            commandSetup.Guard = new ReplayGuard(board.Files, board.FileWorker);
            string root = new Topics(setup.Uplink.TopicPrefix, setup.GatewayId).CommandRoot;
            return new CommandDispatcher(setup.GatewayId, root, commands, commandSetup);
        }

        private void StepOne(long nowUs)
        {
            for (int i = 0; i < _lines.Length; i++)
            {
                _turn = _turn + 1 < _lines.Length ? _turn + 1 : 0;
                if (_lines[_turn].NextWakeUs <= nowUs)
                {
                    _lines[_turn].Step(nowUs);
                    return;
                }
            }

            if (_commands.NextWakeUs <= nowUs)
            {
                _commands.Step(nowUs);
            }
        }
    }
}
