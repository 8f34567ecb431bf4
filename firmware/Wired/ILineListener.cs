namespace Gateway.Wired
{
    /// <summary>Is told about tasks that have ended.</summary>
    public interface ILineListener
    {
        /// <summary>A task has ended and can be used again; it may be queued again from within the
        /// call.</summary>
        /// <param name="line">The line that ran it.</param>
        /// <param name="task">The task, with its result.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        void TaskEnded(WiredLine line, ILineTask task, long nowUs);
    }
}
