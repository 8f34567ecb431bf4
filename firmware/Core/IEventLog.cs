namespace Gateway.Core
{
    /// <summary>What the gateway itself has to say: kept in its event ring, and delivered like readings as
    /// far as a headend should hear of it.</summary>
    public interface IEventLog
    {
        /// <summary>Starts an event for the headend: <c>{"event":kind</c>. Members follow; what does not fit
        /// is left out as a whole, with the event, and counted.</summary>
        /// <param name="kind">One of the contract's words.</param>
        /// <returns>The writer, inside the object, until <see cref="End"/>.</returns>
        JsonWriter Begin(string kind);

        /// <summary>Starts an event of any level.</summary>
        /// <param name="kind">One of the contract's words.</param>
        /// <param name="level">Who hears of it.</param>
        /// <returns>The writer, inside the object, until <see cref="End"/>.</returns>
        JsonWriter Begin(string kind, EventLevel level);

        /// <summary>Closes the event and hands it to the log.</summary>
        /// <param name="nowUs">Its time, in microseconds since boot.</param>
        void End(long nowUs);
    }
}
