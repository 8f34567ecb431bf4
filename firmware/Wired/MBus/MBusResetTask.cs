using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Application reset (CI 50h): the slave starts with its first telegram again. With a sub-code
    /// it selects an application, such as a short telegram: 00h all, 10h user data, 20h simple billing, 30h
    /// enhanced billing, 50h instantaneous values (EN 13757-3; usergroup's documentation 4.8, 6.1).</summary>
    public sealed class MBusResetTask : MBusSendTask
    {
        /// <summary>A task of a line.</summary>
        public MBusResetTask(MBusMaster master)
            : base(master)
        {
        }

        /// <summary>Sub-code 0 .. 255; −1 = none.</summary>
        public int SubCode { get; set; } = -1;

        /// <inheritdoc/>
        protected override LineVerb Before(long nowUs)
        {
            ControlInformation = MBusCiField.ApplicationReset;
            DataCount = SubCode < 0 ? 0 : 1;
            Data[0] = (byte)SubCode;
            Master.Slaves.SetTelegrams(Slave, 0);
            return SendData();
        }
    }
}
