using Gateway.Schedule;

namespace Gateway.App.Readout
{
    /// <content>Jobs whose time is changed.</content>
    public sealed partial class LineStage
    {
        /// <summary>Jobs.</summary>
        public int JobCount
        {
            get { return _jobCount; }
        }

        /// <summary>A job.</summary>
        /// <param name="number">0 .. <see cref="JobCount"/> − 1.</param>
        public ScheduledJob JobAt(int number)
        {
            return _jobs[number];
        }

        /// <summary>Gives a job another time. What it reads and its class stay.</summary>
        /// <param name="number">0 .. <see cref="JobCount"/> − 1.</param>
        /// <param name="job">With the other time.</param>
        /// <param name="fromMs">Runs before this are not missed ones, in milliseconds since 1970-01-01 UTC; 0
        /// = what was settled stays.</param>
        public void Reschedule(int number, ScheduledJob job, long fromMs)
        {
            long settledMs = _jobs[number].SettledMs;
            job.SettledMs = settledMs > fromMs ? settledMs : fromMs;
            _jobs[number] = job;
        }
    }
}
