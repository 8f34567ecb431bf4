// For a slave that does not answer as configured: every speed with every parity, the likely ones first; then
// all of them again with the time that the slowest slaves take. What it answers to is remembered for it.

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Finds out speed, parity and time to answer of one slave.</summary>
    public sealed class MBusCommissionTask : MBusSlaveTask
    {
        private const int SlowMarginMs = 150;

        // 2400, 300, 9600, then the rest of EN 13757-2.
        private static readonly byte[] SpeedOrder = { 3, 0, 5, 2, 4, 1, 6, 7 };

        private bool _isFirst;
        private bool _isRequested;
        private bool _isSlow;
        private bool _isSuspended;
        private int _tried;
        private int _before;
        private long _slowestUs;
        private long _turnEndUs;

        /// <summary>A task of a line.</summary>
        public MBusCommissionTask(MBusMaster master)
            : base(master)
        {
        }

        /// <summary>Number of the settings at which it answered (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsIndex { get; private set; }

        /// <summary>Address that it gave; zero when it gave none.</summary>
        public MeterAddress Identity { get; } = new MeterAddress();

        /// <summary>After this time, in microseconds, the line is given back with result Incomplete, and the
        /// slave has its settings of before; queue the task again to go on. 0 = in one piece.</summary>
        public long TurnUs { get; set; }

        /// <summary>Begins anew when queued next, also in the middle of a sweep.</summary>
        public void Restart()
        {
            _isSuspended = false;
        }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            _turnEndUs = TurnUs > 0 ? nowUs + TurnUs : long.MaxValue;
            _isFirst = true;
            if (_isSuspended)
            {
                _isSuspended = false;
                return;
            }

            _isSlow = false;
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

            _slowestUs = Master.AnswerUs > _slowestUs ? Master.AnswerUs : _slowestUs;
            if (!_isRequested)
            {
                return Reach();
            }

            MBusResult result = Master.Result;
            bool isAnswer = result == MBusResult.Ok || result == MBusResult.ApplicationError
                || result == MBusResult.NoData;
            return isAnswer ? Keep() : TryNext();
        }

        private LineVerb Keep()
        {
            Master.Slaves.ToggleFcb(Slave);
            if (_isSlow)
            {
                int neededMs = (int)(_slowestUs / 1000);
                Master.Slaves.SetTimeoutMs(Slave, neededMs + (neededMs >> 2) + SlowMarginMs);
            }

            SettingsIndex = Master.Slaves.SettingsOf(Slave);
            Identity.IdentificationNumber = Master.Found.IdentificationNumber;
            Identity.Manufacturer = Master.Found.Manufacturer;
            Identity.Version = Master.Found.Version;
            Identity.DeviceType = Master.Found.DeviceType;
            return Finish(MBusResult.Ok);
        }

        private LineVerb TryNext()
        {
            if (++_tried == MBusSpeeds.SettingsCount)
            {
                if (_isSlow)
                {
                    Restore();
                    return Finish(MBusResult.Silent);
                }

                _isSlow = true;
                _tried = 0;
            }

            if (NowUs >= _turnEndUs)
            {
                _isSuspended = true;
                Restore();
                return Finish(MBusResult.Incomplete);
            }

            return Try();
        }

        private void Restore()
        {
            Master.Slaves.SetSettings(Slave, _before);
            Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
        }

        private LineVerb Try()
        {
            if (_tried >= 0)
            {
                int parity = _tried % 3;
                Master.Slaves.SetSettings(Slave, SpeedOrder[_tried / 3] + (parity * MBusSpeeds.Count));
            }

            _isRequested = false;
            _slowestUs = 0;
            Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
            StartReach(0, 1, _isSlow ? Master.Options.SlowestAnswerMs : 0);
            return Reach();
        }

        private LineVerb Reach()
        {
            if (TryReach(out MBusResult result))
            {
                return LineVerb.Send;
            }

            if (result != MBusResult.Ok)
            {
                // A port that cannot do one parity may do the next.
                return TryNext();
            }

            _isRequested = true;
            Master.AskData(MBusCField.ReqUd2 | Master.Slaves.FcbOf(Slave), Address, Wanted, 1);
            return LineVerb.Send;
        }
    }
}
