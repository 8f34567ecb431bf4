// One request and its reply. The port is looked at when the next bytes can be there and not before: the shape
// says how many are missing, the line speed how long those take. A reply of 100 bytes costs a handful of steps
// at any speed, and the exchange ends with the reply's last byte.

using Gateway.Core;

namespace Gateway.Wired
{
    /// <summary>Sends a request and collects the reply in whole chunks. Made once for each line.</summary>
    public sealed class SerialExchange
    {
        /// <summary>Longest request and longest reply, in bytes.</summary>
        public const int MaxBytes = 512;

        // Below this the loop would do little else than look at the port.
        private const long ShortestPollUs = 1000;

        // UART drivers buffer 256 bytes: longer replies are taken in parts.
        private const int LongestWaitBytes = 64;

        private const int WakeChunkBytes = 64;

        private const int AheadBytes = 16;

        // How often to look while garbage goes on.
        private const int HeaderBytes = 4;

        // Looking just too early costs a whole byte: the clocks of two devices differ by up to 2 %, and a
        // time is rounded.
        private const int MarginBits = 2;

        private readonly ISerialPort _port;
        private readonly LineOptions _options;
        private readonly byte[] _wake = new byte[WakeChunkBytes];
        private SerialSettings _settings;
        private LineTiming _timing;
        private IReplyShape _shape;
        private int _wakeBytes;
        private int _echoMissing;
        private bool _requestSent;
        private bool _garbled;
        private long _sentUs;
        private long _lastByteUs;

        /// <summary>An exchange over a port.</summary>
        public SerialExchange(ISerialPort port, LineOptions options)
        {
            _port = port;
            _options = options;
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
        }

        /// <summary>Sends bytes before the request, for slaves that sleep; between <see cref="Prepare"/> and
        /// the start.</summary>
        /// <param name="value">The byte, usually 0 or 55h.</param>
        /// <param name="count">How many, 0 .. 4096.</param>
        public void WakeWith(byte value, int count)
        {
            for (int i = 0; i < WakeChunkBytes; i++)
            {
                _wake[i] = value;
            }

            _wakeBytes = count;
        }

        /// <summary>Sends. What lay unread in the port is dropped.</summary>
        internal void Start(long nowUs)
        {
            ReplyCount = 0;
            AnswerUs = 0;
            SentBytes = 0;
            _echoMissing = 0;
            _garbled = false;
            _requestSent = false;
            Result = ExchangeResult.Incomplete;
            _port.Discard();
            _sentUs = nowUs;
            SendNext();
        }

        /// <summary>The port cannot be used.</summary>
        internal void Fail()
        {
            ReplyCount = 0;
            SentBytes = 0;
            Result = ExchangeResult.PortFailed;
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

            return _echoMissing > 0 ? StepEcho(nowUs) : StepReply(nowUs);
        }

        private void SendNext()
        {
            bool isWake = _wakeBytes > 0;
            int count = isWake ? (_wakeBytes < WakeChunkBytes ? _wakeBytes : WakeChunkBytes) : RequestCount;
            if (!_port.Write(isWake ? _wake : Request, 0, count))
            {
                Result = ExchangeResult.PortFailed;
                return;
            }

            if (isWake)
            {
                _wakeBytes -= count;
            }
            else
            {
                _requestSent = true;
            }

            SentBytes += count;
            _echoMissing += _options.Echo ? count : 0;
            _sentUs += _settings.BytesUs(count);
            _lastByteUs = _sentUs;
            if (!_requestSent)
            {
                // The next part follows without a pause.
                NextWakeUs = _sentUs - _settings.BytesUs(count < AheadBytes ? count : AheadBytes);
                return;
            }

            int first = _shape == null ? 0 : _shape.Missing(Reply, 0);
            NextWakeUs = _sentUs + (first > 0 ? _settings.BytesUs(1) + WaitUs(first) : 0);
        }

        // The echo of a wake-up that is longer than the driver's buffer is read while it is being sent.
        private void TakeEcho(long nowUs)
        {
            int taken = _port.Read(Reply, 0, MaxBytes);
            _echoMissing -= taken;
            _lastByteUs = taken > 0 ? nowUs : _lastByteUs;
        }

        private bool StepEcho(long nowUs)
        {
            int taken = _port.Read(Reply, ReplyCount, MaxBytes - ReplyCount);
            ReplyCount += taken;
            if (taken == 0 && nowUs - _lastByteUs >= _timing.GapUs + _options.LatencyUs)
            {
                return End(ExchangeResult.EchoWrong);
            }

            _lastByteUs = taken > 0 ? nowUs : _lastByteUs;
            if (ReplyCount < _echoMissing)
            {
                NextWakeUs = nowUs + WaitUs(_echoMissing - ReplyCount);
                return false;
            }

            int from = _echoMissing - RequestCount;
            for (int i = 0; i < RequestCount; i++)
            {
                if (from + i >= 0 && Reply[from + i] != Request[i])
                {
                    return End(ExchangeResult.EchoWrong);
                }
            }

            ReplyCount -= _echoMissing;
            System.Array.Copy(Reply, _echoMissing, Reply, 0, ReplyCount);
            _echoMissing = 0;
            return ReplyCount > 0 ? Judge(nowUs) : StepReply(nowUs);
        }

        private bool StepReply(long nowUs)
        {
            int taken = _garbled
                ? _port.Read(Reply, 0, MaxBytes)
                : _port.Read(Reply, ReplyCount, MaxBytes - ReplyCount);
            if (taken == 0)
            {
                return StepQuiet(nowUs);
            }

            ReplyCount = _garbled ? taken : ReplyCount + taken;
            return Judge(nowUs);
        }

        private bool Judge(long nowUs)
        {
            if (AnswerUs == 0)
            {
                long answerUs = nowUs - _settings.BytesUs(ReplyCount) - _sentUs;
                AnswerUs = answerUs < 1 ? 1 : answerUs;
            }

            _lastByteUs = nowUs;
            int missing = _garbled ? ReplyLength.Garbled : _shape.Missing(Reply, ReplyCount);
            if (missing == ReplyLength.Complete)
            {
                return End(ExchangeResult.Ok);
            }

            if (missing < 0 || ReplyCount + missing > MaxBytes)
            {
                _garbled = true;
            }

            NextWakeUs = Bounded(nowUs + WaitUs(_garbled ? HeaderBytes : missing));
            return IsOver(nowUs) && End(_garbled ? ExchangeResult.Garbled : ExchangeResult.Truncated);
        }

        private bool StepQuiet(long nowUs)
        {
            bool hasBytes = ReplyCount > 0;
            long limitUs = (hasBytes ? _timing.GapUs : _timing.FirstByteUs) + _options.LatencyUs;
            long leftUs = _lastByteUs + limitUs - nowUs;
            if (leftUs <= 0 || IsOver(nowUs))
            {
                return End(!hasBytes ? ExchangeResult.Silence
                    : _garbled ? ExchangeResult.Garbled : ExchangeResult.Truncated);
            }

            long waitUs = WaitUs(_garbled ? HeaderBytes : _shape.Missing(Reply, ReplyCount));
            NextWakeUs = Bounded(nowUs + (waitUs < leftUs ? waitUs : leftUs));
            return false;
        }

        private long Bounded(long wakeUs)
        {
            return _timing.TotalUs > 0 && wakeUs > _sentUs + _timing.TotalUs
                ? _sentUs + _timing.TotalUs : wakeUs;
        }

        private bool IsOver(long nowUs)
        {
            return _timing.TotalUs > 0 && nowUs - _sentUs >= _timing.TotalUs;
        }

        private bool End(ExchangeResult result)
        {
            Result = result;
            return true;
        }

        private long WaitUs(int bytes)
        {
            if (bytes <= 0)
            {
                return 0;
            }

            int count = bytes < LongestWaitBytes ? bytes : LongestWaitBytes;
            long us = _settings.BitsUs((count * _settings.BitsPerByte) + MarginBits);
            return us < ShortestPollUs ? ShortestPollUs : us;
        }
    }
}
