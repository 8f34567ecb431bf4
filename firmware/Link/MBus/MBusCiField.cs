// CI-fields of EN 13757-3 that a wired master sends or tells apart, as the M-Bus usergroup's documentation
// 4.8, chapter 6, and tudborg/exmbus (priv/ci.csv, after EN 13757-7:2018) list them.
namespace Gateway.Link.MBus
{
    /// <summary>Control information fields of wired M-Bus.</summary>
    public static class MBusCiField
    {
        /// <summary>Application reset, or selection of an application by the sub-code that follows.</summary>
        public const int ApplicationReset = 0x50;

        /// <summary>Data to the slave, low byte first.</summary>
        public const int DataSend = 0x51;

        /// <summary>Selection by secondary address, low byte first.</summary>
        public const int Select = 0x52;

        /// <summary>Application error from the slave.</summary>
        public const int ApplicationError = 0x70;

        /// <summary>Readings behind the long header, low byte first.</summary>
        public const int Variable = 0x72;

        /// <summary>Fixed data structure, low byte first.</summary>
        public const int Fixed = 0x73;

        /// <summary>As <see cref="Variable"/>, the multi-byte values with the high byte first.</summary>
        public const int VariableHighFirst = 0x76;

        /// <summary>As <see cref="Fixed"/>, with the high byte first.</summary>
        public const int FixedHighFirst = 0x77;

        /// <summary>Readings without a header.</summary>
        public const int NoHeader = 0x78;

        /// <summary>Readings behind the short header.</summary>
        public const int ShortHeader = 0x7A;

        /// <summary>Set the speed to 300 baud; the next ones are 600, 1200, 2400, 4800, 9600, 19200, 38400.
        /// </summary>
        public const int Baud300 = 0xB8;
    }
}
