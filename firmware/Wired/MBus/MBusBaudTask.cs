// CI B8h .. BFh (EN 13757-3; usergroup's documentation 4.8, 6.4.1): acknowledged at the old speed, valid from
// then on. A slave that hears nothing at the new speed for some minutes goes back.

using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Switches a slave to another speed and checks that it answers there.</summary>
    public sealed class MBusBaudTask : MBusSendTask
    {
        private int _before;
        private bool _isBack;

        /// <summary>A task of a line.</summary>
        public MBusBaudTask(MBusMaster master)
            : base(master)
        {
        }

        /// <summary>The new speed, 300 .. 38400 baud.</summary>
        public int BaudRate { get; set; }

        /// <inheritdoc/>
        protected override LineVerb Before(long nowUs)
        {
            int speed = MBusSpeeds.IndexOf(BaudRate);
            if (speed < 0)
            {
                return Finish(MBusResult.Unexpected);
            }

            _before = Master.Slaves.SettingsOf(Slave);
            _isBack = false;
            ControlInformation = MBusCiField.Baud300 + speed;
            DataCount = 0;
            return SendData();
        }

        /// <inheritdoc/>
        protected override LineVerb Acknowledged(long nowUs)
        {
            int parity = _before - (_before % MBusSpeeds.Count);
            return ReachAt(MBusSpeeds.IndexOf(BaudRate) + parity);
        }

        /// <inheritdoc/>
        protected override LineVerb Behind(SerialExchange exchange, long nowUs)
        {
            if (TryReach(out MBusResult result))
            {
                return LineVerb.Send;
            }

            if (_isBack)
            {
                return Finish(result == MBusResult.Ok ? MBusResult.NotConfirmed : result);
            }

            if (result == MBusResult.Ok)
            {
                return Finish(MBusResult.Ok);
            }

            _isBack = true;
            return ReachAt(_before);
        }

        private LineVerb ReachAt(int settings)
        {
            Master.Slaves.SetSettings(Slave, settings);
            Master.Slaves.Reset(Slave, MBusTraits.FcbKnown);
            StartReach(0, Master.Options.Repeats, 0);
            return TryReach(out MBusResult result) ? LineVerb.Send : Finish(result);
        }
    }
}
