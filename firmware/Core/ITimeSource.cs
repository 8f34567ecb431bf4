namespace Gateway.Core
{
    /// <summary>Where the board gets its wall-clock time from.</summary>
    public interface ITimeSource
    {
        /// <summary>Starts asking once the board has a network; idempotent, does not block.</summary>
        void Start();

        /// <summary>The time, when it is known.</summary>
        /// <param name="unixMs">Milliseconds since 1970-01-01 UTC.</param>
        /// <returns>false while nobody has set the clock.</returns>
        bool TryGetUnixMs(out long unixMs);
    }
}
