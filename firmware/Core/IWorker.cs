namespace Gateway.Core
{
    /// <summary>
    /// One slot for calls that block (connect, publish, file commit). The loop never waits for it.
    /// A board has one worker for files and one for the network, so that a slow broker cannot delay a commit.
    /// </summary>
    public interface IWorker
    {
        /// <summary>Whether a job is running or its completion has not been delivered yet.</summary>
        bool IsBusy { get; }

        /// <summary>Starts <paramref name="job"/> unless the slot is taken.</summary>
        /// <returns>false when the slot is taken; the job has not been started then.</returns>
        bool TryStart(IJob job);

        /// <summary>Called by the loop: delivers <see cref="IJob.Completed"/> of a finished job.</summary>
        void Step(long nowUs);
    }
}
