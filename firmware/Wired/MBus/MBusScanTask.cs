// SND_NKE to one primary address after the other. Who acknowledges is read once for its secondary address;
// garbled answers are several slaves at one address, which only a search by secondary address tells apart.
// Answers that come later than the standard allows are noticed as in MBusSearchTask, and all begins again.

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Finds slaves by their primary addresses, at one speed and parity.</summary>
    public sealed class MBusScanTask : MBusTask
    {
        private readonly MeterAddress _unknown = new MeterAddress();
        private State _state;
        private bool _hasAddress;
        private MBusFoundState _addedState;
        private bool _isSuspended;
        private bool _isSecondLook;
        private bool _isLateHeard;
        private int _address;
        private long _turnEndUs;
        private long _calledUs;
        private long _lateUntilUs;

        /// <summary>A scan.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="capacity">Slaves at most.</param>
        public MBusScanTask(MBusMaster master, int capacity)
            : this(master, new MBusFound(capacity))
        {
        }

        /// <summary>A scan that fills a list which others fill, too.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="found">The list.</param>
        public MBusScanTask(MBusMaster master, MBusFound found)
            : base(master)
        {
            Found = found;
            _unknown.IdentificationNumber = SecondaryAddress.AnyNumber;
            _unknown.Manufacturer = SecondaryAddress.AnyManufacturer;
            _unknown.Version = SecondaryAddress.AnyByte;
            _unknown.DeviceType = SecondaryAddress.AnyByte;
        }

        private enum State
        {
            Next,
            Calling,
            Hearing,
            Requesting,
            Quiet,
            Listening,
            Adding,
        }

        /// <summary>What has been found so far.</summary>
        public MBusFound Found { get; }

        /// <summary>First address, 0 .. 250; 0 is a slave that was never given one.</summary>
        public int From { get; set; }

        /// <summary>Last address, 0 .. 250.</summary>
        public int To { get; set; } = MBusSlaves.MaxPrimary;

        /// <summary>Number of the line settings (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsIndex { get; set; } = 3;

        /// <summary>Whether slaves were met that answer late, so that each is given the time of the
        /// slowest.</summary>
        public bool IsSlow { get; private set; }

        /// <summary>After this time, in microseconds, the line is given back with result Incomplete; queue
        /// the task again to go on. 0 = in one piece.</summary>
        public long TurnUs { get; set; }

        /// <summary>Begins anew when queued next, also in the middle of a scan.</summary>
        public void Restart()
        {
            _isSuspended = false;
        }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            if (!_isSuspended)
            {
                _address = From - 1;
                _lateUntilUs = 0;
                _isLateHeard = false;
                IsSlow = false;
                Found.Clear();
            }

            _isSuspended = false;
            _turnEndUs = TurnUs > 0 ? nowUs + TurnUs : long.MaxValue;
            _state = State.Next;
            Master.Use(SettingsIndex);
        }

        /// <inheritdoc/>
        protected override LineVerb Advance(SerialExchange exchange, long nowUs)
        {
            MBusResult result = Master.Result;
            if (_state == State.Next)
            {
                return Next(nowUs);
            }

            if (result == MBusResult.PortFailed)
            {
                return Finish(result);
            }

            switch (_state)
            {
                case State.Adding:
                    MeterAddress added = _hasAddress ? Master.Found : _unknown;
                    _state = Found.Add(added, _address, _addedState, SettingsIndex)
                        ? State.Next : State.Adding;
                    ResumeUs = nowUs;
                    return LineVerb.Wait;
                case State.Quiet:
                    return Call(nowUs);
                case State.Hearing:
                    _isLateHeard |= result != MBusResult.Silent;
                    return Request();
                case State.Listening:
                    return result == MBusResult.Silent ? Finish(MBusResult.Ok) : StartSlowly(nowUs);
                case State.Requesting:
                    return JudgeReply(result, nowUs);
                default:
                    break;
            }

            if (result == MBusResult.Silent)
            {
                _lateUntilUs = _calledUs + (Master.Options.SlowestAnswerMs * 1000L);
                _isLateHeard |= _isSecondLook;
                return Next(nowUs);
            }

            return nowUs < _lateUntilUs && !IsSlow && !_isSecondLook ? Hear(nowUs) : Request();
        }

        // An address before this one may still answer: its acknowledge would get lost in this one's reply.
        // Nobody answers to 253 without a selection, so what is heard is that.
        private LineVerb Hear(long nowUs)
        {
            _state = State.Hearing;
            Master.WaitAtMost((int)((_lateUntilUs - nowUs) / 1000));
            _lateUntilUs = 0;
            Master.AskShort(MBusCField.SndNke, MBusSlaves.SelectedAddress, 0);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        private LineVerb Request()
        {
            _state = State.Requesting;
            Hurry(!IsSlow && !_isSecondLook);
            Master.AskData(MBusCField.ReqUd2 | MBusCField.Fcb, _address, null, Master.Options.SearchRepeats);
            return LineVerb.Send;
        }

        private LineVerb JudgeReply(MBusResult result, long nowUs)
        {
            bool isOk = result == MBusResult.Ok;
            if ((result == MBusResult.Silent || result == MBusResult.Unexpected
                || result == MBusResult.WrongSlave) && !IsSlow && !_isSecondLook)
            {
                _isSecondLook = true;
                _state = State.Quiet;
                ResumeUs = nowUs + (Master.Options.SlowestAnswerMs * 1000L);
                return LineVerb.Wait;
            }

            // The list may be looked through for it: a slice of its own, and what is asked next is another.
            _hasAddress = isOk && Master.Found.IdentificationNumber != 0;
            _addedState = isOk ? MBusFoundState.Ok
                : result == MBusResult.Garbled ? MBusFoundState.Collision : MBusFoundState.Mute;
            _state = State.Adding;
            ResumeUs = nowUs;
            return LineVerb.Wait;
        }

        private LineVerb Next(long nowUs)
        {
            if (_address >= To)
            {
                return End(nowUs);
            }

            if (nowUs >= _turnEndUs)
            {
                _isSuspended = true;
                return Finish(MBusResult.Incomplete);
            }

            _address++;
            _isSecondLook = false;
            return Call(nowUs);
        }

        private LineVerb Call(long nowUs)
        {
            _state = State.Calling;
            _calledUs = nowUs;
            Hurry(!IsSlow);
            Master.AskShort(MBusCField.SndNke, _address, IsSlow ? 0 : Master.Options.SearchRepeats);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        // Nobody answers to 253 without a selection: what is heard is late. All is looked through fast
        // first: the slow way has no repeats, which some need.
        private LineVerb End(long nowUs)
        {
            if (IsSlow)
            {
                return Finish(MBusResult.Ok);
            }

            if (_isLateHeard)
            {
                return StartSlowly(nowUs);
            }

            _state = State.Listening;
            Hurry(false);
            Master.AskShort(MBusCField.SndNke, MBusSlaves.SelectedAddress, 0);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        private void Hurry(bool isFast)
        {
            Master.WaitAtMost(isFast ? 0 : Master.Options.SlowestAnswerMs);
        }

        private LineVerb StartSlowly(long nowUs)
        {
            IsSlow = true;
            Found.Reopen();
            _address = From - 1;
            return Next(nowUs);
        }
    }
}
