namespace Gateway.Filter
{
    /// <summary>Answer of <see cref="HeldTelegrams.Hold"/>.</summary>
    public enum HoldResult
    {
        /// <summary>Kept: the first of its meter and interval.</summary>
        Held = 0,

        /// <summary>Kept in place of an earlier one of the same meter and interval.</summary>
        Superseded = 1,

        /// <summary>Not kept: no room.</summary>
        Full = 2,
    }
}
