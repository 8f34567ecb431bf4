// A heat supply's valve through the meter's output: write the record, wait for the valve to move, read the
// state back from the meter's own telegram. An acknowledge alone is no success.

using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Disconnects or connects, or only asks for the state.</summary>
    public sealed class MBusValveTask : MBusSendTask
    {
        private const int RecordsPerSlice = 12;

        private readonly RecordWalk _walk = new RecordWalk();
        private int _looksLeft;
        private int _telegramsLeft;
        private bool _isReaching;
        private bool _isWaiting;
        private bool _isWalking;
        private bool _isWalked;
        private MBusValveState _seen;
        private int _seenValue;

        /// <summary>A task of a line.</summary>
        public MBusValveTask(MBusMaster master)
            : base(master)
        {
        }

        /// <summary>How this make codes its output.</summary>
        public MBusValveCoding Coding { get; set; } = new MBusValveCoding();

        /// <summary>Connected or Disconnected: what is wanted; Unknown = only ask.</summary>
        public MBusValveState Target { get; set; } = MBusValveState.Unknown;

        /// <summary>What the meter told last.</summary>
        public MBusValveState Current { get; private set; } = MBusValveState.Unknown;

        /// <summary>Time that a valve is given before each look, in milliseconds.</summary>
        public int MoveMs { get; set; } = 2000;

        /// <summary>Looks at the state before the change counts as failed.</summary>
        public int Looks { get; set; } = 5;

        /// <summary>Whether the meter has acknowledged the change.</summary>
        public bool IsAcknowledged { get; private set; }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            base.OnBegin(nowUs);
            Current = MBusValveState.Unknown;
            IsAcknowledged = false;
            _isReaching = false;
            _isWaiting = false;
            _isWalking = false;
            _isWalked = false;
            _looksLeft = Target == MBusValveState.Unknown ? 1 : Looks;
        }

        /// <inheritdoc/>
        protected override LineVerb Before(long nowUs)
        {
            if (Target == MBusValveState.Unknown)
            {
                return SkipData(nowUs);
            }

            byte[] record = Coding.Record;
            System.Array.Copy(record, 0, Data, 0, record.Length);
            Data[record.Length] = (byte)(Target == MBusValveState.Connected
                ? Coding.ConnectedValue : Coding.DisconnectedValue);
            DataCount = record.Length + 1;
            ControlInformation = MBusCiField.DataSend;
            return SendData();
        }

        /// <inheritdoc/>
        protected override LineVerb Acknowledged(long nowUs)
        {
            IsAcknowledged = Target != MBusValveState.Unknown;
            return IsAcknowledged ? WaitForMove(nowUs) : StartLook();
        }

        /// <inheritdoc/>
        protected override LineVerb Behind(SerialExchange exchange, long nowUs)
        {
            if (_isWaiting)
            {
                _isWaiting = false;
                return StartLook();
            }

            if (_isReaching)
            {
                return Reach();
            }

            if (_isWalked)
            {
                // A slice of its own: what follows from it may begin the next reading.
                _isWalked = false;
                return Judge(nowUs);
            }

            if (!_isWalking)
            {
                if (Master.Result != MBusResult.Ok)
                {
                    return FailToRead(Master.Result);
                }

                Master.Slaves.ToggleFcb(Slave);
                _walk.Begin(Master.Frame, exchange.Reply);
                _seen = MBusValveState.Unknown;
                _seenValue = -1;
                _isWalking = true;

                // The walk begins in a slice of its own.
                ResumeUs = nowUs;
                return LineVerb.Wait;
            }

            ResumeUs = nowUs;
            _isWalking = TryWalk(exchange.Reply);
            _isWalked = !_isWalking;
            return LineVerb.Wait;
        }

        private LineVerb WaitForMove(long nowUs)
        {
            _isWaiting = true;
            ResumeUs = nowUs + (MoveMs * 1000L);
            return LineVerb.Wait;
        }

        private LineVerb StartLook()
        {
            _looksLeft--;
            _telegramsLeft = Master.Options.MaxTelegrams;

            // From the first telegram on.
            Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
            _isReaching = true;
            StartReach(0, Master.Options.Repeats, 0);
            return Reach();
        }

        private LineVerb Reach()
        {
            if (TryReach(out MBusResult result))
            {
                return LineVerb.Send;
            }

            _isReaching = false;
            return result == MBusResult.Ok ? Request() : FailToRead(result);
        }

        private LineVerb FailToRead(MBusResult result)
        {
            Tell(ControlStep.StateUnknown, 0);
            return Finish(result);
        }

        private LineVerb Request()
        {
            _telegramsLeft--;
            Master.AskData(MBusCField.ReqUd2 | Master.Slaves.FcbOf(Slave), Address, Wanted, Repeats);
            return LineVerb.Send;
        }

        private LineVerb Judge(long nowUs)
        {
            MBusValveState state = _seen;
            if (state == MBusValveState.Unknown && _walk.MoreFollows && _telegramsLeft > 0)
            {
                return Request();
            }

            Current = state;
            Tell(_seenValue < 0 ? ControlStep.StateUnknown : ControlStep.StateRead, _seenValue);
            if (Target == MBusValveState.Unknown)
            {
                return Finish(state == MBusValveState.Unknown ? MBusResult.NotConfirmed : MBusResult.Ok);
            }

            if (state == Target)
            {
                Tell(ControlStep.Confirmed, _seenValue);
                return Finish(MBusResult.Ok);
            }

            if (_looksLeft > 0 && state != MBusValveState.Unknown)
            {
                return WaitForMove(nowUs);
            }

            Tell(ControlStep.NotConfirmed, _seenValue);
            return Finish(MBusResult.NotConfirmed);
        }

        // One slice of the walk over the records; false at their end.
        private bool TryWalk(byte[] reply)
        {
            byte[] vif = Coding.StateVif;
            for (int left = RecordsPerSlice; left > 0; left--)
            {
                if (!_walk.TryNext())
                {
                    return false;
                }

                bool isNow = (reply[_walk.DifIndex] & 0xF0) == 0;
                int at = _walk.VifIndex;
                bool isState = isNow && _walk.ValueBytes > 0 && _walk.ValueIndex - at == vif.Length;
                for (int i = 0; i < vif.Length && isState; i++)
                {
                    isState = reply[at + i] == vif[i];
                }

                if (isState)
                {
                    _seenValue = reply[_walk.ValueIndex];
                    _seen = StateOf(_seenValue);
                }
            }

            return true;
        }

        private MBusValveState StateOf(int value)
        {
            return value == Coding.ConnectedValue ? MBusValveState.Connected
                : value == Coding.DisconnectedValue ? MBusValveState.Disconnected
                : value == Coding.ReadyValue ? MBusValveState.ReadyForReconnection : MBusValveState.Unknown;
        }
    }
}
