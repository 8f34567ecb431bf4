namespace Gateway.Filter
{
    /// <summary>What becomes of a telegram.</summary>
    public enum FilterVerdict
    {
        /// <summary>Goes to the store now.</summary>
        Forward = 0,

        /// <summary>A repeat, or the same reception by a second radio.</summary>
        Duplicate = 1,

        /// <summary>A rule denies its meter.</summary>
        Filtered = 2,

        /// <summary>Wanted, but its interval has its telegram already.</summary>
        Reduced = 3,

        /// <summary>No rule names its meter: counted in the meter table, nothing else.</summary>
        Unknown = 4,

        /// <summary>Kept as the last of its interval; <see cref="TelegramFilter.TryTakeDue"/> gives it
        /// back.</summary>
        Deferred = 5,
    }
}
