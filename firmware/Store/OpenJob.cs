using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>Tries again to open a log that could not be opened at start, because the card was not there:
    /// as a job, for recovery takes seconds and the loop goes on.</summary>
    internal sealed class OpenJob : IJob
    {
        private const long RetryUs = 30000000;

        private readonly LogStore _owner;
        private uint _freshLogId;
        private StoreStatus _status;
        private long _atUs;
        private bool _isRunning;

        public OpenJob(LogStore owner)
        {
            _owner = owner;
        }

        /// <summary>Opening failed: it is tried again.</summary>
        /// <param name="freshLogId">Log id, should a log have to be made.</param>
        public void Want(uint freshLogId)
        {
            _freshLogId = freshLogId;
            _atUs = 0;
        }

        /// <summary>Starts a try that is due; when to look again.</summary>
        public long Step(IWorker worker, long nowUs)
        {
            if (_isRunning)
            {
                return long.MaxValue;
            }

            if (_atUs == 0)
            {
                _atUs = nowUs + RetryUs;
            }
            else if (nowUs >= _atUs)
            {
                _isRunning = worker.TryStart(this);
                return _isRunning ? long.MaxValue : nowUs + RetryUs;
            }

            return _atUs;
        }

        public void Run()
        {
            _status = StoreStatus.Failed;
            _status = _owner.Recover(_freshLogId);
        }

        public void Completed(long nowUs, bool faulted)
        {
            _isRunning = false;
            _atUs = nowUs + RetryUs;
            _owner.OnReopened(faulted ? StoreStatus.Failed : _status);
        }
    }
}
