// The files of a new log on FAT: 64 MB take more than a minute, and the first of them are enough to begin
// with. The others are made one by one, as jobs between those of the log.
using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>Makes the segment files that a new log does not have yet.</summary>
    internal sealed class SegmentMaker : IJob
    {
        // For others who have something to do with the drive.
        private const long PauseUs = 50000;

        private readonly LogContext _log;
        private readonly LogStore _owner;
        private readonly LogFiles _files;
        private int _slot;
        private bool _isMade;
        private long _atUs;

        public SegmentMaker(LogContext log, LogStore owner, LogFiles files)
        {
            _log = log;
            _owner = owner;
            _files = files;
            FindNext(0);
        }

        /// <summary>Whether a file is missing.</summary>
        public bool IsWanted
        {
            get { return _slot >= 0; }
        }

        /// <summary>When to make the next one.</summary>
        public long WakeAtUs
        {
            get { return _slot < 0 ? long.MaxValue : _atUs; }
        }

        /// <summary>Makes the next one.</summary>
        public bool TryStart(IWorker worker, long nowUs)
        {
            return _slot >= 0 && nowUs >= _atUs && worker.TryStart(this);
        }

        public void Run()
        {
            _isMade = false;
            _isMade = _files.Wipe(_slot);
        }

        public void Completed(long nowUs, bool faulted)
        {
            _log.Table.Ring[_slot] = _isMade && !faulted ? SegmentTable.Free : SegmentTable.Unusable;
            _atUs = nowUs + PauseUs;
            FindNext(_slot + 1);
            _owner.OnJobEnded();
        }

        private void FindNext(int slot)
        {
            SegmentTable table = _log.Table;
            while (slot < table.SlotCount && table.Ring[slot] != SegmentTable.Unmade)
            {
                slot++;
            }

            _slot = slot < table.SlotCount ? slot : -1;
        }
    }
}
