using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>Fetches pieces of segment files into the buffers of the readers, one at a time, as a job;
    /// and mends there what came with a wrong bit.</summary>
    internal sealed class SegmentFetch : IJob
    {
        // A card that does not answer is asked for a minute before its records are given up.
        private const int MaxTries = 60;

        private readonly LogContext _log;
        private readonly LogStore _owner;
        private readonly RingReader[] _readers;
        private RingReader _reader;
        private int _epoch;
        private string _name;
        private int _fileOffset;
        private int _count;
        private int _readCount;
        private long _retryAtUs;
        private bool _isRepair;

        public SegmentFetch(LogContext log, LogStore owner)
        {
            _log = log;
            _owner = owner;
            _readers = log.Readers;
        }

        /// <summary>When a reader wants something; long.MaxValue when none does.</summary>
        public long WakeAtUs
        {
            get { return FindReader() == null ? long.MaxValue : _retryAtUs; }
        }

        /// <summary>Starts a fetch when a reader wants one.</summary>
        public bool TryStart(IWorker worker, long nowUs)
        {
            var reader = nowUs >= _retryAtUs ? FindReader() : null;
            if (reader == null)
            {
                return false;
            }

            var segment = reader.Position.Segment;
            _reader = reader;
            _epoch = reader.Epoch;
            _isRepair = reader.WantsRepair;
            _name = _log.Table.Name(segment);
            _fileOffset = reader.Position.Offset;
            _count = _log.Table.Used[segment] - _fileOffset;
            _count = _count > reader.Buffer.Length ? reader.Buffer.Length : _count;
            return worker.TryStart(this);
        }

        public void Run()
        {
            if (_isRepair)
            {
                _reader.Repair();
                return;
            }

            _readCount = -1;
            _readCount = _log.Files.Read(_name, _fileOffset, _reader.Buffer, 0, _count);
        }

        public void Completed(long nowUs, bool faulted)
        {
            _owner.OnJobEnded();
            if (_reader.Epoch != _epoch)
            {
                return;
            }

            if (_isRepair)
            {
                _reader.OnRepaired();
                return;
            }

            if (_readCount == _count && !faulted)
            {
                _reader.OnFetched(_readCount);
                return;
            }

            // Too few bytes: the file was cut, for good. None: the drive does not answer, which may pass.
            _log.Counters.FailedJobs++;
            _retryAtUs = nowUs + _log.Profile.RetryUs;
            _reader.FailedFetches++;
            if (_reader.FailedFetches >= MaxTries || (_readCount >= 0 && !faulted))
            {
                _reader.GiveUpSegment();
            }
        }

        private RingReader FindReader()
        {
            foreach (var reader in _readers)
            {
                if (reader.WantsFetch || reader.WantsRepair)
                {
                    return reader;
                }
            }

            return null;
        }
    }
}
