// A reading: reach the slave, REQ_UD2 until it has no more telegrams. When a slave becomes silent it is tried
// once in every way that is known to help some slave; what helped is remembered for it and costs no other
// slave anything. As long as it stays silent it costs the standard's repeats from then on.

using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Reads one slave. Set <see cref="MBusSlaveTask.Slave"/>, queue it, read
    /// <see cref="MBusTask.Result"/>.</summary>
    public sealed partial class MBusReadTask : MBusSlaveTask
    {
        private const int LongHeaderBytes = 12;
        private const int SlowMarginMs = 150;
        private const int RecordsPerSlice = 28;
        private const int RecordsAtOnce = 14;
        private const int NoSum = -1;

        private readonly IMBusListener _listener;
        private readonly RecordWalk _walk = new RecordWalk();
        private State _state;
        private MBusWay _way;
        private MBusResult _firstResult;
        private bool _isDisturbed;
        private long _slowestUs;
        private int _firstSum;
        private bool _isWalking;
        private int _sum;

        /// <summary>A reading, to be used again and again.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="listener">Takes the telegrams; may be null.</param>
        public MBusReadTask(MBusMaster master, IMBusListener listener)
            : base(master)
        {
            _listener = listener;
        }

        private enum State
        {
            Begin,
            Reaching,
            Requested,
            Received,
            Quiet,
        }

        /// <summary>Ask for class 1 data (alarms) instead of readings.</summary>
        public bool IsClass1 { get; set; }

        /// <summary>Telegrams received.</summary>
        public int Telegrams { get; private set; }

        /// <summary>The slave announced more telegrams than it was asked for.</summary>
        public bool IsBounded { get; private set; }

        /// <summary>Code of an application error (the byte behind CI 70h); −1 = none.</summary>
        public int ErrorCode { get; private set; }

        /// <summary>When the slave was asked first, in microseconds since boot.</summary>
        public long AskedUs { get; private set; }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            _state = State.Begin;
            _way = MBusWay.Standard;
            _isDisturbed = false;
            Telegrams = 0;
            IsBounded = false;
            ErrorCode = -1;
            AskedUs = nowUs;
        }

        /// <inheritdoc/>
        protected override LineVerb Advance(SerialExchange exchange, long nowUs)
        {
            switch (_state)
            {
                case State.Begin:
                    if (nowUs < Master.Slaves.AllowedUs(Slave))
                    {
                        return Finish(MBusResult.TooEarly);
                    }

                    return Try(Master.Options.Repeats, nowUs);
                case State.Quiet:
                    return Try(0, nowUs);
                case State.Received:
                    ResumeUs = nowUs;
                    if (_isWalking)
                    {
                        Walk(RecordsPerSlice);
                        return LineVerb.Wait;
                    }

                    return UseTelegram(exchange, nowUs);
                case State.Reaching:
                    Measure();
                    return Reach(nowUs);
                default:
                    Measure();
                    return Master.Result == MBusResult.Ok
                        ? LookAt(exchange, nowUs)
                        : Fail(exchange, Master.Result, nowUs);
            }
        }

        private LineVerb Try(int repeats, long nowUs)
        {
            _slowestUs = 0;
            _state = State.Reaching;
            int timeoutMs = _way == MBusWay.Slow ? Master.Options.SlowestAnswerMs : 0;
            StartReach(MBusWays.TraitsOf(_way), repeats, timeoutMs);
            return Reach(nowUs);
        }

        private LineVerb Reach(long nowUs)
        {
            if (TryReach(out MBusResult result))
            {
                return LineVerb.Send;
            }

            return result == MBusResult.Ok ? Request() : Fail(null, result, nowUs);
        }

        private LineVerb Request()
        {
            _state = State.Requested;
            int control = IsClass1 ? MBusCField.ReqUd1 : MBusCField.ReqUd2;
            Master.AskData(control | Master.Slaves.FcbOf(Slave), Address, Wanted, Repeats);
            return LineVerb.Send;
        }

        // The walk over the records comes in slices.
        private LineVerb LookAt(SerialExchange exchange, long nowUs)
        {
            Remember(nowUs);
            _walk.Begin(Master.Frame, exchange.Reply);
            _isWalking = !IsClass1;
            _sum = NoSum;
            _state = State.Received;
            ResumeUs = nowUs;
            if (_isWalking)
            {
                Walk(RecordsAtOnce);
            }

            return LineVerb.Wait;
        }

        private void Walk(int records)
        {
            _isWalking = _walk.TrySkip(records);
        }

        private LineVerb UseTelegram(SerialExchange exchange, long nowUs)
        {
            MBusSlaves slaves = Master.Slaves;
            MBusFrame frame = Master.Frame;
            bool hasMore = !IsClass1 && _walk.MoreFollows;
            if (hasMore)
            {
                if (_sum == NoSum)
                {
                    _sum = SumOf(exchange.Reply, frame);
                    return LineVerb.Wait;
                }

                if (Telegrams > 0 && _sum == _firstSum)
                {
                    // The first one again: it has no end, and this is how many there are.
                    slaves.SetTelegrams(Slave, Telegrams);
                    return Stop();
                }

                _firstSum = Telegrams == 0 ? _sum : _firstSum;
            }

            if (_listener != null)
            {
                _listener.Telegram(this, Telegrams, exchange.Reply, frame.Count, nowUs);
            }

            Telegrams++;
            if (!hasMore)
            {
                return Finish(MBusResult.Ok);
            }

            int limit = slaves.TelegramsOf(Slave);
            limit = limit == 0 || limit > Master.Options.MaxTelegrams ? Master.Options.MaxTelegrams : limit;
            return Telegrams >= limit ? Stop() : Request();
        }

        // In the middle of the slave's telegrams: SND_NKE brings it back to the first one.
        private LineVerb Stop()
        {
            IsBounded = true;
            Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
            return Finish(MBusResult.Ok);
        }

        // An answer: what helped is kept.
        private void Remember(long nowUs)
        {
            MBusSlaves slaves = Master.Slaves;
            slaves.Asked(Slave, nowUs);
            slaves.ToggleFcb(Slave);
            slaves.Reset(Slave, MBusTraits.Tried);
            if (_way != MBusWay.Standard)
            {
                slaves.Set(Slave, MBusWays.TraitsOf(_way));
                if (_way == MBusWay.Slow)
                {
                    int neededMs = (int)(_slowestUs / 1000);
                    slaves.SetTimeoutMs(Slave, neededMs + (neededMs >> 2) + SlowMarginMs);
                }

                _way = MBusWay.Standard;
            }

            int primary = Master.Frame.Address;
            if (slaves.PrimaryOf(Slave) == MBusSlaves.NoPrimary && primary <= MBusSlaves.MaxPrimary)
            {
                slaves.SetPrimary(Slave, primary);
            }
        }

        private LineVerb Fail(SerialExchange exchange, MBusResult result, long nowUs)
        {
            MBusSlaves slaves = Master.Slaves;
            if (result == MBusResult.ApplicationError)
            {
                slaves.ToggleFcb(Slave);
                ErrorCode = Master.Frame.DataCount > 0 && exchange != null
                    ? exchange.Reply[Master.Frame.DataOffset] : 0;
                return Finish(result);
            }

            if (result == MBusResult.NoData)
            {
                slaves.ToggleFcb(Slave);
                return Finish(result);
            }

            slaves.Reset(Slave, MBusTraits.FcbKnown);
            _firstResult = _way == MBusWay.Standard ? result : _firstResult;
            _isDisturbed |= result == MBusResult.Garbled || result == MBusResult.EchoWrong;

            // A late acknowledge is unexpected, or comes into the echo of the repeat: a slow slave, too.
            bool isSilent = result == MBusResult.Silent || result == MBusResult.NotSelectable
                || result == MBusResult.Unexpected || result == MBusResult.EchoWrong
                || _way != MBusWay.Standard;
            if (Telegrams > 0 || !isSilent || !Master.Options.Learns || slaves.Has(Slave, MBusTraits.Tried))
            {
                return Finish(_way == MBusWay.Standard ? result : _firstResult);
            }

            return TryNextWay(nowUs);
        }

        private void Measure()
        {
            if (Master.AnswerUs > _slowestUs)
            {
                _slowestUs = Master.AnswerUs;
            }
        }

        // Tells telegrams apart by their records; the header has a counter.
        private static int SumOf(byte[] reply, MBusFrame frame)
        {
            int sum = frame.DataCount;
            int end = frame.DataOffset + frame.DataCount;
            int i = frame.DataOffset + LongHeaderBytes;

            // Four at a time: the loop itself costs the interpreter as much as two bytes.
            for (int last = end - 4; i <= last; i += 4)
            {
                sum = (sum * 31) + reply[i] + (reply[i + 1] << 8) + (reply[i + 2] << 16)
                    + (reply[i + 3] << 24);
            }

            for (; i < end; i++)
            {
                sum = (sum * 31) + reply[i];
            }

            return sum & int.MaxValue;
        }
    }
}
