namespace Gateway.Radio
{
    /// <summary>What a radio counted since boot. Counters wrap; readers take differences.</summary>
    public sealed class RadioCounters
    {
        /// <summary>Sync words seen.</summary>
        public uint Syncs;

        /// <summary>Frames delivered to their full length.</summary>
        public uint Completed;

        /// <summary>Frames that the sink did not want to the end.</summary>
        public uint Aborted;

        /// <summary>FIFO overflows: the firmware was late.</summary>
        public uint Overflows;

        /// <summary>Frames that stopped coming.</summary>
        public uint Stalled;

        /// <summary>Times the driver had to reset the chip.</summary>
        public uint Restarts;

        /// <summary>Bytes drained from the FIFO.</summary>
        public uint BytesDrained;

        /// <summary>SPI transfers.</summary>
        public uint Transfers;
    }
}
