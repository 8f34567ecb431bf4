namespace Gateway.Core
{
    /// <summary>Writes the gateway's counters for the uplink, which does not know what they are.</summary>
    public interface IStatsSource
    {
        /// <summary>Writes some members (names and values) into the object that the caller has opened: so
        /// many as fit into a slice of the loop, 80 bytes or so.</summary>
        /// <param name="json">Bounded; what does not fit shows as its overflow.</param>
        /// <param name="part">0 for the first call of a message, then 1, 2, ...</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>Whether there are more parts.</returns>
        bool WriteStats(JsonWriter json, int part, long nowUs);
    }
}
