// The state files and the making and wiping of segment files. It blocks: at start, for a format, or in a job.
using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>The files of a log that has all of them from its first start on.</summary>
    internal class LogFiles
    {
        private readonly LogContext _log;
        private readonly LogState _other = new LogState();
        private int _goodReads;
        private int _badReads;

        public LogFiles(LogContext log)
        {
            _log = log;
        }

        /// <summary>Files are there, but not one can be read: better no log than a new one over the
        /// old.</summary>
        public bool IsDead
        {
            get { return _badReads > 0 && _goodReads == 0; }
        }

        /// <summary>One of the state files is missing, damaged or of another log.</summary>
        public bool IsStateDamaged { get; private set; }

        /// <summary>Whether files are made while the log runs.</summary>
        public virtual bool IsGrowing
        {
            get { return false; }
        }

        /// <summary>The log was opened.</summary>
        /// <param name="limit">Segment files that there may be in all.</param>
        public virtual void OnOpened(int limit)
        {
        }

        /// <summary>Starts to make a file that is wanted, unless a commit is under way.</summary>
        public virtual bool TryMake(Committer committer, IWorker worker, long nowUs)
        {
            return false;
        }

        /// <summary>Reads from the start of a file's range into the start of the buffer; −1 =
        /// unreadable.</summary>
        public int Read(string name, int fileOffset, byte[] buffer, int count)
        {
            var read = _log.Files.Read(name, fileOffset, buffer, 0, count);
            _goodReads += read < 0 ? 0 : 1;
            _badReads += read < 0 ? 1 : 0;
            return read;
        }

        /// <summary>Takes the newer of the two state files; false when none is good.</summary>
        public bool LoadState()
        {
            var state = _log.State;
            var haveEven = TryLoadState(state, LogState.Name(0));
            var haveOdd = TryLoadState(_other, LogState.Name(1));
            IsStateDamaged = !haveEven || !haveOdd || _other.LogId != state.LogId;
            if (haveOdd && (!haveEven || _other.Generation > state.Generation))
            {
                TryLoadState(state, LogState.Name(1));
            }

            if (!haveEven && !haveOdd)
            {
                state.Generation = 0;
                state.SeqLimit = 0;
                state.MaxSeq = 0;
                state.AlarmAck = 0;
                state.BulkAck = 0;
            }

            _log.AckSeqs[(int)RecordQueueKind.Alarms] = state.AlarmAck;
            _log.AckSeqs[(int)RecordQueueKind.Bulk] = state.BulkAck;
            return haveEven || haveOdd;
        }

        /// <summary>How many segment files were made in advance, by the state files that are good; all that
        /// there may be, when these do not say.</summary>
        public int ReadPreparedCount()
        {
            var highest = 0;
            for (var index = 0U; index < 2; index++)
            {
                if (TryLoadState(_other, LogState.Name(index)))
                {
                    var count = LogState.PreparedCount(_log.StateBuffer);
                    count = count <= 0 ? StoreProfile.MaxSegmentCount : count;
                    highest = count > highest ? count : highest;
                }
            }

            return highest;
        }

        /// <summary>Makes the state files that are not there.</summary>
        public bool EnsureState()
        {
            for (var index = 0U; index < 2; index++)
            {
                var name = LogState.Name(index);
                if (_log.Files.Length(name) < LogState.Bytes
                    && _log.Files.Create(name, LogState.Bytes) != FileStatus.Ok)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Writes the state to the older of the two files.</summary>
        public bool SaveState()
        {
            _log.State.Generation++;
            _log.State.Encode(_log.StateBuffer, _log.PreparedCount);
            var name = LogState.Name(_log.State.Generation);
            return _log.Files.Write(name, 0, _log.StateBuffer, 0, LogState.Bytes) == FileStatus.Ok;
        }

        /// <summary>Wipes all records and starts a log with another id; sequence numbers go on after
        /// <paramref name="maxSeq"/>.</summary>
        public StoreStatus Format(uint logId, uint maxSeq)
        {
            var state = _log.State;
            state.LogId = logId;
            state.MaxSeq = maxSeq;
            state.SeqLimit = maxSeq + 1 + LogContext.ReservedSeqs;
            state.AlarmAck = maxSeq;
            state.BulkAck = maxSeq;
            _log.NextGeneration = _log.Table.HighestGeneration() + 1;
            if (!EnsureState() || !SaveState() || !SaveState())
            {
                return StoreStatus.Failed;
            }

            for (var slot = 0; slot < _log.Table.SlotCount; slot++)
            {
                _log.Table.Release(slot);
                if (!Wipe(slot))
                {
                    return StoreStatus.Failed;
                }
            }

            _log.MaxSeq = maxSeq;
            _log.NextSeq = maxSeq + 1;
            _log.AckSeqs[0] = maxSeq;
            _log.AckSeqs[1] = maxSeq;
            return StoreStatus.Formatted;
        }

        /// <summary>Overwrites a segment file with blanks, or deletes it where files are not
        /// prepared.</summary>
        public bool Wipe(int slot)
        {
            var name = _log.Table.Name(slot);
            if (_log.IsFat)
            {
                return _log.Files.Create(name, _log.Profile.SegmentBytes) == FileStatus.Ok;
            }

            var status = _log.Files.Delete(name);
            return status == FileStatus.Ok || status == FileStatus.NotFound;
        }

        /// <summary>Makes a damaged segment file free without growing it.</summary>
        public bool Blank(int slot)
        {
            if (!_log.IsFat)
            {
                return Wipe(slot);
            }

            for (var index = 0; index < SegmentHeader.Bytes; index++)
            {
                _log.StageBuffer[index] = 0xFF;
            }

            return _log.Files.Write(_log.Table.Name(slot), 0, _log.StageBuffer, 0, SegmentHeader.Bytes)
                == FileStatus.Ok;
        }

        private bool TryLoadState(LogState state, string name)
        {
            return _log.Files.Length(name) >= LogState.Bytes
                && Read(name, 0, _log.StateBuffer, LogState.Bytes) == LogState.Bytes
                && state.TryDecode(_log.StateBuffer);
        }
    }
}
