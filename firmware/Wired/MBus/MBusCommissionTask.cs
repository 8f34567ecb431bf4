// For a slave that does not answer as configured: every speed with every parity, the likely ones first. What
// it answers to is remembered for it.

using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Finds out speed and parity of one slave.</summary>
    public sealed class MBusCommissionTask : MBusSlaveTask
    {
        // 2400, 300, 9600, then the rest of EN 13757-2.
        private static readonly byte[] SpeedOrder = { 3, 0, 5, 2, 4, 1, 6, 7 };

        private bool _isFirst;
        private bool _isRequested;
        private int _tried;
        private int _before;

        /// <summary>A task of a line.</summary>
        public MBusCommissionTask(MBusMaster master)
            : base(master)
        {
        }

        /// <summary>Number of the settings at which it answered (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsIndex { get; private set; }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            _isFirst = true;
            _tried = -1;
            _before = Master.Slaves.SettingsOf(Slave);
        }

        /// <inheritdoc/>
        protected override LineVerb Advance(SerialExchange exchange, long nowUs)
        {
            if (_isFirst)
            {
                _isFirst = false;
                return Try();
            }

            if (_isRequested)
            {
                MBusResult result = Master.Result;
                bool isAnswer = result == MBusResult.Ok || result == MBusResult.ApplicationError
                    || result == MBusResult.NoData;
                if (!isAnswer)
                {
                    return TryNext();
                }

                Master.Slaves.ToggleFcb(Slave);
                SettingsIndex = Master.Slaves.SettingsOf(Slave);
                return Finish(MBusResult.Ok);
            }

            return Reach();
        }

        private LineVerb TryNext()
        {
            if (++_tried == MBusSpeeds.SettingsCount)
            {
                Master.Slaves.SetSettings(Slave, _before);
                Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
                return Finish(MBusResult.Silent);
            }

            int parity = _tried % 3;
            Master.Slaves.SetSettings(Slave, SpeedOrder[_tried / 3] + (parity * MBusSpeeds.Count));
            return Try();
        }

        private LineVerb Try()
        {
            _isRequested = false;
            Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
            StartReach(0, 1, 0);
            return Reach();
        }

        private LineVerb Reach()
        {
            if (TryReach(out MBusResult result))
            {
                return LineVerb.Send;
            }

            if (result == MBusResult.PortFailed)
            {
                // A port that cannot do one parity may do the next.
                return TryNext();
            }

            if (result != MBusResult.Ok)
            {
                return TryNext();
            }

            _isRequested = true;
            Master.AskData(MBusCField.ReqUd2 | Master.Slaves.FcbOf(Slave), Address, Wanted, 1);
            return LineVerb.Send;
        }
    }
}
