namespace Gateway.Link.Apl
{
    /// <summary>Function field of the DIF (bits 4 and 5, EN 13757-3 clause 6.3).</summary>
    public enum RecordFunction
    {
        /// <summary>The value now, or at the storage's time.</summary>
        Instantaneous = 0,

        /// <summary>The greatest value.</summary>
        Maximum = 1,

        /// <summary>The least value.</summary>
        Minimum = 2,

        /// <summary>The value while the meter had an error.</summary>
        ErrorState = 3,
    }
}
