using System;
using Gateway.Standins;

namespace nanoFramework.System.IO.FileSystem
{
    /// <summary>A card slot on SPI.</summary>
    public class SDCard
    {
        /// <summary>Nothing is mounted yet.</summary>
        public SDCard(SDCardSpiParameters spiParameters, CardDetectParameters cdParameters = null)
        {
            SpiParameters = spiParameters ?? throw new ArgumentNullException(nameof(spiParameters));
            CdParameters = cdParameters;
        }

        /// <summary>Where the slot is wired.</summary>
        public SDCardSpiParameters SpiParameters { get; }

        /// <summary>How it is seen that a card is there; null = it is not.</summary>
        public CardDetectParameters CdParameters { get; }

        /// <summary>Whether the card's drive is there.</summary>
        public bool IsMounted { get; private set; }

        /// <summary>Makes the card's file system the drive D:.</summary>
        public void Mount()
        {
            StandinHost.Required.MountCard(
                (int)SpiParameters.spiBus, (int)SpiParameters.chipSelectPin);
            IsMounted = true;
        }
    }
}
