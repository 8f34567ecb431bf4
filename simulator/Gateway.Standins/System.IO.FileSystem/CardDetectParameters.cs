namespace nanoFramework.System.IO.FileSystem
{
    /// <summary>How a card slot tells that a card is there.</summary>
    public class CardDetectParameters
    {
        /// <summary>Whether there is a pin for it.</summary>
        public bool enableCardDetectPin;

        /// <summary>Level of the pin with a card.</summary>
        public bool cardDetectedState;

        /// <summary>The pin.</summary>
        public uint cardDetectPin;

        /// <summary>Mount when a card comes.</summary>
        public bool autoMount;
    }
}
