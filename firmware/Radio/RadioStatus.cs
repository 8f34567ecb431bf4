namespace Gateway.Radio
{
    /// <summary>Result of starting a radio.</summary>
    public enum RadioStatus
    {
        /// <summary>The chip listens.</summary>
        Ok = 0,

        /// <summary>No chip answers: SPI wiring, chip select or supply.</summary>
        NotFound,

        /// <summary>A chip answers, but not this one (part number or version).</summary>
        WrongChip,

        /// <summary>A register did not keep what was written: SPI wiring or clock.</summary>
        RegisterMismatch,

        /// <summary>The pin that tells the end of a frame does not reach its input: cut, or two
        /// swapped.</summary>
        PinMismatch,

        /// <summary>The chip did not reach receive mode in time: crystal or supply.</summary>
        NoReceive,

        /// <summary>The driver does not know the profile.</summary>
        UnknownProfile,
    }
}
