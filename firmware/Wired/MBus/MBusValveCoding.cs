namespace Gateway.Wired.MBus
{
    /// <summary>How a make of meter codes its output. EN 13757-3 has VIF FDh 1Fh, "remote control", and
    /// leaves its values to the maker; 0, 1, 2 are the control states of COSEM, to which companion standards
    /// map it. A make with another record is described here.</summary>
    public sealed class MBusValveCoding
    {
        /// <summary>DIF, then VIF with its extensions, of the record that is written.</summary>
        public byte[] Record = { 0x01, 0xFD, 0x1F };

        /// <summary>VIF with its extensions of the record that tells the state.</summary>
        public byte[] StateVif = { 0xFD, 0x1F };

        /// <summary>Value for and of "disconnected".</summary>
        public int DisconnectedValue;

        /// <summary>Value for and of "connected".</summary>
        public int ConnectedValue = 1;

        /// <summary>Value of "ready for reconnection"; −1 = the make has none.</summary>
        public int ReadyValue = 2;
    }
}
