namespace nanoFramework.System.IO.FileSystem
{
    /// <summary>Wiring of a card slot on SPI.</summary>
    public class SDCardSpiParameters
    {
        /// <summary>Number of the slot.</summary>
        public uint slotIndex;

        /// <summary>Number of the bus, 1 ..</summary>
        public uint spiBus;

        /// <summary>Chip select.</summary>
        public uint chipSelectPin;
    }
}
