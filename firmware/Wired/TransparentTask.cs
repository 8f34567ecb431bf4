// The transparent channel: bytes of the headend's go out as they are, what comes back is handed back as it
// is. It takes its turn between reads like any other task, with settings and timeouts of its own. The
// answer's length is not known, so a pause ends it.
using Gateway.Core;

namespace Gateway.Wired
{
    /// <summary>One request of the transparent channel. Made once and used again.</summary>
    public sealed class TransparentTask : ILineTask, IReplyShape
    {
        // The port is looked at every few bytes: a pause is noticed late by that at most.
        private const int LookBytes = 4;

        private const long MicrosecondsPerMs = 1000;

        // What a pause means in bytes when the request names one shorter than a byte: never cut inside one.
        private const int ShortestGapBytes = 2;

        private readonly LineTiming _timing = new LineTiming();
        private readonly byte[] _request = new byte[SerialExchange.MaxBytes];
        private readonly byte[] _reply = new byte[SerialExchange.MaxBytes];
        private SerialSettings _settings;
        private int _requestCount;
        private long _expiresUs;
        private bool _isSent;

        /// <summary>How it ended; Incomplete until then.</summary>
        public TransparentResult Result { get; private set; }

        /// <summary>Answer bytes, [0, <see cref="ReplyCount"/>); valid until the next
        /// <see cref="Set"/>.</summary>
        public byte[] Reply
        {
            get { return _reply; }
        }

        /// <summary>Number of answer bytes.</summary>
        public int ReplyCount { get; private set; }

        /// <summary>From the request's last bit to the answer's first, in microseconds; 0 without an
        /// answer.</summary>
        public long AnswerUs { get; private set; }

        /// <summary>What ended the answer, with Ok.</summary>
        public TransparentEnd EndedBy { get; private set; }

        /// <summary>When the request went out, in microseconds since boot; 0 when it did not.</summary>
        public long SentUs { get; private set; }

        /// <inheritdoc/>
        public long ResumeUs
        {
            get { return 0; }
        }

        /// <summary>Fills the request; not while it waits or runs.</summary>
        /// <param name="settings">Line settings for this request alone.</param>
        /// <param name="bytes">The request is copied from [offset, offset + count).</param>
        /// <param name="offset">First byte.</param>
        /// <param name="count">1 .. <see cref="SerialExchange.MaxBytes"/>.</param>
        /// <param name="totalMs">From the request's last bit to the end of the answer, in
        /// milliseconds.</param>
        /// <param name="gapMs">Longest pause between two bytes of the answer, in milliseconds; raised to
        /// two bytes' time.</param>
        /// <param name="expiresUs">Not sent at or after this time, in microseconds since boot.</param>
        /// <returns>False when the bytes are too many or none.</returns>
        public bool Set(
            SerialSettings settings, byte[] bytes, int offset, int count, int totalMs, int gapMs,
            long expiresUs)
        {
            if (count < 1 || count > SerialExchange.MaxBytes)
            {
                return false;
            }

            System.Array.Copy(bytes, offset, _request, 0, count);
            _requestCount = count;
            _settings = settings;
            _expiresUs = expiresUs;
            long leastGapUs = settings.BytesUs(ShortestGapBytes);
            long gapUs = gapMs * MicrosecondsPerMs;
            _timing.GapUs = gapUs < leastGapUs ? leastGapUs : gapUs;
            _timing.FirstByteUs = totalMs * MicrosecondsPerMs;
            _timing.TotalUs = _timing.FirstByteUs;

            // The next request of a protocol finds the line as quiet as after a frame of its own (EN
            // 13757-2: 33 bit times; DL/T 645 wants less).
            _timing.IdleUs = settings.BitsUs(33);
            _timing.MinimumUs = 0;
            Result = TransparentResult.Incomplete;
            ReplyCount = 0;
            AnswerUs = 0;
            SentUs = 0;
            return true;
        }

        /// <inheritdoc/>
        public void Begin(long nowUs)
        {
            _isSent = false;
        }

        /// <inheritdoc/>
        public LineVerb Next(SerialExchange exchange, long nowUs)
        {
            if (_isSent)
            {
                End(exchange, nowUs);
                return LineVerb.Done;
            }

            if (nowUs >= _expiresUs)
            {
                Result = TransparentResult.Expired;
                return LineVerb.Done;
            }

            _isSent = true;
            SentUs = nowUs;
            System.Array.Copy(_request, 0, exchange.Request, 0, _requestCount);
            exchange.RequestCount = _requestCount;
            exchange.Prepare(_settings, _timing, this);
            exchange.NotAfterUs = _expiresUs;
            return LineVerb.Send;
        }

        /// <inheritdoc/>
        public int Missing(byte[] buffer, int count)
        {
            int room = buffer.Length - count;
            return room < LookBytes ? room : LookBytes;
        }

        /// <inheritdoc/>
        public bool Finish(byte[] buffer, int count)
        {
            return true;
        }

        private void End(SerialExchange exchange, long nowUs)
        {
            ReplyCount = exchange.ReplyCount;
            AnswerUs = exchange.AnswerUs;
            EndedBy = exchange.Result == ExchangeResult.Ok ? TransparentEnd.Full
                : nowUs - exchange.LastByteUs < _timing.GapUs ? TransparentEnd.Timeout : TransparentEnd.Pause;
            switch (exchange.Result)
            {
                case ExchangeResult.Expired:
                    Result = TransparentResult.Expired;
                    SentUs = 0;
                    break;
                case ExchangeResult.PortFailed:
                    Result = TransparentResult.PortFailed;
                    SentUs = 0;
                    break;
                case ExchangeResult.EchoWrong:
                    Result = TransparentResult.EchoWrong;
                    break;
                default:
                    Result = ReplyCount > 0 ? TransparentResult.Ok : TransparentResult.Silence;
                    break;
            }

            if (Result == TransparentResult.Ok)
            {
                System.Array.Copy(exchange.Reply, 0, _reply, 0, ReplyCount);
            }
            else
            {
                ReplyCount = 0;
            }
        }
    }
}
