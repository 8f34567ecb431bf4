// Record 01h 7Ah: 8-bit integer, VIF "bus address" (EN 13757-3; usergroup's documentation 4.8, 6.4.2).

using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Gives a slave another primary address, if nobody has that yet, and checks that it
    /// answers there.</summary>
    public sealed class MBusSetAddressTask : MBusSendTask
    {
        private const byte IntegerDif = 0x01;
        private const byte BusAddressVif = 0x7A;

        private bool _isAsked;

        /// <summary>A task of a line.</summary>
        public MBusSetAddressTask(MBusMaster master)
            : base(master)
        {
        }

        /// <summary>The new address, 1 .. 250.</summary>
        public int NewAddress { get; set; }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            base.OnBegin(nowUs);
            _isAsked = false;
        }

        /// <inheritdoc/>
        protected override LineVerb Before(long nowUs)
        {
            if (!_isAsked)
            {
                _isAsked = true;
                Master.Use(Master.Slaves.SettingsOf(Slave));
                Master.AskShort(MBusCField.SndNke, NewAddress, Master.Options.Repeats);
                Master.KeepGarbled();
                return LineVerb.Send;
            }

            if (Master.Result != MBusResult.Silent)
            {
                bool isPort = Master.Result == MBusResult.PortFailed;
                return Finish(isPort ? MBusResult.PortFailed : MBusResult.AddressTaken);
            }

            ControlInformation = MBusCiField.DataSend;
            Data[0] = IntegerDif;
            Data[1] = BusAddressVif;
            Data[2] = (byte)NewAddress;
            DataCount = 3;
            return SendData();
        }

        /// <inheritdoc/>
        protected override LineVerb Acknowledged(long nowUs)
        {
            Master.AskShort(MBusCField.SndNke, NewAddress, Master.Options.Repeats);
            return LineVerb.Send;
        }

        /// <inheritdoc/>
        protected override LineVerb Behind(SerialExchange exchange, long nowUs)
        {
            if (Master.Result != MBusResult.Ok)
            {
                Tell(ControlStep.NotConfirmed, -1);
                return Finish(MBusResult.NotConfirmed);
            }

            Tell(ControlStep.Confirmed, NewAddress);

            Master.Slaves.SetPrimary(Slave, NewAddress);
            Master.Slaves.InitialiseFcb(Slave);
            return Finish(MBusResult.Ok);
        }
    }
}
