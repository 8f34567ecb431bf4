// The control command 1C and what comes of it: sent once, never again; then the meter's status word 3
// (04000503) is read until it shows what was asked for. Bits of the word, DL/T 645-2007 appendix C and its
// 2009 and 2013 supplements as meter makers describe them: 4 = relay (1 = open), 6 = relay command (1 =
// open), 7 = alarm before tripping, 12 = kept supply.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Trips or closes a breaker. Set the properties, queue it.</summary>
    public sealed class Dlt645ControlTask : ILineTask
    {
        /// <summary>Status word 3.</summary>
        public const uint StateIdentifier = 0x04000503;

        private const int RelayOpen = 0x0010;
        private const int CommandOpen = 0x0040;
        private const int AlarmOn = 0x0080;
        private const int SupplyKept = 0x1000;

        private const int StateReads = 5;
        private const long StatePauseUs = 1000000;

        private readonly Dlt645Master _master;
        private readonly Dlt645Command _command = new Dlt645Command();
        private Phase _phase;
        private int _reads;
        private int _word;

        /// <summary>A task for control commands, to be used again and again.</summary>
        public Dlt645ControlTask(Dlt645Master master)
        {
            _master = master;
        }

        private enum Phase
        {
            Command,
            Answer,
            AskState,
            State,
            End,
        }

        /// <summary>Is told each step; may be null.</summary>
        public IControlAudit Audit { get; set; }

        /// <summary>The meter, by its own address: patterns reach others too.</summary>
        public Dlt645Meter Meter { get; set; }

        /// <summary>What to do.</summary>
        public ControlAction Action { get; set; }

        /// <summary>Only the state is read; action and right do not count.</summary>
        public bool OnlyAsks { get; set; }

        /// <summary>With what right.</summary>
        public Dlt645Authority Authority { get; set; }

        /// <summary>YYMMDDhhmmss as twelve BCD digits, the meter's local time: later the meter
        /// refuses.</summary>
        public long ValidUntil { get; set; }

        /// <summary>Not sent at or after this, in microseconds since boot.</summary>
        public long ExpiresUs { get; set; } = long.MaxValue;

        /// <summary>Ok = the state was read and is right; Refused; Unconfirmed; Silent, Garbled or
        /// WrongAnswer = the state could not be read; Expired and Unsupported = not sent.</summary>
        public Dlt645Result Result { get; private set; }

        /// <summary>Error word with Refused.</summary>
        public int ErrorWord { get; private set; }

        /// <summary>The breaker, as read after the command.</summary>
        public BreakerState State { get; private set; }

        /// <inheritdoc/>
        public long ResumeUs { get; private set; }

        /// <inheritdoc/>
        public void Begin(long nowUs)
        {
            Result = Dlt645Result.Incomplete;
            ErrorWord = 0;
            State = BreakerState.Unknown;
            _phase = Phase.Command;
            _reads = 0;
        }

        /// <inheritdoc/>
        public LineVerb Next(SerialExchange exchange, long nowUs)
        {
            switch (_phase)
            {
                case Phase.Command:
                    return Send(exchange, nowUs);
                case Phase.Answer:
                    TakeAnswer(exchange, nowUs);
                    break;
                case Phase.State:
                    TakeState(exchange, nowUs);
                    break;
                default:
                    break;
            }

            if (_phase == Phase.End)
            {
                return LineVerb.Done;
            }

            if (nowUs < ResumeUs)
            {
                return LineVerb.Wait;
            }

            _master.Read(exchange, Dlt645Edition.Edition2007, Meter.RateIndex, Meter.Address,
                StateIdentifier);
            _phase = Phase.State;
            return LineVerb.Send;
        }

        private LineVerb Send(SerialExchange exchange, long nowUs)
        {
            if (OnlyAsks && Meter.Edition != Dlt645Edition.Edition1997)
            {
                ResumeUs = nowUs;
                _phase = Phase.AskState;
                return Next(exchange, nowUs);
            }

            if (OnlyAsks || !_command.MakeControl(Meter.Edition, Action, Authority, ValidUntil) ||
                !Dlt645Address.IsOwn(Meter.Address))
            {
                return Finish(Dlt645Result.Unsupported, ControlStep.Unsupported, nowUs);
            }

            if (nowUs >= ExpiresUs)
            {
                return Finish(Dlt645Result.Expired, ControlStep.Expired, nowUs);
            }

            _master.Clear();
            _master.Add(_command.Data, 0, _command.Count);
            _master.Filter.Expect(Meter.Address, _command.Control, 0, 0);
            _master.Send(exchange, Meter.RateIndex, Meter.Address, _command.Control, true);
            _phase = Phase.Answer;
            Tell(ControlStep.Sent, 0, nowUs);
            return LineVerb.Send;
        }

        private LineVerb Finish(Dlt645Result result, ControlStep step, long nowUs)
        {
            Result = result;
            _phase = Phase.End;
            Tell(step, 0, nowUs);
            return LineVerb.Done;
        }

        private void TakeAnswer(SerialExchange exchange, long nowUs)
        {
            Result = _master.Judge(exchange);
            ResumeUs = nowUs;
            _phase = Phase.AskState;
            if (Result == Dlt645Result.Refused)
            {
                ErrorWord = _master.Frame.ErrorWord;
                Tell(ControlStep.Refused, ErrorWord, nowUs);
            }
            else
            {
                Tell(Result == Dlt645Result.Ok ? ControlStep.Accepted : ControlStep.NoAnswer, 0, nowUs);
            }
        }

        private void TakeState(SerialExchange exchange, long nowUs)
        {
            Dlt645Result read = _master.Judge(exchange);
            bool isRead = read == Dlt645Result.Ok && _master.Frame.DataCount == 6;
            _reads++;
            if (isRead)
            {
                _word = (int)_master.Frame.Number(4, 2);
                State = (_word & RelayOpen) != 0 ? BreakerState.Open : BreakerState.Closed;
                Tell(ControlStep.StateRead, _word, nowUs);
                if (OnlyAsks)
                {
                    Result = Dlt645Result.Ok;
                    _phase = Phase.End;
                    return;
                }

                bool isRefused = Result == Dlt645Result.Refused;
                if (isRefused || IsReached())
                {
                    Result = isRefused ? Result : Dlt645Result.Ok;
                    Tell(isRefused ? ControlStep.NotConfirmed : ControlStep.Confirmed, _word, nowUs);
                    _phase = Phase.End;
                    return;
                }
            }

            if (_reads < StateReads)
            {
                ResumeUs = nowUs + StatePauseUs;
                _phase = Phase.AskState;
                return;
            }

            bool isKnown = State != BreakerState.Unknown;
            Tell(isKnown ? ControlStep.NotConfirmed : ControlStep.StateUnknown, isKnown ? _word : 0, nowUs);
            Result = Result == Dlt645Result.Refused ? Result
                : isKnown || read == Dlt645Result.Ok ? Dlt645Result.Unconfirmed : read;
            _phase = Phase.End;
        }

        // After a permission the breaker stays open until somebody presses the key.
        private bool IsReached()
        {
            switch (Action)
            {
                case ControlAction.Trip:
                    return (_word & RelayOpen) != 0;
                case ControlAction.PermitClose:
                    return (_word & CommandOpen) == 0;
                case ControlAction.DirectClose:
                    return (_word & RelayOpen) == 0;
                case ControlAction.Alarm:
                    return (_word & AlarmOn) != 0;
                case ControlAction.AlarmEnd:
                    return (_word & AlarmOn) == 0;
                case ControlAction.KeepSupply:
                    return (_word & SupplyKept) != 0;
                default:
                    return (_word & SupplyKept) == 0;
            }
        }

        private void Tell(ControlStep step, int detail, long nowUs)
        {
            if (Audit != null)
            {
                Audit.Step(step, detail, nowUs);
            }
        }
    }
}
