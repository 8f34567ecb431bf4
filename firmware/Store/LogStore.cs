// The log between the sources and the uplink: records go into a buffer in memory, a job commits the buffer to segment
// files, jobs fetch committed records back for the reader. SPEC.md has the promises, the bytes on file and the rules.
// The loop never waits for a file: Append, Step, TryRead and Acknowledge only copy, and Step starts the jobs.
using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>The power-loss safe log of records in segment files.</summary>
    public sealed class LogStore : IStage, IRecordQueue
    {
        // CRC bytes of one step: about 2,000 IL-op equivalents, well under the 2 ms of a slice.
        private const int SliceBytes = 128;
        private const int MaxTries = 3;
        private const int MaxFetchTries = 60;
        private const long PollUs = 10000;

        private readonly LogContext _log;
        private readonly LogFiles _files;
        private readonly IWorker _worker;
        private readonly FileBatch _batch;
        private readonly SegmentFetch _fetch;
        private readonly CommitPlan _plan;
        private readonly HouseKeeping _house;
        private readonly LogQueues _queues;
        private readonly RecordBuffer _buffer;
        private bool _isFlushWanted;
        private bool _isOpen;
        private bool _isJobRunning;
        private bool _isBatchPending;
        private int _tries;
        private long _retryAtUs;
        private long _fetchAtUs;
        private bool _isCheckIgnored;

        /// <summary>Makes a closed store; everything it will ever need is allocated here.</summary>
        /// <param name="files">The drive; shared with nobody under the names <c>seg-*</c> and <c>state-*</c>.</param>
        /// <param name="worker">Runs the file jobs; may be shared with other users of the drive.</param>
        /// <param name="profile">Sizes.</param>
        public LogStore(IFileStore files, IWorker worker, StoreProfile profile)
        {
            _log = new LogContext(files, profile);
            _files = new LogFiles(_log);
            _worker = worker;
            _batch = new FileBatch(this, files);
            _fetch = new SegmentFetch(this, files);
            _plan = new CommitPlan(_log);
            _house = new HouseKeeping(_log);
            _queues = new LogQueues(_log);
            _buffer = new RecordBuffer(profile.BufferBytes, profile.CommitAgeUs);
        }

        /// <summary>What happened since start.</summary>
        public StoreCounters Counters
        {
            get { return _log.Counters; }
        }

        /// <inheritdoc/>
        public uint LogId
        {
            get { return _log.State.LogId; }
        }

        /// <summary>Highest seq that may have been handed out.</summary>
        public uint CommittedSeq
        {
            get { return _log.MaxSeq; }
        }

        /// <summary>Bytes in memory that wait for a commit.</summary>
        public int BufferedBytes
        {
            get { return _buffer.Fill; }
        }

        /// <summary>Whether nothing waits for a file: every record committed, every acknowledge durable.</summary>
        public bool IsSettled
        {
            get { return _buffer.Fill == 0 && !_isBatchPending && !_house.IsDirty; }
        }

        /// <inheritdoc/>
        public long NextWakeUs { get; private set; } = long.MaxValue;

        /// <summary>Opens the log, or makes one on an empty drive. Blocks: at start only, before the first step.</summary>
        /// <param name="freshLogId">32 random bits: the log id, should a log have to be made.</param>
        /// <returns><see cref="StoreStatus.Failed"/> may be tried again.</returns>
        public StoreStatus Open(uint freshLogId)
        {
            var status = new Recovery(_log, _files).Open(freshLogId, _isCheckIgnored);
            return Start(status);
        }

        /// <summary>Wipes every record, durable or not, and starts a log with another id; sequence numbers go on.
        /// Blocks, for minutes on a large card.</summary>
        /// <param name="freshLogId">32 random bits: the new log id.</param>
        /// <returns><see cref="StoreStatus.Failed"/> also when the log is not open or a job is under way.</returns>
        public StoreStatus Format(uint freshLogId)
        {
            if (!_isOpen || _isJobRunning || _isBatchPending)
            {
                return StoreStatus.Failed;
            }

            for (var ring = 0; ring < SegmentTable.RingCount; ring++)
            {
                _log.Counters.Drop(ring, DropReason.Wiped, _log.Readers[ring].Pending + _buffer.CountOf(ring));
                _log.Readers[ring].Reset();
                _log.Heads[ring] = -1;
            }

            _buffer.Clear();
            return Start(_files.Format(freshLogId, _log.NextSeq - 1));
        }

        /// <summary>Takes a record: copies it into the buffer and gives it its seq. It is durable, and visible to the
        /// reader, after the next commit.</summary>
        /// <param name="record">Seq is set; the rest is read.</param>
        /// <returns>false when it was dropped; counted with the reason.</returns>
        public bool Append(LogRecord record)
        {
            var ring = (int)record.Class;
            if (ring < 0 || ring >= SegmentTable.RingCount || record.PayloadLength < 0
                || record.PayloadLength > LogRecord.MaxPayloadBytes)
            {
                _log.Counters.Drop(ring & 3, DropReason.Invalid, 1);
                return false;
            }

            if (!_isOpen || _log.NextSeq >= LogContext.LastUsableSeq)
            {
                _log.Counters.Drop(ring, _isOpen ? DropReason.SeqExhausted : DropReason.Closed, 1);
                return false;
            }

            // A refused record uses up a seq as well: the gap shows to the headend that something is missing.
            record.Seq = _log.NextSeq++;
            if (!_buffer.TryAdd(record))
            {
                _log.Counters.Drop(ring, DropReason.BufferFull, 1);
                return false;
            }

            _log.Counters.Appended++;
            NextWakeUs = 0;
            return true;
        }

        /// <summary>Asks for a commit now, before a planned restart. Done when <see cref="IsSettled"/>.</summary>
        public void Flush()
        {
            _isFlushWanted = true;
            NextWakeUs = 0;
        }

        /// <summary>All records so far count as backlog from now on: the connection was lost.</summary>
        public void MarkBacklog()
        {
            _queues.BacklogSeq = _log.NextSeq - 1;
        }

        /// <inheritdoc/>
        public int PendingCount(RecordQueueKind queue)
        {
            return _queues.PendingCount(queue);
        }

        /// <inheritdoc/>
        public long OldestPendingMs(RecordQueueKind queue)
        {
            return _queues.OldestPendingMs(queue);
        }

        /// <inheritdoc/>
        public bool TryRead(RecordQueueKind queue, LogRecord into)
        {
            var isRead = _queues.TryRead(queue, into);
            NextWakeUs = isRead ? 0 : NextWakeUs;
            return isRead;
        }

        /// <inheritdoc/>
        public void Rewind(RecordQueueKind queue)
        {
            _queues.Rewind(queue);
            NextWakeUs = 0;
        }

        /// <inheritdoc/>
        public void Acknowledge(RecordQueueKind queue, uint seq)
        {
            var count = _queues.Acknowledge(queue, seq);
            if (count >= 0)
            {
                _house.OnAcknowledged(count);
                NextWakeUs = 0;
            }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (!_isOpen)
            {
                NextWakeUs = long.MaxValue;
                return;
            }

            _buffer.Stamp(nowUs);
            _house.Stamp(nowUs);
            var isBusy = _buffer.Seal(SliceBytes) || ReadSlice();
            if (!_isJobRunning && !_worker.IsBusy)
            {
                StartJob(nowUs);
            }

            NextWakeUs = isBusy ? 0 : WakeAt(nowUs);
        }

        /// <summary>Test seam: believes every byte on file, to show that the tests notice.</summary>
        internal void IgnoreChecks()
        {
            _isCheckIgnored = true;
            foreach (var reader in _log.Readers)
            {
                reader.IsCheckIgnored = true;
            }
        }

        internal void OnBatchCompleted(long nowUs)
        {
            _isJobRunning = false;
            NextWakeUs = 0;
            var isDone = _batch.DoneCount == _batch.Count;
            _log.Counters.FailedJobs += isDone ? 0 : 1;
            _tries++;
            if (!isDone && _tries < MaxTries)
            {
                _retryAtUs = nowUs + _log.Profile.RetryUs;
                return;
            }

            _isBatchPending = false;
            _log.Counters.Commits += isDone && _plan.MaxSeq > 0 ? 1 : 0;
            _house.Apply(_batch.DoneCount, nowUs);
            _plan.Apply(_batch.DoneCount);
        }

        internal void OnFetchCompleted(long nowUs, int readCount)
        {
            _isJobRunning = false;
            NextWakeUs = 0;
            var reader = _fetch.Reader;
            if (reader.Epoch != _fetch.Epoch)
            {
                return;
            }

            if (readCount >= 0 && _fetch.IsEnough)
            {
                reader.OnFetched(readCount);
                return;
            }

            _log.Counters.FailedJobs++;
            _fetchAtUs = nowUs + _log.Profile.RetryUs;
            if (++reader.FailedFetches >= MaxFetchTries || readCount >= 0)
            {
                reader.GiveUpSegment();
                CloseGivenUp(reader);
            }
        }

        private StoreStatus Start(StoreStatus status)
        {
            _isOpen = status == StoreStatus.Ok || status == StoreStatus.Formatted;
            _queues.BacklogSeq = _log.MaxSeq;
            NextWakeUs = 0;
            return status;
        }

        /// <summary>Checks a piece of what was fetched; false when no reader has anything to check.</summary>
        private bool ReadSlice()
        {
            foreach (var reader in _log.Readers)
            {
                if (reader.HasWork)
                {
                    reader.Work(SliceBytes, _log.AckSeqs[LogContext.QueueOf(reader.Ring)]);
                    if (reader.GivenUpSegment >= 0)
                    {
                        CloseGivenUp(reader);
                    }

                    return true;
                }
            }

            return false;
        }

        private void CloseGivenUp(RingReader reader)
        {
            var head = _log.Heads[reader.Ring];
            _log.Heads[reader.Ring] = head == reader.GivenUpSegment ? -1 : head;
            reader.GivenUpSegment = -1;
            _house.WantTrim();
        }

        private void StartJob(long nowUs)
        {
            if (_isBatchPending)
            {
                if (nowUs >= _retryAtUs)
                {
                    _isJobRunning = _worker.TryStart(_batch);
                    return;
                }
            }
            else if (IsCommitDue(nowUs) || _house.IsDue(nowUs, _isFlushWanted))
            {
                PrepareBatch();
                _isJobRunning = _worker.TryStart(_batch);
                return;
            }

            _isFlushWanted = _isFlushWanted && _buffer.Fill > 0;
            if (nowUs >= _fetchAtUs)
            {
                StartFetch();
            }
        }

        private bool IsCommitDue(long nowUs)
        {
            return _buffer.IsSealed && nowUs >= _buffer.DueAtUs(_isFlushWanted);
        }

        private void PrepareBatch()
        {
            _batch.Clear();
            _house.Trim();
            _plan.Stage(_buffer.Bytes, _buffer.IsSealed ? _buffer.Fill : 0);
            _house.AddState(_batch, _plan);
            _plan.AddOperations(_batch);
            _house.AddDeletes(_batch);
            _tries = 0;
            _retryAtUs = 0;
            _isBatchPending = true;
            if (_buffer.IsSealed)
            {
                _buffer.Clear();
                _isFlushWanted = false;
            }
        }

        private void StartFetch()
        {
            foreach (var reader in _log.Readers)
            {
                if (reader.WantsFetch)
                {
                    _fetch.Prepare(reader, _log.Table.Name(reader.Segment), _log.Table.Used[reader.Segment]);
                    _isJobRunning = _worker.TryStart(_fetch);
                    return;
                }
            }
        }

        private long WakeAt(long nowUs)
        {
            if (_isJobRunning)
            {
                return long.MaxValue;
            }

            if (_worker.IsBusy)
            {
                return nowUs + PollUs;
            }

            var bufferUs = _buffer.DueAtUs(_isFlushWanted);
            var wake = _house.DueAtUs < bufferUs ? _house.DueAtUs : bufferUs;
            wake = _isBatchPending ? _retryAtUs : wake;
            foreach (var reader in _log.Readers)
            {
                wake = reader.WantsFetch && _fetchAtUs < wake ? _fetchAtUs : wake;
            }

            return wake;
        }
    }
}
