// The log between the sources and the uplink: records go into a buffer in memory, a job commits the buffer to
// segment files, jobs fetch committed records back for the reader. SPEC.md has the promises, the bytes on
// file and the rules. The loop never waits for a file: Append, Step, TryRead and Acknowledge only copy, and
// Step starts the jobs.
using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>The power-loss safe log of records in segment files.</summary>
    public sealed partial class LogStore : IStage, IRecordQueue
    {
        private readonly LogContext _log;
        private readonly LogFiles _files;
        private readonly IWorker _worker;
        private readonly RecordBuffer _buffer;
        private readonly HouseKeeping _house;
        private readonly Committer _committer;
        private readonly SegmentFetch _fetch;
        private readonly LogQueues _queues;
        private readonly RingReader[] _readers;
        private readonly OpenJob _openJob;
        private bool _isOpen;
        private bool _isJobRunning;
        private bool _isCheckIgnored;

        /// <summary>Makes a closed store; everything it will ever need is allocated here.</summary>
        /// <param name="files">The drive; shared with nobody under the names <c>seg-*</c> and
        /// <c>state-*</c>.</param>
        /// <param name="worker">Runs the file jobs; may be shared with other users of the drive.</param>
        /// <param name="profile">Sizes.</param>
        public LogStore(IFileStore files, IWorker worker, StoreProfile profile)
        {
            _log = new LogContext(files, profile);
            _files = _log.IsFat && profile.SegmentsAtOnce < profile.SegmentCount
                ? new GrowingFiles(_log, this) : new LogFiles(_log);
            _worker = worker;
            _buffer = new RecordBuffer(profile.BufferBytes, profile.CommitAgeUs);
            _house = new HouseKeeping(_log);
            _committer = new Committer(_log, this, _buffer, _house);
            _fetch = new SegmentFetch(_log, this);
            _queues = new LogQueues(_log);
            _readers = _log.Readers;
            _openJob = new OpenJob(this);
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

        /// <summary>Result of the last try to open the log.</summary>
        public StoreStatus Status { get; private set; } = StoreStatus.Failed;

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

        /// <summary>Whether nothing waits for a file: every record committed, every acknowledge
        /// durable.</summary>
        public bool IsSettled
        {
            get { return _buffer.Fill == 0 && !_committer.IsPending && !_house.IsDirty; }
        }

        /// <inheritdoc/>
        public long NextWakeUs { get; private set; } = long.MaxValue;

        /// <summary>Opens the log, or makes one on an empty drive. Blocks: at start only, before the first
        /// step.</summary>
        /// <param name="freshLogId">32 random bits: the log id, should a log have to be made.</param>
        /// <returns>When it is not open it is tried again in the background, every 30 s.</returns>
        public StoreStatus Open(uint freshLogId)
        {
            _openJob.Want(freshLogId);
            return Start(Recover(freshLogId));
        }

        /// <summary>Wipes every record, durable or not, and starts a log with another id; sequence numbers go
        /// on. Blocks, for minutes on a large card.</summary>
        /// <param name="freshLogId">32 random bits: the new log id.</param>
        /// <returns><see cref="StoreStatus.Failed"/> also when the log is not open or a job is under
        /// way.</returns>
        public StoreStatus Format(uint freshLogId)
        {
            if (!_isOpen || _isJobRunning || _committer.IsPending)
            {
                return StoreStatus.Failed;
            }

            for (var ring = 0; ring < SegmentTable.RingCount; ring++)
            {
                var lost = _log.Readers[ring].Pending + _buffer.CountOf(ring);
                _log.Counters.Drop(ring, DropReason.Wiped, lost);
                _log.Readers[ring].Reset();
                _log.Heads[ring] = -1;
            }

            _buffer.Clear();
            return Start(_files.Format(freshLogId, _log.NextSeq - 1));
        }

        /// <summary>Whether there is room for a record now. A source that can wait keeps its record until
        /// there is: a commit is under way, or due.</summary>
        /// <param name="payloadBytes">0 .. <see cref="LogRecord.MaxPayloadBytes"/>.</param>
        /// <returns>true as well when the log is not open: nothing would change by waiting.</returns>
        public bool HasRoomFor(int payloadBytes)
        {
            return !_isOpen || _buffer.Fits(payloadBytes);
        }

        /// <summary>Whether the buffer has come to where a commit should go on beside what comes, lest a
        /// source have to wait for all of it.</summary>
        public bool IsHalfFull
        {
            get { return _isOpen && _buffer.IsHalfFull; }
        }

        /// <summary>Takes a record: copies it into the buffer and gives it its seq. It is durable, and
        /// visible to the reader, after the next commit.</summary>
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
            if (_buffer.NeedsStep)
            {
                NextWakeUs = 0;
            }

            return true;
        }

        /// <summary>Asks for a commit now, before a planned restart. Done when
        /// <see cref="IsSettled"/>.</summary>
        public void Flush()
        {
            _committer.Flush();
            NextWakeUs = 0;
        }

        /// <summary>All records so far count as backlog from now on: the connection was lost.</summary>
        public void MarkBacklog()
        {
            _queues.BacklogSeq = _log.NextSeq - 1;
        }

        /// <inheritdoc/>
        public uint Revision
        {
            get { return _log.Revision; }
        }

        /// <inheritdoc/>
        public int PendingCount(RecordQueueKind queue)
        {
            return _queues.PendingCount(queue);
        }

        /// <summary>Whether every record up to and including <paramref name="seq"/> is acknowledged or
        /// gone.</summary>
        public bool IsDelivered(uint seq)
        {
            for (int queue = 0; queue < _log.AckSeqs.Length; queue++)
            {
                if (_queues.PendingCount((RecordQueueKind)queue) > 0 && _log.AckSeqs[queue] < seq)
                {
                    return false;
                }
            }

            return _buffer.Fill == 0 || _log.MaxSeq >= seq;
        }

        /// <inheritdoc/>
        public uint AcknowledgedSeq(RecordQueueKind queue)
        {
            return _log.AckSeqs[(int)queue];
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

        /// <summary>Test seam: believes every byte on file, to show that the tests notice.</summary>
        internal void IgnoreChecks()
        {
            _isCheckIgnored = true;
            foreach (var reader in _log.Readers)
            {
                reader.IsCheckIgnored = true;
            }
        }

        /// <summary>Finds the log on the drive; blocks.</summary>
        internal StoreStatus Recover(uint freshLogId)
        {
            _log.Forget();
            return new Recovery(_log, _files).Open(freshLogId, _isCheckIgnored);
        }

        /// <summary>The log was looked for once more.</summary>
        internal void OnReopened(StoreStatus status)
        {
            Start(status);
        }

        /// <summary>A file job has ended.</summary>
        internal void OnJobEnded()
        {
            _isJobRunning = false;
            NextWakeUs = 0;
        }

        /// <summary>A file that the log still lacks cannot be made.</summary>
        internal void OnGrowthFailed()
        {
            Status = StoreStatus.Partial;
        }

        private StoreStatus Start(StoreStatus status)
        {
            Status = status;
            _isOpen = status == StoreStatus.Ok || status == StoreStatus.Formatted;
            _log.Table.LinkAll();
            _queues.BacklogSeq = _log.MaxSeq;
            NextWakeUs = 0;
            return status;
        }
    }
}
