namespace Gateway.Core
{
    /// <summary>A blocking call, prepared by a stage and run by an <see cref="IWorker"/>.</summary>
    public interface IJob
    {
        /// <summary>Runs away from the loop. It may block; it touches only what belongs to the job.</summary>
        void Run();

        /// <summary>Runs on the loop, once, after <see cref="Run"/> has ended.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="faulted">true when <see cref="Run"/> ended with an exception (counted by the
        /// worker).</param>
        void Completed(long nowUs, bool faulted);
    }
}
