// A SIMCom A76xx / SIM7600 whose firmware speaks MQTT, on a UART: finds it, switches it on, waits for a
// network, connects, publishes with QoS 1, and starts all over when anything is odd. Every attempt begins
// with "AT", so there is one path for a fresh modem, one that rebooted and one that was left connected by
// an earlier life of this board. Nothing blocks: Step sends or reads one chunk. What each state may do next
// is in the partial files: Steps (order of the commands), Session (the MQTT side), Trouble (what went
// wrong), Recovery (what is done then).

using Gateway.Core;
using Gateway.Uplink.Links;

namespace Gateway.Uplink.Modem
{
    /// <summary>The 4G way out.</summary>
    public sealed partial class ModemDriver : IUplinkLink, ILinkTime, IAtListener
    {
        private const long SecondUs = 1_000_000;

        private readonly ModemOptions _options;
        private readonly AtChannel _channel;
        private readonly ModemCommands _commands;
        private readonly ModemFacts _facts = new ModemFacts();
        private readonly ModemPower _power;
        private readonly ModemInbox _inbox;
        private readonly LoopWorker _worker = new LoopWorker();

        private long _nowUs;
        private bool _isStarted;
        private ModemStep _step;
        private ModemStep _next;
        private long _nextUs;
        private int _tries;
        private long _heartbeatUs;
        private long _clockDueUs;
        private long _clockUnixMs;
        private long _clockAtUs;

        /// <summary>A driver at rest; it begins with the first step.</summary>
        /// <param name="port">The modem's UART.</param>
        /// <param name="key">The power key, high = pressed; null when it cannot be reached.</param>
        /// <param name="reset">The reset line, high = reset; null when it cannot be reached.</param>
        /// <param name="supply">Switches the modem's supply, high = on; null when there is no switch.</param>
        public ModemDriver(
            ModemOptions options, ISerialPort port, IOutputPin key, IOutputPin reset, IOutputPin supply)
        {
            _options = options;
            SerialSettings settings = new SerialSettings(options.BaudRate, 8, SerialParity.None, 1);
            _channel = new AtChannel(port, settings, this, Counters);
            _commands = new ModemCommands(options);
            _power = new ModemPower(key, reset, supply);
            _inbox = new ModemInbox(options.MaxMessageBytes, Counters);
            _cycleWaitUs = options.CycleMs * 1000L;
        }

        /// <inheritdoc/>
        public string Name => "modem";

        /// <inheritdoc/>
        public IWorker Worker => _worker;

        /// <summary>What it is doing.</summary>
        public ModemState State { get; private set; }

        /// <summary>What was wrong last; None again when a connection stands.</summary>
        public ModemTrouble LastTrouble { get; private set; }

        /// <inheritdoc/>
        public string Trouble => ModemTroubleText.Of(LastTrouble);

        /// <summary>What it has done.</summary>
        public ModemCounters Counters { get; } = new ModemCounters();

        /// <summary>Received power; 0 = not known.</summary>
        public int RssiDbm => _facts.RssiDbm;

        /// <summary>Whether the network is a foreign one.</summary>
        public bool IsRoaming => _facts.Registration == ModemFacts.Roaming;

        /// <inheritdoc/>
        public LinkHealth Health =>
            State == ModemState.Standby || State == ModemState.Connecting || State == ModemState.Online
                || State == ModemState.Closing ? LinkHealth.Up
            : LastTrouble == ModemTrouble.None ? LinkHealth.Unknown : LinkHealth.Down;

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (!_isStarted)
                {
                    return 0;
                }

                if (_power.IsActive)
                {
                    return _power.DueUs;
                }

                long wakeUs = _channel.NextWakeUs;
                return _channel.IsBusy ? wakeUs : _step != ModemStep.None ? 0
                    : _nextUs < wakeUs ? _nextUs : wakeUs;
            }
        }

        /// <inheritdoc/>
        public string TimeSource => "modem";

        /// <summary>The time of the mobile network, to the second.</summary>
        /// <inheritdoc/>
        public bool TryGetUnixMs(long nowUs, out long unixMs)
        {
            unixMs = _clockUnixMs + ((nowUs - _clockAtUs) / 1000);
            return _clockUnixMs != 0;
        }

        /// <inheritdoc/>
        public IMqttSession Create()
        {
            return new ModemSession(this);
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _nowUs = nowUs;
            if (!_isStarted)
            {
                Begin();
            }
            else if (_power.IsActive)
            {
                StepPower();
            }
            else
            {
                StepDialogue();
            }
        }

        void IAtListener.OnLine(byte[] line, int length)
        {
            bool isMqtt = length > 5 && line[2] == 'M' && line[3] == 'Q';
            if (isMqtt)
            {
                if (!_inbox.Take(line, length, _channel, _listener, _nowUs))
                {
                    TakeReport(line, length);
                }
            }
            else if (_facts.Take(line, length, _commands))
            {
                return;
            }
            else if (AtText.Starts(line, length, "*ATREADY") || AtText.Is(line, length, "RDY"))
            {
                OnBooted();
            }
            else
            {
                Counters.UnknownLines++;
            }
        }

        void IAtListener.OnBlock()
        {
        }

        private void Begin()
        {
            _isStarted = true;
            State = ModemState.Setup;
            if (_channel.Open())
            {
                // It may be on: this board restarts more often than its modem.
                BeginSync(BlindTries, 0);
            }
            else
            {
                Restart(ModemTrouble.NoAnswer);
            }
        }

        private void StepPower()
        {
            _power.Step(_nowUs);
            if (!_power.IsActive)
            {
                _channel.Reset();
                _channel.Open();
                _isDirty = false;
                State = ModemState.Setup;
                BeginSync(BootTries, 0);
            }
        }

        private void StepDialogue()
        {
            bool wasBusy = _channel.IsBusy;
            _channel.Step(_nowUs);
            if (_isAttemptRunning && _nowUs >= _attemptDueUs)
            {
                FailAttempt(State == ModemState.Registering ? ModemTrouble.NoNetwork
                    : State == ModemState.Connecting ? ModemTrouble.BrokerTimedOut : ModemTrouble.NoAnswer);
            }

            if (_channel.IsBusy || wasBusy)
            {
                // What follows from an answer is a slice of its own.
                return;
            }

            if (_step != ModemStep.None)
            {
                ModemStep ended = _step;
                _step = ModemStep.None;
                End(ended, _channel.Outcome);
            }
            else if (_nowUs >= _nextUs)
            {
                Advance();
            }
        }

        /// <summary>A step is to be begun.</summary>
        private void Go(ModemStep step, long delayUs)
        {
            _next = step;
            _nextUs = _nowUs + delayUs;
        }

        /// <summary>Another try of the same step, up to a number of them.</summary>
        /// <returns>false when that was the last.</returns>
        private bool Retry(ModemStep step, int most, long delayUs)
        {
            _tries++;
            if (_tries >= most)
            {
                _tries = 0;
                return false;
            }

            Go(step, delayUs);
            return true;
        }

        private void Start(ModemStep step)
        {
            _facts.Forget(step);
            _step = step;
            _commands.Begin(_channel, step, _nowUs);
        }
    }
}
