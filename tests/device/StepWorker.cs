using Gateway.Core;

namespace Gateway.DeviceTests
{
    /// <summary>Runs a job at the step after its start: no thread, the same order each time.</summary>
    internal sealed class StepWorker : IWorker
    {
        private IJob _job;

        /// <inheritdoc/>
        public bool IsBusy
        {
            get { return _job != null; }
        }

        /// <inheritdoc/>
        public bool TryStart(IJob job)
        {
            if (_job != null)
            {
                return false;
            }

            _job = job;
            return true;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            IJob job = _job;
            if (job != null)
            {
                job.Run();
                _job = null;
                job.Completed(nowUs, false);
            }
        }
    }
}
