namespace Gateway.Filter
{
    /// <summary>Answer to "does this box hear this meter?"</summary>
    public enum MeterHearing
    {
        /// <summary>Not yet.</summary>
        NotYet = 0,

        /// <summary>Only damaged frames with its address: too weak, or something else's.</summary>
        BadCrc,

        /// <summary>Yes, but the list does not let its telegrams on.</summary>
        Filtered,

        /// <summary>Yes.</summary>
        Heard,
    }
}
