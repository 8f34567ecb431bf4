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

        /// <summary>Gives a job another time. What it reads, its class and what was settled stay.</summary>
        public void Reschedule(int number, ScheduledJob job)
        {
            job.SettledMs = _jobs[number].SettledMs;
            _jobs[number] = job;
        }
    }
}
