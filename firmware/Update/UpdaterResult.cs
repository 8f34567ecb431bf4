namespace Gateway.Update
{
    /// <summary>Result of a session's call; names and values of the vendor's UpdateSessionResult.</summary>
    public enum UpdaterResult
    {
        /// <summary>Done.</summary>
        Success = 0,

        /// <summary>Somebody else writes the image.</summary>
        Busy = 1,

        /// <summary>The session is not open any more.</summary>
        BadToken = 2,

        /// <summary>Not the next offset.</summary>
        BadOffset = 3,

        /// <summary>More than the slot holds, or than was announced.</summary>
        TooLarge = 4,

        /// <summary>The flash could not be erased, written or read.</summary>
        FlashError = 5,

        /// <summary>The first bytes are not those of an image.</summary>
        BadMagic = 6,

        /// <summary>A swap is pending.</summary>
        SwapInFlight = 7,

        /// <summary>Resume: there is nothing to go on with.</summary>
        NoImage = 8,

        /// <summary>Resume: the slot holds another image.</summary>
        HeaderMismatch = 9,

        /// <summary>Complete: bytes are missing.</summary>
        Incomplete = 10,

        /// <summary>Complete: the image's own trailer is damaged.</summary>
        BadTlv = 11,

        /// <summary>Complete: the image's own hash does not fit it.</summary>
        HashMismatch = 12,

        /// <summary>A value makes no sense.</summary>
        BadArgument = 13,

        /// <summary>The board has no secondary slot.</summary>
        NoSlot = 14,
    }
}
