// The segment files of a large log on FAT: the log begins with its first ones, and each of the others is made
// shortly before its first turn, as a job between two commits. All are used in turn, so that a file that is
// not there yet always has a number above those that are: how many there are is all that has to be known.
using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>Makes the files that a log does not have yet, one at a time, ahead of those who need
    /// them.</summary>
    internal sealed class GrowingFiles : LogFiles, IJob
    {
        private const int MaxTries = 3;

        private readonly LogContext _log;
        private readonly LogStore _owner;
        private int _limit;
        private int _tries;
        private bool _isMade;
        private long _retryAtUs;

        public GrowingFiles(LogContext log, LogStore owner)
            : base(log)
        {
            _log = log;
            _owner = owner;
        }

        /// <inheritdoc/>
        public override bool IsGrowing
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override void OnOpened(int limit)
        {
            _limit = limit;
            _tries = 0;
            _retryAtUs = 0;
            _log.Table.GoOnInTurn();
        }

        /// <inheritdoc/>
        public override bool TryMake(Committer committer, IWorker worker, long nowUs)
        {
            SegmentTable table = _log.Table;
            return table.SlotCount < _limit && nowUs >= _retryAtUs && !committer.IsPending
                && !table.HasFreeAhead(committer.SegmentsNeeded) && worker.TryStart(this);
        }

        // UNVERIFIED-HW: that the loop gets its turn between two of the 512 writes, and that a card is not
        // busy for longer than the radio's FIFO lasts in one of them.
        /// <summary>Makes the next file. It is made anew should a cut have left a part of it.</summary>
        public void Run()
        {
            _isMade = false;
            _isMade = Wipe(_log.Table.SlotCount);
        }

        /// <summary>The file may be used. What failed is tried three times; then the log makes do with the
        /// files that it has, until the next start.</summary>
        public void Completed(long nowUs, bool faulted)
        {
            SegmentTable table = _log.Table;
            _owner.OnJobEnded();
            if (_isMade && !faulted)
            {
                table.Release(table.SlotCount);
                table.SlotCount++;
                _tries = 0;
                return;
            }

            _log.Counters.FailedJobs++;
            _retryAtUs = nowUs + _log.Profile.RetryUs;
            _tries++;
            if (_tries >= MaxTries)
            {
                _limit = table.SlotCount;
                _owner.OnGrowthFailed();
            }
        }
    }
}
