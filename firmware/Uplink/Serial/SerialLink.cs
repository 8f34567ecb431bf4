// The way out of a board without a network: a UART to a computer that runs the host bridge (SPEC.md). The
// board begins every session, with a number that it draws; whatever belongs to another session is not looked
// at. A publish is acknowledged when the bridge has it on its disk, or further. Nothing blocks: Step reads a
// chunk or sends one frame. Session
// holds the MQTT side, Input what comes from the bridge, Trace what it may listen to.

using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink.Links;

namespace Gateway.Uplink.Serial
{
    /// <summary>The serial way out.</summary>
    public sealed partial class SerialLink : IUplinkLink, ILinkTime
    {
        private const int ChunkBytes = 64;
        private const int BusyPollUs = 5_000;
        private const int IdlePollUs = 40_000;

        private readonly SerialOptions _options;
        private readonly SerialSettings _settings;
        private readonly ISerialPort _port;
        private readonly IRecordQueue _log;
        private readonly LoopWorker _worker = new LoopWorker();
        private readonly FrameInput _input = new FrameInput(ChunkBytes);
        private readonly SegmentSender _sender;
        private readonly SegmentReceiver _receiver;
        private readonly byte[] _frame = new byte[SerialFrame.MaxWireBytes];

        private long _nowUs;
        private bool _isOpen;
        private uint _sessionId;
        private long _heardUs;
        private long _saidUs;
        private long _helloUs;
        private long _readUs;
        private bool _resets;

        /// <summary>A link at rest.</summary>
        /// <param name="port">The UART.</param>
        /// <param name="log">What the bridge is told about the log.</param>
        /// <param name="entropy">Differs from boot to boot.</param>
        public SerialLink(SerialOptions options, ISerialPort port, IRecordQueue log, uint entropy)
        {
            _options = options;
            _port = port;
            _log = log;
            _sessionId = entropy;
            _settings = new SerialSettings(options.BaudRate, 8, SerialParity.None, 1);
            long windowUs = _settings.BytesUs(options.SendWindow * SerialFrame.MaxWireBytes);
            _sender = new SegmentSender(
                (options.RetryMs * 1000) + (int)windowUs, (options.RetryCapMs * 1000) + (int)windowUs);
            _receiver = new SegmentReceiver(options.MaxMessageBytes);
        }

        /// <inheritdoc/>
        public string Name => "serial";

        /// <inheritdoc/>
        public IWorker Worker => _worker;

        /// <summary>What it is doing.</summary>
        public SerialState State { get; private set; }

        /// <summary>What it has done.</summary>
        public SerialCounters Counters { get; } = new SerialCounters();

        /// <summary>Segments that were sent again. Wraps.</summary>
        public int Repeats => _sender.Repeats;

        /// <summary>What came from the line and was no frame. Wraps.</summary>
        public int Damaged => _input.Damaged;

        /// <inheritdoc/>
        public LinkHealth Health =>
            State == SerialState.Online || State == SerialState.Joining ? LinkHealth.Up
            : _hasFailed && !_isOpen ? LinkHealth.Down : LinkHealth.Unknown;

        /// <inheritdoc/>
        public string Trouble => !_hasFailed ? null
            : _isOpen ? "no bridge answers on the serial port" : "the serial port does not open";

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (_resets)
                {
                    return 0;
                }

                if (State == SerialState.Idle)
                {
                    return long.MaxValue;
                }

                if (!_input.IsEmpty || _sender.HasSegment || _receiver.OwesAck)
                {
                    return 0;
                }

                return _readUs < _helloUs || State != SerialState.Greeting ? _readUs : _helloUs;
            }
        }

        /// <inheritdoc/>
        public string TimeSource => "bridge";

        /// <inheritdoc/>
        public bool TryGetUnixMs(long nowUs, out long unixMs)
        {
            unixMs = _clockUnixMs + ((nowUs - _clockAtUs) / 1000);
            return _clockUnixMs != 0;
        }

        /// <inheritdoc/>
        public IMqttSession Create()
        {
            return new SerialSession(this);
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _nowUs = nowUs;
            if (_resets)
            {
                Send(SerialFrame.Seal(_frame, SerialFrame.Reset, _sessionId, 0, 0));
                _resets = false;
            }
            else if (State != SerialState.Idle)
            {
                StepSession();
            }
        }

        private void StepSession()
        {
            if (_input.IsEmpty && _nowUs >= _readUs)
            {
                int count = _port.Read(_input.Chunk, 0, ChunkBytes);
                _input.Filled(count);
                bool isBusy = _sender.IsBusy || count > 0 || State != SerialState.Online;
                _readUs = count == ChunkBytes ? _nowUs : _nowUs + (isBusy ? BusyPollUs : IdlePollUs);
            }

            if (!_input.IsEmpty)
            {
                int dataBytes = _input.Find();
                if (dataBytes >= 0)
                {
                    Take(_input.Frame, dataBytes);
                }

                return;
            }

            if (State == SerialState.Greeting)
            {
                StepGreeting();
            }
            else if (_nowUs - _heardUs >= _options.SilenceMs * 1000L)
            {
                Lose();
            }
            else
            {
                StepSending();
            }
        }

        private void StepGreeting()
        {
            if (_nowUs >= _attemptDueUs)
            {
                Fail(MqttConnectStatus.Unreachable);
            }
            else if (_nowUs >= _helloUs)
            {
                _helloUs = _nowUs + (_options.HelloMs * 1000L);
                Send(SerialFrame.Seal(_frame, SerialFrame.Hello, _sessionId, 0, WriteHello()));
            }
        }

        private void StepSending()
        {
            if (State == SerialState.Joining && _nowUs >= _attemptDueUs)
            {
                Fail(MqttConnectStatus.TimedOut);
                return;
            }

            _sender.Check(_nowUs);
            if (_receiver.OwesAck || _nowUs - _saidUs >= _options.AliveMs * 1000L)
            {
                byte kind = _receiver.OwesGap ? SerialFrame.Gap : SerialFrame.Ack;
                if (Send(SerialFrame.Seal(_frame, kind, _sessionId, _receiver.Wanted, 0)))
                {
                    _receiver.AckSent();
                }
            }
            else if (_sender.HasSegment && Send(_sender.Fill(_frame, _sessionId)))
            {
                _sender.Sent(_nowUs);
            }
        }

        // A port that is full takes it at the next look.
        private bool Send(int count)
        {
            bool isSent = _port.Write(_frame, 0, count);
            if (isSent)
            {
                _saidUs = _nowUs;
                Counters.FramesSent++;
            }

            return isSent;
        }
    }
}
