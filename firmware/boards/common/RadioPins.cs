namespace Gateway.Boards
{
    /// <summary>The wires of one radio.</summary>
    public sealed class RadioPins
    {
        /// <summary>Number of a pin that is not there.</summary>
        public const int NotConnected = -1;

        /// <summary>Says where they are.</summary>
        /// <param name="spiBus">nanoFramework's number of the SPI bus; several radios may share one.</param>
        /// <param name="select">CSn or NSS.</param>
        /// <param name="fifo">GDO0 or DIO1.</param>
        /// <param name="sync">GDO2 or DIO2.</param>
        /// <param name="reset">NRESET of an SX1276, or <see cref="NotConnected"/>.</param>
        public RadioPins(int spiBus, int select, int fifo, int sync, int reset)
        {
            SpiBus = spiBus;
            Select = select;
            Fifo = fifo;
            Sync = sync;
            Reset = reset;
        }

        /// <summary>nanoFramework's number of the SPI bus.</summary>
        public int SpiBus { get; }

        /// <summary>CSn or NSS.</summary>
        public int Select { get; }

        /// <summary>GDO0 or DIO1.</summary>
        public int Fifo { get; }

        /// <summary>GDO2 or DIO2.</summary>
        public int Sync { get; }

        /// <summary>NRESET of an SX1276, or <see cref="NotConnected"/>.</summary>
        public int Reset { get; }
    }
}
