// One request and its reply. The port is looked at when the next bytes can be there and not before: the shape
// says how many are missing, the line speed how long those take. A reply of 100 bytes costs a handful of
// steps at any speed, and the exchange ends with the reply's last byte.

using Gateway.Core;

namespace Gateway.Wired
{
    /// <summary>Sends a request and collects the reply in whole chunks. Made once for each line.</summary>
    public sealed partial class SerialExchange
    {
        /// <summary>Longest request and longest reply, in bytes.</summary>
        public const int MaxBytes = 512;

        // Below this the loop would do little else than look at the port.
        private const long ShortestPollUs = 1000;

        // UART drivers buffer 256 bytes: longer replies are taken in parts.
        private const int LongestWaitBytes = 64;

        private const int WakeChunkBytes = 64;
        private const int StrayBytes = 256;

        private const int AheadBytes = 16;

        // How often to look while garbage goes on.
        private const int HeaderBytes = 4;

        // Looking just too early costs a whole byte: the clocks of two devices differ by up to 2 %, and a
        // time is rounded.
        private const int MarginBits = 2;

        private readonly LineOptions _options;
        private readonly byte[] _stray = new byte[StrayBytes];
        private readonly byte[] _wake = new byte[WakeChunkBytes];
        private SerialSettings _settings;
        private LineTiming _timing;
        private IReplyShape _shape;
        private byte _wakeValue;
        private int _wakeBytes;
        private long _wakePauseUs;
        private int _echoMissing;
        private bool _requestSent;
        private bool _garbled;
        private bool _isJudging;
        private ExchangeResult _ending;
        private long _garbledUntilUs;
        private long _sentUs;
        private long _lastByteUs;
        private long _lateUs;
        private long _lastLookUs;
        private int _heldBytes;
        private int _proofs;

        // The port: a field, for the loop's sake. Who listens to the line stands before it.
        internal ISerialPort Port;

        /// <summary>An exchange over a port.</summary>
        public SerialExchange(ISerialPort port, LineOptions options)
        {
            Port = port;
            _options = options;
            _heldBytes = options.HeldBytes;
        }

        /// <summary>The request, [0, <see cref="RequestCount"/>); filled by the task.</summary>
        public byte[] Request { get; } = new byte[MaxBytes];

        /// <summary>Bytes of <see cref="Request"/>, 0 .. MaxBytes.</summary>
        public int RequestCount { get; set; }

        /// <summary>The reply, [0, <see cref="ReplyCount"/>), echo removed; valid until the next
        /// exchange.</summary>
        public byte[] Reply { get; } = new byte[MaxBytes];

        /// <summary>Bytes of <see cref="Reply"/>; may be more than the shape asked for when a slave sends
        /// more.</summary>
        public int ReplyCount { get; private set; }

        /// <summary>How it ended; Incomplete until then.</summary>
        public ExchangeResult Result { get; private set; }

        /// <summary>From the request's last bit to the reply's first, in microseconds, by the first look that
        /// found bytes; 0 without a reply.</summary>
        public long AnswerUs { get; private set; }

        /// <summary>When the last bytes were taken, in microseconds since boot.</summary>
        public long LastByteUs
        {
            get { return _lastByteUs; }
        }

        /// <summary>Not sent at or after this, in microseconds since boot. Set behind <see cref="Prepare"/>,
        /// which takes it back. A field, for the slice's sake.</summary>
        internal long NotAfterUs;

        /// <summary>When to step again.</summary>
        public long NextWakeUs { get; private set; }

        /// <summary>Line settings of this exchange.</summary>
        public SerialSettings Settings
        {
            get { return _settings; }
        }

        /// <summary>Timing of this exchange.</summary>
        public LineTiming Timing
        {
            get { return _timing; }
        }

        /// <summary>Bytes that go out, wake-up included.</summary>
        public int SentBytes { get; private set; }

        /// <summary>Says how the request in <see cref="Request"/> is to be sent.</summary>
        /// <param name="settings">Line settings.</param>
        /// <param name="timing">Limits in time.</param>
        /// <param name="shape">Length of the reply; null when none is expected.</param>
        public void Prepare(SerialSettings settings, LineTiming timing, IReplyShape shape)
        {
            _settings = settings;
            _timing = timing;
            _shape = shape;
            _wakeBytes = 0;
            NotAfterUs = long.MaxValue;
        }

        /// <summary>Sends bytes before the request, for slaves that sleep; between <see cref="Prepare"/> and
        /// the start.</summary>
        /// <param name="value">The byte, usually 0 or 55h.</param>
        /// <param name="count">How many, 0 .. 4096.</param>
        public void WakeWith(byte value, int count)
        {
            for (int i = 0; i < WakeChunkBytes && value != _wakeValue; i++)
            {
                _wake[i] = value;
            }

            _wakeValue = value;
            _wakeBytes = count;
            _wakePauseUs = 0;
        }

        /// <summary>As the other, with a pause between these bytes and the request, in
        /// microseconds.</summary>
        public void WakeWith(byte value, int count, long pauseUs)
        {
            WakeWith(value, count);
            _wakePauseUs = pauseUs;
        }

        /// <summary>Sends.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="mustDrop">What lies unread in the port is dropped; false = nothing does.</param>
        internal void Start(long nowUs, bool mustDrop)
        {
            ReplyCount = 0;
            AnswerUs = 0;
            SentBytes = 0;
            _echoMissing = 0;
            _garbled = false;
            _isJudging = false;
            _ending = ExchangeResult.Incomplete;
            _requestSent = false;
            Result = ExchangeResult.Incomplete;
            if (nowUs >= NotAfterUs)
            {
                Fail(ExchangeResult.Expired);
                return;
            }

            _lateUs = _options.LatencyUs + _settings.BytesUs(_heldBytes);
            if (mustDrop)
            {
                Port.Discard();
            }

            _sentUs = nowUs;
            SendNext();
        }

        /// <summary>Takes what nobody has asked for.</summary>
        /// <returns>Bytes taken.</returns>
        internal int TakeStray()
        {
            return Port.Read(_stray, 0, StrayBytes);
        }

        /// <summary>Nothing is sent.</summary>
        /// <param name="result">Why: PortFailed or Expired.</param>
        internal void Fail(ExchangeResult result)
        {
            ReplyCount = 0;
            SentBytes = 0;
            Result = result;
        }

        /// <summary>Goes on. One chunk at most is taken from the port.</summary>
        /// <returns>Whether the exchange has ended.</returns>
        internal bool Step(long nowUs)
        {
            if (Result != ExchangeResult.Incomplete)
            {
                return true;
            }

            if (nowUs < NextWakeUs)
            {
                return false;
            }

            if (!_requestSent)
            {
                if (_options.Echo)
                {
                    TakeEcho(nowUs);
                }

                SendNext();
                return Result != ExchangeResult.Incomplete;
            }

            if (_shape == null)
            {
                return End(ExchangeResult.Ok);
            }

            if (_ending != ExchangeResult.Incomplete)
            {
                return End(_ending);
            }

            return _isJudging ? Judge(nowUs) : _echoMissing > 0 ? StepEcho(nowUs) : StepReply(nowUs);
        }
    }
}
