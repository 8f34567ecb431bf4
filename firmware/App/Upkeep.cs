// The rare things: proof of a new configuration, and restarts that were asked for. Looks up once a second,
// for lamps and button more often.
using Gateway.App.Panel;
using Gateway.Commands;
using Gateway.Config;
using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;

namespace Gateway.App
{
    /// <summary>Looks after the gateway itself.</summary>
    public sealed class Upkeep : IStage, IRestart, IJob
    {
        private const long PeriodUs = 1000000;
        private const long BusyPeriodUs = 20000;
        private const long SleepyPeriodUs = 30000000;

        // For answers to go out and the log to be on file; whoever waits longer waits for nobody.
        private const long PatienceUs = 10000000;

        private readonly IBoard _board;
        private readonly Concentrator _firmware;
        private long _periodicUs;
        private string _cause;
        private long _restartUs = long.MaxValue;
        private bool _isNoted;
        private bool _isNoting;
        private byte[] _state;

        /// <summary>Nothing is due.</summary>
        /// <param name="board">Restarts, and keeps the cause.</param>
        /// <param name="setup">What the board is used for.</param>
        /// <param name="firmware">What is looked after.</param>
        public Upkeep(IBoard board, ConcentratorSetup setup, Concentrator firmware)
        {
            _board = board;
            _firmware = firmware;
            // A lamp takes more than everything else on a battery.
            PanelWires wires = setup.Wake != null ? null : board.OpenPanel(BoardUse.Of(setup));
            bool hasBadConfig = setup.Configs != null && setup.Configs.Problem != null;
            Panel = wires == null ? null : new FrontPanel(wires, firmware, CallPanel, hasBadConfig);
        }

        /// <inheritdoc/>
        public long NextWakeUs { get; private set; }

        /// <summary>Lamps, button and supply warning; null where the board has none.</summary>
        public FrontPanel Panel { get; private set; }

        /// <inheritdoc/>
        public bool TryRestart(string cause, long atUs)
        {
            if (_restartUs != long.MaxValue)
            {
                return false;
            }

            _cause = cause;
            _restartUs = atUs;
            return true;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            long panelUs = Panel == null ? long.MaxValue : Panel.Step(NextWakeUs == 0, nowUs);
            if (nowUs >= _periodicUs)
            {
                Look(nowUs);
                bool isBusy = _restartUs != long.MaxValue || _firmware.Config.IsBusy;
                _periodicUs = nowUs
                    + (isBusy ? BusyPeriodUs : _firmware.MaySleep ? SleepyPeriodUs : PeriodUs);
            }

            NextWakeUs = panelUs < _periodicUs ? panelUs : _periodicUs;
        }

        // From an interrupt. Should the loop set the time in this very moment, what the call is about
        // is found when the lamp changes, seconds later.
        private void CallPanel()
        {
            NextWakeUs = 0;
            _firmware.Uplink.WakeLoop?.Invoke();
        }

        private void Look(long nowUs)
        {
            if (_restartUs == long.MaxValue)
            {
                StepConfig(nowUs);
            }
            else if (nowUs >= _restartUs)
            {
                StepRestart(nowUs);
            }
        }

        /// <summary>A command has asked for something: no waiting for the next second.</summary>
        public void Wake()
        {
            NextWakeUs = 0;
            _periodicUs = 0;
        }

        /// <inheritdoc/>
        public void Run()
        {
            NoteCause(_cause);
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            _isNoted = true;
        }

        /// <summary>A wipe that nobody has ordered yet.</summary>
        internal Wipe MakeWipe()
        {
            return new Wipe(_board.Files, _board.FileWorker);
        }

        /// <summary>Leaves a note for the next start. Blocks.</summary>
        /// <param name="cause">Why there will be one.</param>
        public void NoteCause(string cause)
        {
            ResetCause.Note(_board.Files, _firmware.Clock.Boot, cause);
        }

        private void StepConfig(long nowUs)
        {
            ConfigChange config = _firmware.Config;
            if (_firmware.Uplink.IsAnnounced)
            {
                config.Prove();
            }

            config.Step(nowUs, ConnectText.Of(_firmware.Uplink.LastStatus));
            if (config.Payload != _state)
            {
                _state = config.Payload;
                _firmware.Uplink.PublishStates();
            }

            if (config.IsArmed || config.IsGivenUp)
            {
                TryRestart(config.IsArmed ? "config" : "config rolled back", nowUs);
            }
        }

        private void StepRestart(long nowUs)
        {
            if (_isNoted || nowUs >= _restartUs + (2 * PatienceUs))
            {
                _board.Reboot();
                return;
            }

            LogStore store = _firmware.Store;
            bool isReady = store.IsSettled && !_firmware.Commands.IsTalking;
            if (!isReady && nowUs < _restartUs + PatienceUs)
            {
                store.Flush();
            }
            else if (!_isNoting)
            {
                _isNoting = _board.FileWorker.TryStart(this);
            }
        }
    }
}
