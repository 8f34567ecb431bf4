namespace Gateway.Wired.MBus
{
    /// <summary>What all tasks of the master share: a request is repeated until it is settled, and a
    /// reply with data is checked in one slice and used in the next.</summary>
    public abstract class MBusTask : ILineTask
    {
        // A reply up to here, an acknowledge, is checked and used in one slice.
        private const int CheapBytes = 5;

        private bool _isPending;

        /// <summary>A task of a line.</summary>
        /// <param name="master">The line's master.</param>
        protected MBusTask(MBusMaster master)
        {
            Master = master;
        }

        /// <summary>The line's master.</summary>
        public MBusMaster Master { get; }

        /// <summary>How it ended; Incomplete until then.</summary>
        public MBusResult Result { get; protected set; } = MBusResult.Incomplete;

        /// <summary>When it ended, in microseconds since boot.</summary>
        public long EndUs { get; private set; }

        /// <summary>Time of this step, in microseconds since boot.</summary>
        protected long NowUs { get; private set; }

        /// <inheritdoc/>
        public long ResumeUs { get; protected set; }

        /// <inheritdoc/>
        public void Begin(long nowUs)
        {
            Result = MBusResult.Incomplete;
            _isPending = false;
            OnBegin(nowUs);
        }

        /// <inheritdoc/>
        public LineVerb Next(SerialExchange exchange, long nowUs)
        {
            NowUs = nowUs;
            if (_isPending)
            {
                if (exchange.ReplyCount > CheapBytes && Master.TryParse(exchange))
                {
                    ResumeUs = nowUs;
                    return LineVerb.Wait;
                }

                if (!Master.IsSettled(exchange))
                {
                    return Master.Transmit(exchange);
                }

                _isPending = false;
            }

            LineVerb verb = Advance(exchange, nowUs);
            if (verb == LineVerb.Send)
            {
                _isPending = true;
                return Master.Transmit(exchange);
            }

            EndUs = nowUs;
            return verb;
        }

        /// <summary>Starts from the beginning.</summary>
        protected abstract void OnBegin(long nowUs);

        /// <summary>Does the next thing: the last request, if there was one, is settled and
        /// <see cref="MBusMaster.Result"/> tells how.</summary>
        /// <returns>Send after a request was made with the master's Ask methods.</returns>
        protected abstract LineVerb Advance(SerialExchange exchange, long nowUs);

        /// <summary>Ends the task.</summary>
        protected LineVerb Finish(MBusResult result)
        {
            Result = result;
            return LineVerb.Done;
        }
    }
}
