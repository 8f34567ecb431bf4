namespace Gateway.Core
{
    /// <summary>
    /// A part of the pipeline that the loop runs. A stage reads no clock, starts no thread and never sleeps.
    /// </summary>
    public interface IStage
    {
        /// <summary>Earliest time, in microseconds since boot, at which <see cref="Step"/> has work;
        /// <see cref="long.MaxValue"/> when idle.</summary>
        long NextWakeUs { get; }

        /// <summary>Does one bounded slice of work (at most 2 ms of device time) and returns.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        void Step(long nowUs);
    }
}
