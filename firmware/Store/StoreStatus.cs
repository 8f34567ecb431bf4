namespace Gateway.Store
{
    /// <summary>Result of opening or formatting the log.</summary>
    public enum StoreStatus
    {
        /// <summary>An existing log is open.</summary>
        Ok = 0,

        /// <summary>There was no log: a new one was made.</summary>
        Formatted,

        /// <summary>The drive holds fewer than <see cref="StoreProfile.MinSegmentCount"/> segments.</summary>
        TooSmall,

        /// <summary>The files cannot be written: the log is closed, every append is refused and
        /// counted.</summary>
        Failed,

        /// <summary>The log is open with fewer files than it should have: one that it needed could not be
        /// made, because the drive is full or fails. It is tried again at the next start.</summary>
        Partial,
    }
}
