namespace Gateway.Uplink.Links
{
    /// <summary>A link that knows what time it is.</summary>
    public interface ILinkTime
    {
        /// <summary>Who knows, for the event of the clock: "modem", "bridge".</summary>
        string TimeSource { get; }

        /// <summary>The time of day.</summary>
        /// <param name="nowUs">Time since boot.</param>
        /// <param name="unixMs">Milliseconds since 1970-01-01 UTC at <paramref name="nowUs"/>.</param>
        /// <returns>false while it is not known.</returns>
        bool TryGetUnixMs(long nowUs, out long unixMs);
    }
}
