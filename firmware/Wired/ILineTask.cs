namespace Gateway.Wired
{
    /// <summary>
    /// One use of a line, from its first request to its last reply; nothing else is sent in between. Made
    /// once and used again. Every call is one slice of at most 2 ms.
    /// </summary>
    public interface ILineTask
    {
        /// <summary>Time of the next <see cref="Next"/> after <see cref="LineVerb.Wait"/>, in
        /// microseconds.</summary>
        long ResumeUs { get; }

        /// <summary>The line is the task's now.</summary>
        void Begin(long nowUs);

        /// <summary>Says what to do next; after <see cref="LineVerb.Send"/> it is asked again with the result
        /// of that exchange.</summary>
        /// <param name="exchange">The line's exchange: result and reply of the last one, to be filled for the
        /// next one by <see cref="SerialExchange.Prepare"/>.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        LineVerb Next(SerialExchange exchange, long nowUs);
    }
}
