using System;
using Gateway.Core;

namespace Gateway.Uplink.Links
{
    /// <summary>A worker for jobs that do not block: they run on the loop, when they are started. An
    /// exception of a job is told to the job, as a worker with a thread does it.</summary>
    public sealed class LoopWorker : IWorker
    {
        private IJob _job;
        private bool _isFaulted;

        /// <inheritdoc/>
        public bool IsBusy => _job != null;

        /// <inheritdoc/>
        public bool TryStart(IJob job)
        {
            if (_job != null)
            {
                return false;
            }

            _job = job;
            _isFaulted = false;
            try
            {
                job.Run();
            }
            catch (Exception)
            {
                _isFaulted = true;
            }

            return true;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            IJob job = _job;
            if (job != null)
            {
                _job = null;
                job.Completed(nowUs, _isFaulted);
            }
        }
    }
}
