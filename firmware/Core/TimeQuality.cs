namespace Gateway.Core
{
    /// <summary>How the wall-clock time of a record came about (<c>tq</c>). Stored in the log: never
    /// renumber.</summary>
    public enum TimeQuality
    {
        /// <summary>Never set: the stamp counts from boot.</summary>
        None = 0,

        /// <summary>From a real-time clock or the last known time.</summary>
        Rtc = 1,

        /// <summary>From the network.</summary>
        Ntp = 2,

        /// <summary>Of a record that was taken before the clock was set: worked out from it later, when the
        /// record was published. Never stored.</summary>
        Corrected = 3,
    }
}
