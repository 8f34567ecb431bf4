using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Sends user data to one slave and waits for its acknowledge. The tasks that write derive from
    /// it.</summary>
    public class MBusSendTask : MBusSlaveTask
    {
        private State _state;

        /// <summary>A task of a line.</summary>
        public MBusSendTask(MBusMaster master)
            : base(master)
        {
        }

        private enum State
        {
            Begin,
            Before,
            Reaching,
            Sent,
            Behind,
        }

        /// <summary>Is told each step; may be null.</summary>
        public IControlAudit Audit { get; set; }

        /// <summary>CI-field, such as <see cref="MBusCiField.DataSend"/>.</summary>
        public int ControlInformation { get; set; } = MBusCiField.DataSend;

        /// <summary>Data from 0.</summary>
        public byte[] Data { get; } = new byte[MBusEncoder.MaxDataBytes];

        /// <summary>Bytes of <see cref="Data"/>, 0 .. 252.</summary>
        public int DataCount { get; set; }

        /// <summary>The data is not sent at or after this, in microseconds since boot.</summary>
        public long ExpiresUs { get; set; } = long.MaxValue;

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            _state = State.Begin;
        }

        /// <inheritdoc/>
        protected sealed override LineVerb Advance(SerialExchange exchange, long nowUs)
        {
            switch (_state)
            {
                case State.Begin:
                    _state = State.Before;
                    return Before(nowUs);
                case State.Before:
                    return Before(nowUs);
                case State.Reaching:
                    return Reach();
                case State.Sent:
                    if (Master.Result != MBusResult.Ok)
                    {
                        Tell(ControlStep.NoAnswer, 0);
                        Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
                        return Finish(Master.Result);
                    }

                    Tell(ControlStep.Accepted, 0);
                    Master.Slaves.ToggleFcb(Slave);
                    _state = State.Behind;
                    return Acknowledged(nowUs);
                default:
                    return Behind(exchange, nowUs);
            }
        }

        /// <summary>Tells the audit.</summary>
        protected void Tell(ControlStep step, int detail)
        {
            if (Audit != null)
            {
                Audit.Step(step, detail, NowUs);
            }
        }

        /// <summary>What comes before the data is sent; asked again after each request until it returns
        /// <see cref="SendData"/>.</summary>
        protected virtual LineVerb Before(long nowUs)
        {
            return SendData();
        }

        /// <summary>The slave has acknowledged.</summary>
        protected virtual LineVerb Acknowledged(long nowUs)
        {
            return Finish(MBusResult.Ok);
        }

        /// <summary>What comes after <see cref="Acknowledged"/> asked for more.</summary>
        protected virtual LineVerb Behind(SerialExchange exchange, long nowUs)
        {
            return Finish(MBusResult.Ok);
        }

        /// <summary>Reaches the slave and sends the data.</summary>
        protected LineVerb SendData()
        {
            _state = State.Reaching;
            StartReach(0, Master.Options.Repeats, 0);
            return Reach();
        }

        /// <summary>Sends no data; goes on with <see cref="Behind"/>.</summary>
        protected LineVerb SkipData(long nowUs)
        {
            _state = State.Behind;
            return Acknowledged(nowUs);
        }

        private LineVerb Reach()
        {
            if (TryReach(out MBusResult result))
            {
                return LineVerb.Send;
            }

            if (result != MBusResult.Ok)
            {
                Tell(ControlStep.NotReached, 0);
                Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
                return Finish(result);
            }

            if (NowUs >= ExpiresUs)
            {
                // Reaching a slave that is slow or sleeps takes seconds.
                Tell(ControlStep.Expired, 0);
                return Finish(MBusResult.Expired);
            }

            _state = State.Sent;
            Tell(ControlStep.Sent, 0);
            int control = MBusCField.SndUd & ~MBusCField.Fcb;
            Master.AskLong(control | Master.Slaves.FcbOf(Slave), Address, ControlInformation, Data, DataCount,
                Repeats);
            return LineVerb.Send;
        }
    }
}
