// Wildcard search by secondary addresses (EN 13757-3; M-Bus usergroup's documentation 4.8, 7.3). Select a
// pattern; nobody acknowledges: next. A clean reply to REQ_UD2 is one slave; anything else is several, and
// the pattern is narrowed. What was found is selected by its full address, since some slaves cannot be. An
// answer that comes later than the standard allows is taken for one to a later request, at first: when that
// shows, or at the end of the search, all begins again with the time of the slowest slaves.

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Finds all slaves of a line at one speed.</summary>
    public sealed partial class MBusSearchTask : MBusTask
    {
        private const int Checks = 4;

        private readonly SearchPattern _pattern = new SearchPattern();
        private readonly MeterAddress _candidate = new MeterAddress();
        private readonly MeterAddress _probe = new MeterAddress();
        private MeterAddress _added;
        private int _addedPrimary;
        private MBusFoundState _addedState;
        private State _state;
        private bool _isSuspended;
        private bool _isSecondTry;
        private bool _isSecondLook;
        private long _turnEndUs;
        private int _primary;
        private int _check;

        /// <summary>A search.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="capacity">Slaves at most.</param>
        public MBusSearchTask(MBusMaster master, int capacity)
            : this(master, new MBusFound(capacity))
        {
        }

        /// <summary>A search that fills a list which others fill, too.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="found">The list.</param>
        public MBusSearchTask(MBusMaster master, MBusFound found)
            : base(master)
        {
            Found = found;
        }

        private enum State
        {
            Next,
            Selecting,
            Requesting,
            Dropping,
            Dropped,
            Verifying,
            Checking,
            Quiet,
            Deselecting,
            Listening,
            Adding,
        }

        /// <summary>What has been found so far.</summary>
        public MBusFound Found { get; }

        /// <summary>Number of the line settings (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsIndex { get; set; } = 3;

        /// <summary>After this time, in microseconds, the line is given back with result Incomplete; queue
        /// the task again to go on. 0 = in one piece.</summary>
        public long TurnUs { get; set; }

        /// <summary>Whether slaves were met that answer late, so that each is given the time of the
        /// slowest.</summary>
        public bool IsSlow { get; private set; }

        /// <summary>Patterns asked for.</summary>
        public int Selections { get; private set; }

        /// <summary>Patterns to which several slaves answered.</summary>
        public int Collisions { get; private set; }

        /// <summary>Begins anew when queued next, also in the middle of a search.</summary>
        public void Restart()
        {
            _isSuspended = false;
        }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            if (!_isSuspended)
            {
                _pattern.Reset();
                Found.Clear();
                IsSlow = false;
                Selections = 0;
                Collisions = 0;
            }

            _isSuspended = false;
            _turnEndUs = TurnUs > 0 ? nowUs + TurnUs : long.MaxValue;
            _state = State.Next;
            Master.Use(SettingsIndex);
            Hurry(!IsSlow);
        }

        /// <inheritdoc/>
        protected override LineVerb Advance(SerialExchange exchange, long nowUs)
        {
            if (_state != State.Next && Master.Result == MBusResult.PortFailed)
            {
                return Finish(MBusResult.PortFailed);
            }

            switch (_state)
            {
                case State.Next:
                    return Next(nowUs);
                case State.Selecting:
                    return JudgeSelection(nowUs);
                case State.Requesting:
                    return JudgeReply(nowUs);
                case State.Dropping:
                    return Deselect(State.Dropped);
                case State.Dropped:
                    return Master.Result == MBusResult.Silent ? Verify() : Narrow(nowUs);
                case State.Verifying:
                    return JudgeVerification(nowUs);
                case State.Checking:
                    return Master.Result == MBusResult.Silent ? Narrow(nowUs) : Check(nowUs);
                case State.Adding:
                    _state = Found.Add(_added, _addedPrimary, _addedState, SettingsIndex)
                        ? State.Next : State.Adding;
                    ResumeUs = nowUs;
                    return LineVerb.Wait;
                case State.Quiet:
                    return Select();
                case State.Deselecting:
                    return IsSlow ? Finish(MBusResult.Ok) : Deselect(State.Listening);
                default:
                    return Master.Result == MBusResult.Silent ? Finish(MBusResult.Ok) : StartSlowly(nowUs);
            }
        }

        private LineVerb Select()
        {
            Selections++;
            _state = State.Selecting;
            Master.AskSelect(_pattern.Address, IsSlow ? 0 : Master.Options.SearchRepeats);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        private LineVerb Next(long nowUs)
        {
            if (nowUs >= _turnEndUs)
            {
                _isSuspended = true;
                return Finish(MBusResult.Incomplete);
            }

            if (!_pattern.TryNext())
            {
                return Deselect(State.Deselecting);
            }

            if (_pattern.IsUnresolved)
            {
                return AddPattern(MBusFoundState.Collision, nowUs);
            }

            _isSecondLook = false;
            Hurry(!IsSlow);
            return Select();
        }

        private LineVerb JudgeSelection(long nowUs)
        {
            if (Master.Result == MBusResult.Silent)
            {
                // The acknowledge that was heard before was not to this pattern.
                return _isSecondLook ? StartSlowly(nowUs) : Next(nowUs);
            }

            _pattern.Occupy();
            if (Master.Result != MBusResult.Ok)
            {
                return Narrow(nowUs);
            }

            _isSecondTry = false;
            return Request();
        }

        private LineVerb Request()
        {
            _state = State.Requesting;
            Hurry(!IsSlow && !_isSecondLook);
            Master.AskData(MBusCField.ReqUd2 | MBusCField.Fcb, MBusSlaves.SelectedAddress, _pattern.Address,
                Master.Options.SearchRepeats);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        private LineVerb JudgeReply(long nowUs)
        {
            MBusResult result = Master.Result;
            bool hasAddress = result == MBusResult.Ok && Master.Found.IdentificationNumber != 0;
            if (hasAddress || (result == MBusResult.Ok && _isSecondTry))
            {
                _candidate.IdentificationNumber = Master.Found.IdentificationNumber;
                _candidate.Manufacturer = Master.Found.Manufacturer;
                _candidate.Version = Master.Found.Version;
                _candidate.DeviceType = Master.Found.DeviceType;
                _primary = Master.Frame.Address;
                return IsSlow ? Deselect(State.Dropping) : Verify();
            }

            if (result == MBusResult.Ok)
            {
                _isSecondTry = true;
                return Request();
            }

            if ((result == MBusResult.Silent || result == MBusResult.Unexpected) && !IsSlow && !_isSecondLook)
            {
                _isSecondLook = true;
                _state = State.Quiet;
                ResumeUs = nowUs + (Master.Options.SlowestAnswerMs * 1000L);
                return LineVerb.Wait;
            }

            if (result == MBusResult.Silent || result == MBusResult.NoData
                || result == MBusResult.ApplicationError)
            {
                return AddPattern(MBusFoundState.Mute, nowUs);
            }

            return Narrow(nowUs);
        }

        private LineVerb JudgeVerification(long nowUs)
        {
            if (Master.Result == MBusResult.Silent)
            {
                _check = 0;
                return Check(nowUs);
            }

            return Add(Master.Result == MBusResult.Ok ? MBusFoundState.Ok : MBusFoundState.Collision, nowUs);
        }

        // Nobody has the address that was read. Either the slave cannot be selected by it, then it still
        // answers to each of its fields alone; or it is the wired-AND of several slaves' replies, and the
        // check sum fits by chance.
        private LineVerb Check(long nowUs)
        {
            if (_check == Checks)
            {
                return Add(MBusFoundState.NotSelectable, nowUs);
            }

            _probe.IdentificationNumber = _candidate.IdentificationNumber;
            _probe.Manufacturer = _check == 1 ? _candidate.Manufacturer : SecondaryAddress.AnyManufacturer;
            _probe.Version = _check == 2 ? _candidate.Version : SecondaryAddress.AnyByte;
            _probe.DeviceType = _check == 3 ? _candidate.DeviceType : SecondaryAddress.AnyByte;
            _check++;
            _state = State.Checking;
            Master.AskSelect(_probe, Master.Options.SearchRepeats);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        private LineVerb Narrow(long nowUs)
        {
            Collisions++;
            if (!_pattern.TryEnter())
            {
                return AddPattern(MBusFoundState.Collision, nowUs);
            }

            _state = State.Next;
            ResumeUs = nowUs;
            return LineVerb.Wait;
        }
    }
}
