// When a gateway on a battery has a network: at fixed times, when enough records wait, at once for an alarm.
// It starts and stops the uplink, which needs no change for that: what is not acknowledged stays in the log.

using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;

namespace Gateway.App.Battery
{
    /// <summary>Brings the network up in sessions, and looks after the list of meters.</summary>
    public sealed class SessionStage : IStage, IJob
    {
        private const long SecondUs = 1000000;
        private const long PollUs = 100000;
        private const long OffPollUs = 60 * SecondUs;

        private readonly Concentrator _firmware;
        private readonly IBoardSleep _board;
        private readonly IWorker _worker;
        private readonly SessionOptions _options;
        private readonly WakeKeeper _wake;
        private readonly WakeMemory _memory;
        private long _nowUs;
        private long _dueUs;
        private long _sinceUs;
        private long _quietUs;
        private long _retryUs;
        private bool _wantsOn;
        private bool _isStarted; // the job of the worker
        private bool _wasReached;
        private bool _isFailing; // the last session did not reach the broker

        /// <summary>Nothing runs yet.</summary>
        /// <param name="firmware">Its parts are driven.</param>
        /// <param name="board">Switches the network.</param>
        /// <param name="options">When; kept.</param>
        /// <param name="worker">The network worker.</param>
        /// <param name="wake">Is told how many meters are listed.</param>
        /// <param name="memory">Keeps what was learned.</param>
        public SessionStage(
            Concentrator firmware, IBoardSleep board, SessionOptions options, IWorker worker, WakeKeeper wake,
            WakeMemory memory)
        {
            _memory = memory;
            _firmware = firmware;
            _board = board;
            _worker = worker;
            _wake = wake;
            _options = options;
            _retryUs = _options.RetryUs;
        }

        /// <summary>What the network is doing.</summary>
        public SessionState State { get; private set; }

        /// <summary>Sessions in which the broker was reached, since boot.</summary>
        public uint Sessions { get; private set; }

        /// <summary>Sessions in which it was not.</summary>
        public uint Failures { get; private set; }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (State != SessionState.Off)
                {
                    return _nowUs + PollUs;
                }

                long pollUs = _nowUs + OffPollUs;
                return HasUrgent() && !_isFailing ? _nowUs : pollUs < _dueUs ? pollUs : _dueUs;
            }
        }

        /// <summary>The first session is at once: the wall clock is wanted, and a new configuration its
        /// proof.</summary>
        public void Start(long nowUs)
        {
            _nowUs = nowUs;
            _dueUs = nowUs;
            _wake.Look(nowUs);
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _nowUs = nowUs;
            switch (State)
            {
                case SessionState.Off:
                    _wake.Look(nowUs);
                    _memory.Look(nowUs);
                    if (nowUs >= _dueUs || (HasUrgent() && !_isFailing))
                    {
                        _wasReached = false;
                        _sinceUs = nowUs;
                        _firmware.Store.Flush();
                        Switch(true, SessionState.Rising);
                    }

                    break;
                case SessionState.Open:
                    StepOpen(nowUs);
                    break;
                case SessionState.Closing:
                    if (_firmware.Uplink.State == UplinkState.Idle)
                    {
                        Switch(false, SessionState.Falling);
                    }

                    break;
                default:
                    _isStarted = _isStarted || _worker.TryStart(this);
                    break;
            }
        }

        /// <inheritdoc/>
        public void Run()
        {
            _board.SetNetwork(_wantsOn);
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            _isStarted = false;
            if (State == SessionState.Rising)
            {
                // Without a network the uplink finds that out by itself.
                State = SessionState.Open;
                _quietUs = nowUs;
                _firmware.Uplink.Start(nowUs);
                _firmware.Uplink.Flush();
                return;
            }

            State = SessionState.Off;
            Plan(nowUs);
        }

        private void StepOpen(long nowUs)
        {
            MqttUplink uplink = _firmware.Uplink;
            bool isReached = uplink.IsAnnounced;
            _wasReached |= isReached;
            if (!isReached || !uplink.IsDrained || _firmware.Commands.IsTalking)
            {
                // What came since the flush at the start is committed meanwhile, or waits for the next.
                _quietUs = nowUs;
            }

            if (nowUs - _quietUs >= _options.LingerUs || nowUs - _sinceUs >= _options.LongestUs
                || (!_wasReached && nowUs - _sinceUs >= _options.ConnectUs))
            {
                uplink.Stop();
                State = SessionState.Closing;
            }
        }

        private void Switch(bool isOn, SessionState state)
        {
            _wantsOn = isOn;
            State = state;
            _isStarted = _worker.TryStart(this);
        }

        private void Plan(long nowUs)
        {
            _isFailing = !_wasReached;
            if (_wasReached)
            {
                Sessions++;
                _retryUs = _options.RetryUs;
                _dueUs = nowUs + _options.PeriodUs;
                return;
            }

            // Nobody there: the same again later and later, an alarm or not.
            Failures++;
            _dueUs = nowUs + _retryUs;
            _retryUs = _retryUs * 2 < _options.PeriodUs ? _retryUs * 2 : _options.PeriodUs;
        }

        private bool HasUrgent()
        {
            LogStore store = _firmware.Store;
            return store.PendingCount(RecordQueueKind.Alarms) > 0
                || store.PendingCount(RecordQueueKind.Bulk) >= _options.Records;
        }
    }
}
