// Brings the buffer and the acknowledges to the files, one batch of operations at a time; tries a failed
// batch again and then gives its records up. Appends go on meanwhile: the batch has its own copy. A batch is
// made in several steps, because all of it would hold the loop for longer than a slice.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed class Committer
    {
        private const int MaxTries = 3;

        private readonly LogContext _log;
        private readonly LogStore _owner;
        private readonly RecordBuffer _buffer;
        private readonly FileBatch _batch;
        private readonly CommitPlan _plan;
        private readonly HouseKeeping _house;
        private bool _isFlushWanted;
        private bool _isPending;
        private bool _isStaging;
        private bool _isStaged;
        private int _stagedBytes;
        private int _tries;
        private long _retryAtUs;

        public Committer(LogContext log, LogStore owner, RecordBuffer buffer, HouseKeeping house)
        {
            _log = log;
            _owner = owner;
            _buffer = buffer;
            _house = house;
            _batch = new FileBatch(this, log.Files);
            _plan = new CommitPlan(log);
        }

        /// <summary>A batch is being prepared, or was and is not done yet.</summary>
        public bool IsPending
        {
            get { return _isPending || _isStaging; }
        }

        /// <summary>A batch is being prepared, a few records a step.</summary>
        public bool IsStaging
        {
            get { return _isStaging; }
        }

        /// <summary>Whether to go on with a commit before anything else: its job waits for the worker only,
        /// or its next part makes room that is needed.</summary>
        public bool IsUrgent(long nowUs)
        {
            return _isPending ? nowUs >= _retryAtUs
                : _buffer.IsHalfFull && (_isStaging || _buffer.ReadyBytes > 0);
        }

        /// <summary>When there is something to do.</summary>
        public long WakeAtUs
        {
            get
            {
                var bufferUs = _buffer.DueAtUs(_isFlushWanted);
                return _isStaging ? 0 : _isPending ? _retryAtUs
                    : _house.DueAtUs < bufferUs ? _house.DueAtUs : bufferUs;
            }
        }

        /// <summary>Segments that should be free when a batch begins, so that it gives up none while another
        /// file could be made: one for each class. A flush is in a hurry: what it may open itself is
        /// enough.</summary>
        public int SegmentsNeeded
        {
            get
            {
                if (!_isFlushWanted)
                {
                    return SegmentTable.RingCount;
                }

                var count = 0;
                for (var bits = _buffer.RingBits; bits != 0; bits &= bits - 1)
                {
                    count++;
                }

                return count;
            }
        }

        /// <summary>The next batch takes everything, due or not.</summary>
        public void Flush()
        {
            _isFlushWanted = true;
        }

        /// <summary>Starts a batch that is due.</summary>
        public bool TryStart(IWorker worker, long nowUs)
        {
            if (!_isPending && !_isStaging)
            {
                var isCommitDue = _buffer.ReadyBytes > 0 && nowUs >= _buffer.DueAtUs(_isFlushWanted);
                if (!isCommitDue && !_house.IsDue(nowUs, _isFlushWanted))
                {
                    _isFlushWanted = _isFlushWanted && _buffer.Fill > 0;
                    return false;
                }

                BeginBatch();
                return false;
            }

            if (_isStaging)
            {
                if (!_isStaged)
                {
                    _isStaged = _plan.Step(_buffer.Bytes);
                }
                else if (_stagedBytes > 0)
                {
                    // A slice of its own: what came meanwhile stays for the next batch, and moves up.
                    _buffer.RemoveFirst(_stagedBytes);
                    _stagedBytes = 0;
                    _isFlushWanted = _isFlushWanted && _buffer.Fill > 0;
                }
                else
                {
                    EndBatch();
                }

                return false;
            }

            return nowUs >= _retryAtUs && worker.TryStart(_batch);
        }

        public void OnBatchEnded(long nowUs)
        {
            _owner.OnJobEnded();
            var isDone = _batch.DoneCount == _batch.Count;
            _log.Counters.FailedJobs += isDone ? 0 : 1;
            _tries++;
            if (!isDone && _tries < MaxTries)
            {
                _retryAtUs = nowUs + _log.Profile.RetryUs;
                return;
            }

            _isPending = false;
            _log.Counters.Commits += isDone && _plan.MaxSeq > 0 ? 1 : 0;
            _house.Apply(_batch.DoneCount, nowUs);
            _plan.Apply(_batch.DoneCount);
        }

        private void BeginBatch()
        {
            _batch.Clear();
            _house.Trim();
            _stagedBytes = _buffer.ReadyBytes;
            _plan.Begin(_stagedBytes, _buffer.RingBits);
            _isStaging = true;
            _isStaged = false;
        }

        private void EndBatch()
        {
            _isStaging = false;
            _house.AddState(_batch, _plan);
            _plan.AddOperations(_batch);
            _house.AddDeletes(_batch);
            _tries = 0;
            _retryAtUs = 0;
            _isPending = true;
        }
    }
}
