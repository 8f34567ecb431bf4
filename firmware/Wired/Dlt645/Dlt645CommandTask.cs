// One command to one meter, or to all of them when nobody answers. A command that is not the same when done
// twice is sent once only. What was written is read back; after a change of the line speed or the address the
// meter is asked there, and at the old speed when it says nothing.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Sends a command. Set <see cref="Meter"/>, fill <see cref="Command"/>, queue it.</summary>
    public sealed class Dlt645CommandTask : ILineTask
    {
        // There is no status word behind a step.
        private const int NoWord = -1;

        private readonly Dlt645Master _master;
        private Step _step;
        private int _tries;
        private int _rateIndex;
        private Dlt645Result _answer;

        /// <summary>A task for commands, to be used again and again.</summary>
        public Dlt645CommandTask(Dlt645Master master)
        {
            _master = master;
        }

        private enum Step
        {
            Send,
            Judge,
            Verify,
            JudgeVerified,
            End,
        }

        /// <summary>What to send.</summary>
        public Dlt645Command Command { get; } = new Dlt645Command();

        /// <summary>The meter's edition has no such command: it ends without a request.</summary>
        public bool IsUnsupported { get; set; }

        /// <summary>To whom; with <see cref="Dlt645Address.Broadcast"/> nobody answers.</summary>
        public Dlt645Meter Meter { get; set; }

        /// <summary>Is told each step; may be null.</summary>
        public IControlAudit Audit { get; set; }

        /// <summary>Not sent at or after this, in microseconds since boot.</summary>
        public long ExpiresUs { get; set; } = long.MaxValue;

        /// <summary>Ok, Silent, Garbled, WrongAnswer, Refused, Expired, Unsupported, Unconfirmed (it was
        /// accepted, but the register, the line speed or the address is not what it should be) or
        /// PortFailed.</summary>
        public Dlt645Result Result { get; private set; }

        /// <summary>Error word with Refused.</summary>
        public int ErrorWord { get; private set; }

        /// <summary>What the meter says its address is, after <see cref="Dlt645Command.MakeReadAddress"/> and
        /// Ok; −1 otherwise.</summary>
        public long AddressRead { get; private set; }

        /// <inheritdoc/>
        public long ResumeUs { get; private set; }

        /// <inheritdoc/>
        public void Begin(long nowUs)
        {
            Result = Dlt645Result.Incomplete;
            ErrorWord = 0;
            AddressRead = -1;
            _tries = 0;
            _rateIndex = Meter.RateIndex;
            _step = Step.Send;
        }

        /// <inheritdoc/>
        public LineVerb Next(SerialExchange exchange, long nowUs)
        {
            if (_step == Step.Judge)
            {
                Judge(exchange, nowUs);
            }
            else if (_step == Step.JudgeVerified)
            {
                JudgeVerified(exchange, nowUs);
            }

            if (_step == Step.Send)
            {
                if (IsUnsupported)
                {
                    Result = Dlt645Result.Unsupported;
                    Tell(ControlStep.Unsupported, 0, nowUs);
                    return LineVerb.Done;
                }

                if (nowUs >= ExpiresUs)
                {
                    Result = Dlt645Result.Expired;
                    Tell(_tries == 0 ? ControlStep.Expired : ControlStep.NoAnswer, 0, nowUs);
                    return LineVerb.Done;
                }

                Send(exchange);
                if (_tries == 0)
                {
                    Tell(ControlStep.Sent, 0, nowUs);
                }

                return LineVerb.Send;
            }

            if (_step == Step.Verify)
            {
                bool isOld = Meter.Edition == Dlt645Edition.Edition1997;
                uint register = Command.Register != Dlt645Command.NoRegister ? Command.Register
                    : isOld ? Dlt645ReadTask.Probe1997 : Dlt645ReadTask.Probe2007;
                _master.Read(exchange, Meter.Edition, _rateIndex,
                    Command.NewAddress >= 0 ? Command.NewAddress : Meter.Address, register);
                _step = Step.JudgeVerified;
                return LineVerb.Send;
            }

            return LineVerb.Done;
        }

        private void Send(SerialExchange exchange)
        {
            bool hasAnswer = Meter.Address != Dlt645Address.Broadcast &&
                Command.Control != Dlt645Control.BroadcastTime;
            _master.Clear();
            _master.Add(Command.Data, 0, Command.Count);

            // With its new address a meter may answer already.
            bool changesAddress = Command.Control == Dlt645Control.WriteAddress ||
                Command.Control == Dlt645Control.WriteAddress1997;
            _master.Filter.Expect(changesAddress ? Dlt645Address.Any : Meter.Address, Command.Control, 0, 0);
            _master.Send(exchange, Meter.RateIndex, Meter.Address, Command.Control, hasAnswer);
            _step = Step.Judge;
        }

        private void Judge(SerialExchange exchange, long nowUs)
        {
            bool hasAnswer = Meter.Address != Dlt645Address.Broadcast &&
                Command.Control != Dlt645Control.BroadcastTime;
            Dlt645Result result = exchange.Result == ExchangeResult.Ok && !hasAnswer
                ? Dlt645Result.Ok : _master.Judge(exchange);
            bool isAnswer = result == Dlt645Result.Ok || result == Dlt645Result.Refused;
            if (!isAnswer && Command.IsRepeatable && result != Dlt645Result.PortFailed &&
                _tries++ < _master.Options.Repeats)
            {
                _step = Step.Send;
                return;
            }

            ErrorWord = result == Dlt645Result.Refused ? _master.Frame.ErrorWord : 0;
            Result = result;
            _step = Step.End;
            if (hasAnswer)
            {
                Tell(result == Dlt645Result.Ok ? ControlStep.Accepted
                    : result == Dlt645Result.Refused ? ControlStep.Refused : ControlStep.NoAnswer,
                    ErrorWord, nowUs);
            }

            if (result == Dlt645Result.Ok && Command.Control == Dlt645Control.ReadAddress &&
                _master.Frame.DataCount == Dlt645Address.Size)
            {
                AddressRead = Dlt645Address.Read(_master.Frame.Data, 0);
            }

            // Without an answer it may have been done all the same.
            bool hasProof = Command.NewBaud != 0 || Command.NewAddress >= 0 ||
                Command.Register != Dlt645Command.NoRegister;
            if (hasProof && hasAnswer && result != Dlt645Result.Refused && result != Dlt645Result.PortFailed)
            {
                int baudIndex = _master.Rates.IndexOf(Command.NewBaud);
                int speeds = _master.Rates.Count;
                _rateIndex = baudIndex < 0 ? _rateIndex : baudIndex + (_rateIndex / speeds * speeds);
                _answer = result;
                _tries = 0;
                _step = Step.Verify;
            }
        }

        // The meter changes its speed after the answer.
        private void JudgeVerified(SerialExchange exchange, long nowUs)
        {
            Dlt645Result result = _master.Judge(exchange);
            if (result == Dlt645Result.Ok || result == Dlt645Result.Refused)
            {
                EndVerified(exchange, result, nowUs);
                return;
            }

            _step = Step.Verify;
            if (++_tries > _master.Options.Repeats || result == Dlt645Result.PortFailed)
            {
                bool isOver = _rateIndex == Meter.RateIndex;
                _tries = 0;
                _rateIndex = Meter.RateIndex;
                if (isOver)
                {
                    End(_answer == Dlt645Result.Ok ? Dlt645Result.Unconfirmed : _answer,
                        ControlStep.StateUnknown, nowUs);
                }
            }
        }

        private void EndVerified(SerialExchange exchange, Dlt645Result result, long nowUs)
        {
            bool isRead = result == Dlt645Result.Ok;
            bool isDone = Command.NewBaud != 0 ? exchange.Settings.BaudRate == Command.NewBaud
                : Command.NewAddress >= 0 || (isRead && IsValueInAnswer());
            if (isDone)
            {
                Meter.RateIndex = _rateIndex;
                Meter.Address = Command.NewAddress >= 0 ? Command.NewAddress : Meter.Address;
                End(Dlt645Result.Ok, ControlStep.Confirmed, nowUs);
            }
            else if (!isRead && _answer == Dlt645Result.Ok)
            {
                // A register that can be written, but not read.
                End(Dlt645Result.Ok, ControlStep.StateUnknown, nowUs);
            }
            else
            {
                End(_answer == Dlt645Result.Ok ? Dlt645Result.Unconfirmed : _answer,
                    ControlStep.NotConfirmed, nowUs);
            }
        }

        private bool IsValueInAnswer()
        {
            Dlt645Frame frame = _master.Frame;
            int skip = Meter.Edition == Dlt645Edition.Edition1997 ? 2 : 4;
            int from = Command.ValueOffset;
            int count = Command.Count - from;
            bool isSame = frame.DataCount == skip + count;
            for (int i = 0; i < count && isSame; i++)
            {
                isSame = frame.Data[skip + i] == Command.Data[from + i];
            }

            return isSame;
        }

        private void End(Dlt645Result result, ControlStep step, long nowUs)
        {
            Result = result;
            _step = Step.End;
            Tell(step, NoWord, nowUs);
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
