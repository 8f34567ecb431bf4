// One command to one meter, or to all of them when nobody answers. A command that is not the same when done
// twice is sent once only. After a change of the line speed the meter is asked at the new one, and at the old
// one when it says nothing there.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Sends a command. Set <see cref="Meter"/>, fill <see cref="Command"/>, queue it.</summary>
    public sealed class Dlt645CommandTask : ILineTask
    {
        private readonly Dlt645Master _master;
        private Step _step;
        private int _tries;
        private int _rateIndex;

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

        /// <summary>To whom; with <see cref="Dlt645Address.Broadcast"/> nobody answers.</summary>
        public Dlt645Meter Meter { get; set; }

        /// <summary>Is told each step; may be null.</summary>
        public IControlAudit Audit { get; set; }

        /// <summary>Not sent at or after this, in microseconds since boot.</summary>
        public long ExpiresUs { get; set; } = long.MaxValue;

        /// <summary>Ok, Silent, Garbled, WrongAnswer, Refused, Expired, Unconfirmed (the line speed was
        /// accepted, but the meter is found at neither) or PortFailed.</summary>
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
                JudgeVerified(exchange);
            }

            if (_step == Step.Send)
            {
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
                _master.Read(exchange, Meter.Edition, _rateIndex, Meter.Address,
                    isOld ? Dlt645ReadTask.Probe1997 : Dlt645ReadTask.Probe2007);
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

            if (result == Dlt645Result.Ok && Command.NewBaud != 0 && hasAnswer)
            {
                _rateIndex = _master.Rates.IndexOf(Command.NewBaud);
                _tries = 0;
                _step = Step.Verify;
            }
        }

        // The meter changes its speed after the answer.
        private void JudgeVerified(SerialExchange exchange)
        {
            Dlt645Result result = _master.Judge(exchange);
            if (result == Dlt645Result.Ok || result == Dlt645Result.Refused)
            {
                bool isNew = exchange.Settings.BaudRate == Command.NewBaud;
                Meter.RateIndex = _rateIndex;
                Result = isNew ? Dlt645Result.Ok : Dlt645Result.Unconfirmed;
                _step = Step.End;
                return;
            }

            _step = Step.Verify;
            if (++_tries > _master.Options.Repeats)
            {
                bool wasOld = _rateIndex == Meter.RateIndex;
                _tries = 0;
                _rateIndex = Meter.RateIndex;
                if (wasOld)
                {
                    Result = Dlt645Result.Unconfirmed;
                    _step = Step.End;
                }
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
