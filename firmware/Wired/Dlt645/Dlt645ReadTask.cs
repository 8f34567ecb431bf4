// A reading of one meter: its registers one after another, follow-up frames included. The edition is learned
// with the first answer; a block that the meter refuses is read as single registers, now and from then on. A
// meter that is silent is given up after the first register.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Reads registers of one meter. Set <see cref="Meter"/> and the identifiers, queue
    /// it.</summary>
    public sealed partial class Dlt645ReadTask : ILineTask
    {
        /// <summary>Forward active energy: each meter of its edition has it.</summary>
        public const uint Probe2007 = 0x00010000;

        /// <summary>The same in the 1997 edition.</summary>
        public const uint Probe1997 = 0x9010;

        private const int MaxElements = 24;

        private readonly Dlt645Master _master;
        private readonly IDlt645Listener _listener;
        private readonly RegisterInfo _info = new RegisterInfo();
        private Step _step;
        private bool _isAsked;
        private bool _isJudged;
        private Dlt645Result _judged;
        private Dlt645Edition _edition;
        private int _item;
        private int _tries;
        private int _more;
        private bool _isSingle;
        private int _element;
        private int _elements;
        private bool _isOver;
        private bool _isHeard;
        private long _failedIdentifier;
        private int _errorWord;
        private int _answered;
        private int _failed;

        /// <summary>A reading, to be used again and again.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="listener">Takes the answers; may be null.</param>
        public Dlt645ReadTask(Dlt645Master master, IDlt645Listener listener)
        {
            _master = master;
            _listener = listener;
        }

        private enum Step
        {
            Probe,
            Item,
            Ask,
            More,
            End,
        }

        /// <summary>The meter.</summary>
        public Dlt645Meter Meter { get; set; }

        /// <summary>Identifiers, blocks allowed; those of 2007 are translated for a meter of 1997.</summary>
        public uint[] Identifiers { get; set; }

        /// <summary>How many of them, 1 .. Identifiers.Length.</summary>
        public int Count { get; set; }

        /// <summary>Ok when each identifier was answered; else the first other result.</summary>
        public Dlt645Result Result { get; private set; }

        /// <summary>When the line was given to it, in microseconds since boot.</summary>
        public long BeginUs { get; private set; }

        /// <summary>The answer that is being collected.</summary>
        public Dlt645Answer Answer { get; } = new Dlt645Answer();

        /// <inheritdoc/>
        public long ResumeUs { get; private set; }

        /// <inheritdoc/>
        public void Begin(long nowUs)
        {
            BeginUs = nowUs;
            Result = Dlt645Result.Ok;
            _failedIdentifier = -1;
            _errorWord = 0;
            _answered = 0;
            _failed = 0;
            _isAsked = false;
            _isJudged = false;
            _isOver = false;
            _isHeard = false;
            _item = 0;
            _tries = 0;
            _isSingle = false;
            bool isKnown = Meter.Edition != Dlt645Edition.Unknown;
            _edition = isKnown ? Meter.Edition : Dlt645Edition.Edition2007;
            _step = isKnown ? Step.Item : Step.Probe;
        }

        /// <inheritdoc/>
        public LineVerb Next(SerialExchange exchange, long nowUs)
        {
            if (_isAsked)
            {
                _isAsked = false;
                _judged = _master.Judge(exchange);
                _isJudged = true;
                if (exchange.Result == ExchangeResult.Ok)
                {
                    // An answer is read in one slice and used in the next.
                    ResumeUs = nowUs;
                    return LineVerb.Wait;
                }
            }

            if (_isJudged)
            {
                _isJudged = false;
                Take(exchange, _judged, nowUs);

                // The listener has made a record of it, or another way is to be tried: a slice of its own.
                ResumeUs = nowUs;
                return LineVerb.Wait;
            }

            if (_step == Step.Item)
            {
                ChooseItem(nowUs);
                if (_isSingle)
                {
                    // Looking for an element of a block is a slice of its own.
                    ResumeUs = nowUs;
                    return LineVerb.Wait;
                }
            }

            switch (_step)
            {
                case Step.Probe:
                    uint probe = _edition == Dlt645Edition.Edition1997 ? Probe1997 : Probe2007;
                    _master.Read(exchange, _edition, Meter.RateIndex, Meter.Address, probe);
                    break;
                case Step.Ask:
                    _master.Read(exchange, _edition, Meter.RateIndex, Meter.Address, Answer.Identifier);
                    break;
                case Step.More:
                    _master.ReadMore(exchange, _edition, Meter.RateIndex, Meter.Address, Answer.Identifier,
                        _more);
                    break;
                case Step.End:
                    return LineVerb.Done;
                default:
                    // Identifiers that need no asking: one a slice.
                    ResumeUs = nowUs;
                    return LineVerb.Wait;
            }

            _isAsked = true;
            return LineVerb.Send;
        }

        private void Take(SerialExchange exchange, Dlt645Result result, long nowUs)
        {
            bool isAnswer = result == Dlt645Result.Ok || result == Dlt645Result.Refused;
            if (isAnswer)
            {
                _isHeard = true;
                Meter.WasHeard = true;
                Meter.Answers++;
                Meter.AnsweredAs = _master.Frame.Address;
                _tries = 0;
            }
            else
            {
                Meter.Failures++;
                if (++_tries <= _master.Options.Repeats && result != Dlt645Result.PortFailed)
                {
                    return;
                }

                _tries = 0;
            }

            if (_step == Step.Probe)
            {
                TakeProbe(result, isAnswer);
            }
            else if (result == Dlt645Result.Ok)
            {
                TakeData(exchange, nowUs);
            }
            else
            {
                TakeFailure(result, nowUs);
            }
        }

        private void TakeProbe(Dlt645Result result, bool isAnswer)
        {
            if (isAnswer)
            {
                Meter.Edition = _edition;
                _step = Step.Item;
            }
            else if (_edition == Dlt645Edition.Edition2007 && result != Dlt645Result.PortFailed)
            {
                _edition = Dlt645Edition.Edition1997;
            }
            else
            {
                GiveUp(result);
            }
        }

        private void TakeData(SerialExchange exchange, long nowUs)
        {
            Dlt645Frame frame = _master.Frame;
            int skip = _edition == Dlt645Edition.Edition1997 ? 2 : 4;
            int tail = _step == Step.More && _edition == Dlt645Edition.Edition2007 ? 1 : 0;
            if (tail == 1 && frame.Data[frame.DataCount - 1] != _more)
            {
                EndItem(Dlt645Result.WrongAnswer, nowUs);
                return;
            }

            if (!Answer.TryAdd(exchange.Reply, frame, skip, tail) ||
                (frame.HasMore && _more >= _master.Options.MoreFrames))
            {
                EndItem(Dlt645Result.TooLong, nowUs);
                return;
            }

            if (frame.HasMore)
            {
                _more++;
                _step = Step.More;
                return;
            }

            if (!_isSingle && IsBlock(Answer.Identifier))
            {
                Meter.LearnBlock(Answer.Identifier, true);
            }

            EndItem(Dlt645Result.Ok, nowUs);
        }

        private void TakeFailure(Dlt645Result result, long nowUs)
        {
            bool isRefused = result == Dlt645Result.Refused;
            Answer.ErrorWord = isRefused ? _master.Frame.ErrorWord : 0;
            bool isBlock = !_isSingle && _step == Step.Ask && IsBlock(Answer.Identifier);
            bool mayBeUnknown = (isRefused && (Answer.ErrorWord & Dlt645Error.Password) == 0) ||
                (result == Dlt645Result.Silent && Meter.WasHeard && !Meter.HasBlock(Answer.Identifier));
            if (isBlock && mayBeUnknown)
            {
                // Some meters say nothing to what they do not know: the single registers tell.
                StartSingles(isRefused);
                return;
            }

            if (_isSingle && isRefused && _elements > 0)
            {
                // The last element was the one before.
                EndBlock();
                return;
            }

            EndItem(result, nowUs);
            if (result == Dlt645Result.Silent && !_isHeard)
            {
                GiveUp(result);
            }
            else if (_isSingle && result == Dlt645Result.Silent && _elements > 1)
            {
                EndBlock();
            }
        }
    }
}
