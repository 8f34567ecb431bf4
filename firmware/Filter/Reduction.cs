namespace Gateway.Filter
{
    /// <summary>Which telegrams of a wanted meter are worth a record.</summary>
    public enum Reduction
    {
        /// <summary>Every one.</summary>
        Every = 0,

        /// <summary>The first after the start of each interval: one byte a meter.</summary>
        First = 1,

        /// <summary>The last before the end of each interval: a telegram's worth of RAM a meter.</summary>
        Last = 2,
    }
}
