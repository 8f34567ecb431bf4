namespace Gateway.Core
{
    /// <summary>Writes the gateway's counters for the uplink, which does not know what they are.</summary>
    public interface IStatsSource
    {
        /// <summary>Writes members (names and values) into the object that the caller has opened.</summary>
        /// <param name="json">Bounded; what does not fit shows as its overflow.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        void WriteStats(JsonWriter json, long nowUs);
    }
}
