using System;
using Gateway.Core;
using nanoFramework.System.IO.FileSystem;

namespace Gateway.Boards.Esp32
{
    /// <summary>The files of an SD card on SPI. The card is mounted when its size is asked for: at start,
    /// and again when it was not there then.</summary>
    /// <remarks>UNVERIFIED-HW: that nanoFramework finds a card again that was pulled out while it was
    /// mounted, without a restart.</remarks>
    public sealed class CardFileStore : NanoFileStore
    {
        // No more than the largest store profile uses: the rest of the card is the installer's.
        private const long MostBytes = 64L * 1024 * 1024;

        private readonly SDCard _card;

        /// <summary>Nothing is mounted yet.</summary>
        /// <param name="spiBus">nanoFramework's number of the bus.</param>
        /// <param name="chipSelectPin">Chip select of the slot.</param>
        public CardFileStore(int spiBus, int chipSelectPin)
            : base("D:\\", FileSystemKind.Fat, MostBytes)
        {
            SDCardSpiParameters wires = new SDCardSpiParameters();
            wires.spiBus = (uint)spiBus;
            wires.chipSelectPin = (uint)chipSelectPin;
            _card = new SDCard(wires, null);
        }

        /// <summary>Bytes that may be used; 0 without a card. Blocks.</summary>
        public override long CapacityBytes
        {
            get
            {
                try
                {
                    if (!_card.IsMounted)
                    {
                        _card.Mount();
                    }

                    return base.CapacityBytes;
                }
                catch (Exception)
                {
                    return 0;
                }
            }
        }
    }
}
