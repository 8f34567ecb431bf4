namespace Gateway.Core
{
    /// <summary>Records of class event: what the gateway itself has to say, kept and delivered like
    /// readings.</summary>
    public interface IEventLog
    {
        /// <summary>Starts an event: <c>{"event":kind</c>. Members follow; what does not fit is left out as a
        /// whole, with the event, and counted.</summary>
        /// <param name="kind">One of the contract's words.</param>
        /// <returns>The writer, inside the object, until <see cref="End"/>.</returns>
        JsonWriter Begin(string kind);

        /// <summary>Closes the event and hands it to the log.</summary>
        /// <param name="nowUs">Its time, in microseconds since boot.</param>
        void End(long nowUs);
    }
}
