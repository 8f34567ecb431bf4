// A line serves one task at a time from its first request to its last reply, in the order in which they
// were queued; nothing is ever sent in between. Who goes first is the business of whoever queues. Between a
// reply and the next request every pass of the loop is lost time, so what is cheap is done in one step.

using Gateway.Core;

namespace Gateway.Wired
{
    /// <summary>One wired line as a stage of the loop.</summary>
    public sealed class WiredLine : IStage
    {
        // A device that never stops sending does not stop the line.
        private const long LongestStrayUs = 2000000;

        private const int StrayBytes = 3;

        // A longer reply is judged in a slice of its own; so is what went wrong, as nothing is lost by that.
        private const int CheapBytes = 120;

        private readonly ILineListener _listener;
        private readonly SerialExchange _exchange;
        private readonly long _latencyUs;
        private readonly ILineTask[] _queue;
        private int _first;
        private LineState _state;
        private SerialSettings _settings;
        private long _quietUs;
        private long _lastStepUs;
        private long _strayUntilUs;

        /// <summary>A line that has nothing to do.</summary>
        /// <param name="port">Its port; configured with the first exchange.</param>
        /// <param name="options">What is special about it.</param>
        /// <param name="listener">Is told about tasks that ended; may be null.</param>
        public WiredLine(ISerialPort port, LineOptions options, ILineListener listener)
        {
            _listener = listener;
            _exchange = new SerialExchange(port, options);
            _latencyUs = options.LatencyUs;
            _queue = new ILineTask[options.QueueLength];
        }

        private enum LineState
        {
            Idle,
            Taking,
            Asking,
            Waiting,
            Quiet,
            Exchanging,
        }

        /// <inheritdoc/>
        public long NextWakeUs { get; private set; } = long.MaxValue;

        /// <summary>Counters since start.</summary>
        public LineCounters Counters { get; } = new LineCounters();

        /// <summary>Its port; whoever listens to the line stands before it.</summary>
        public ISerialPort Port { get => _exchange.Port; set => _exchange.Port = value; }

        /// <summary>The task that has the line; null when it is free.</summary>
        public ILineTask Current { get; private set; }

        /// <summary>Tasks that wait.</summary>
        public int QueuedCount { get; private set; }

        /// <summary>Whether no task runs or waits.</summary>
        public bool IsIdle
        {
            get { return Current == null && QueuedCount == 0; }
        }

        /// <summary>Puts a task behind those that wait.</summary>
        /// <returns>False when the queue is full.</returns>
        public bool TryEnqueue(ILineTask task)
        {
            if (QueuedCount == _queue.Length)
            {
                Counters.Refused++;
                return false;
            }

            int slot = _first + QueuedCount;
            _queue[slot < _queue.Length ? slot : slot - _queue.Length] = task;
            QueuedCount++;
            if (_state == LineState.Idle)
            {
                NextWakeUs = 0;
            }

            return true;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (_state != LineState.Idle)
            {
                Counters.BusyUs += nowUs - _lastStepUs;
            }

            _lastStepUs = nowUs;
            switch (_state)
            {
                case LineState.Idle:
                case LineState.Taking:
                    TakeNext(nowUs);
                    break;
                case LineState.Waiting:
                case LineState.Asking:
                    Ask(nowUs);
                    break;
                case LineState.Quiet:
                    Send(nowUs);
                    break;
                default:
                    if (_exchange.Step(nowUs))
                    {
                        EndExchange(nowUs);
                        if (_exchange.ReplyCount <= CheapBytes && _exchange.Result == ExchangeResult.Ok)
                        {
                            Ask(nowUs);
                        }
                    }
                    else
                    {
                        NextWakeUs = _exchange.NextWakeUs;
                    }

                    break;
            }
        }

        private void TakeNext(long nowUs)
        {
            if (QueuedCount == 0)
            {
                NextWakeUs = long.MaxValue;
                return;
            }

            Current = _queue[_first];
            _queue[_first] = null;
            _first = _first + 1 < _queue.Length ? _first + 1 : 0;
            QueuedCount--;
            Current.Begin(nowUs);
            Go(LineState.Asking, nowUs);
            Ask(nowUs);
            if (_state == LineState.Quiet)
            {
                // The line was quiet while the reading before was used.
                Send(nowUs);
            }
        }

        private void Ask(long nowUs)
        {
            if (nowUs < NextWakeUs)
            {
                return;
            }

            switch (Current.Next(_exchange, nowUs))
            {
                case LineVerb.Send:
                    _strayUntilUs = nowUs + LongestStrayUs;

                    // Sent in a slice of its own: behind a reply the line has to be quiet first in any case.
                    Go(LineState.Quiet, nowUs < _quietUs ? _quietUs : nowUs);
                    break;
                case LineVerb.Wait:
                    Go(LineState.Waiting, Current.ResumeUs);
                    break;
                default:
                    EndTask(nowUs);
                    break;
            }
        }

        private void EndTask(long nowUs)
        {
            ILineTask ended = Current;
            Current = null;
            Counters.Tasks++;
            if (_listener != null)
            {
                _listener.TaskEnded(this, ended, nowUs);
            }

            if (QueuedCount > 0)
            {
                Go(LineState.Taking, nowUs);
            }
            else
            {
                Go(LineState.Idle, long.MaxValue);
            }
        }

        private void Send(long nowUs)
        {
            if (nowUs < NextWakeUs)
            {
                return;
            }

            bool isStray = _settings != null && _exchange.TakeStray() > 0;
            if (isStray && nowUs < _strayUntilUs)
            {
                // Somebody still sends: what is left of a reply that was garbled.
                Counters.Strays++;
                long quietUs = _exchange.Timing.IdleUs;
                long leastUs = _settings.BytesUs(StrayBytes);
                Go(LineState.Quiet, nowUs + _latencyUs + (quietUs > leastUs ? quietUs : leastUs));
                return;
            }

            if (!_exchange.Settings.Same(_settings))
            {
                _settings = _exchange.Settings;
                if (!_exchange.Port.Configure(_settings))
                {
                    _settings = null;
                    _exchange.Fail(ExchangeResult.PortFailed);
                    EndExchange(nowUs);
                    return;
                }

                // A slice of its own: it is seldom, and takes as long as the rest.
                Go(LineState.Quiet, nowUs);
                return;
            }

            _exchange.Start(nowUs, isStray);
            if (_exchange.Result != ExchangeResult.Incomplete)
            {
                EndExchange(nowUs);
                return;
            }

            Go(LineState.Exchanging, _exchange.NextWakeUs);
        }

        private void EndExchange(long nowUs)
        {
            LineTiming timing = _exchange.Timing;

            // After silence the line has been quiet for long enough. Behind an echo that is wrong the reply
            // may still come: it was the converter that lost a byte, not the meter.
            ExchangeResult result = _exchange.Result;
            _quietUs = result == ExchangeResult.Silence ? nowUs
                : nowUs + timing.IdleUs
                    + (result == ExchangeResult.EchoWrong ? timing.FirstByteUs + _latencyUs : 0);
            Count(timing);
            Go(LineState.Asking, nowUs);
        }

        private void Count(LineTiming timing)
        {
            LineCounters counters = Counters;
            counters.Exchanges++;
            counters.SentBytes += _exchange.SentBytes;
            counters.ReceivedBytes += _exchange.ReplyCount;
            bool isSilent = _exchange.Result == ExchangeResult.Silence;
            counters.MinimumUs += (isSilent ? timing.FirstByteUs : timing.MinimumUs)
                + _exchange.Settings.BytesUs(_exchange.SentBytes + _exchange.ReplyCount);
            switch (_exchange.Result)
            {
                case ExchangeResult.Ok:
                    counters.Ok++;
                    break;
                case ExchangeResult.Silence:
                    counters.Silent++;
                    break;
                case ExchangeResult.Garbled:
                    counters.Garbled++;
                    break;
                case ExchangeResult.Truncated:
                    counters.Truncated++;
                    break;
                case ExchangeResult.EchoWrong:
                    counters.EchoWrong++;
                    break;
                case ExchangeResult.Expired:
                    break;
                default:
                    counters.PortFailed++;
                    break;
            }
        }

        private void Go(LineState state, long wakeUs)
        {
            _state = state;
            NextWakeUs = wakeUs;
        }
    }
}
