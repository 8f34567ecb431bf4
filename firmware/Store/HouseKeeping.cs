// Makes acknowledges durable, lazily, and frees segments whose records are all acknowledged. Where files are
// not prepared in advance, a freed segment is deleted, and always after the state that says so is durable.
namespace Gateway.Store
{
    internal sealed class HouseKeeping
    {
        private const int MaxDeletes = 8;

        private readonly LogContext _log;
        private readonly LogState _planned = new LogState();
        private readonly bool[] _isDeletable;
        private int _deletableCount;
        private int _acknowledged;
        private bool _isDirty;
        private bool _isAgeKnown;
        private bool _isTrimWanted;
        private long _oldestUs;
        private bool _hasState;
        private int _acknowledgedPlanned;

        public HouseKeeping(LogContext log)
        {
            _log = log;
            _isDeletable = new bool[log.Table.SlotCount];
        }

        /// <summary>Acknowledges are not durable yet.</summary>
        public bool IsDirty
        {
            get { return _isDirty; }
        }

        /// <summary>Time of the next work; long.MaxValue when there is none.</summary>
        public long DueAtUs
        {
            get
            {
                return _isTrimWanted || _deletableCount > 0
                    || _acknowledged >= _log.Profile.AckBatchRecords ? 0
                    : _isDirty && _isAgeKnown ? _oldestUs + _log.Profile.AckAgeUs : long.MaxValue;
            }
        }

        public void OnAcknowledged(int count)
        {
            _acknowledged += count;
            _isDirty = true;
            foreach (var reader in _log.Readers)
            {
                _isTrimWanted = _isTrimWanted || IsTrimmable(reader, reader.Mark.Segment);
            }
        }

        public void WantTrim()
        {
            _isTrimWanted = true;
        }

        public void Stamp(long nowUs)
        {
            if (_isDirty && !_isAgeKnown)
            {
                _isAgeKnown = true;
                _oldestUs = nowUs;
            }
        }

        public bool IsDue(long nowUs, bool isFlushWanted)
        {
            return nowUs >= DueAtUs || (isFlushWanted && _isDirty);
        }

        /// <summary>Frees the segments that hold nothing unacknowledged; the one being written
        /// stays.</summary>
        public void Trim()
        {
            _isTrimWanted = false;
            var table = _log.Table;
            foreach (var reader in _log.Readers)
            {
                var slot = table.OldestOf(reader.Ring);
                while (slot >= 0 && slot != _log.Heads[reader.Ring]
                    && (reader.Mark.Segment != slot || reader.Mark.Index >= table.Count[slot]))
                {
                    reader.OnSegmentGone(slot);
                    table.Release(slot);
                    if (!_log.IsFat)
                    {
                        _isDeletable[slot] = true;
                        _deletableCount++;
                    }

                    slot = table.OldestOf(reader.Ring);
                }
            }
        }

        /// <summary>Puts the state in front of the batch when something in it, or an acknowledge, needs
        /// it.</summary>
        public void AddState(FileBatch batch, CommitPlan plan)
        {
            ForgetReused();
            _hasState = _isDirty || plan.OpensSegment || _deletableCount > 0
                || plan.MaxSeq >= _log.State.SeqLimit;
            if (!_hasState)
            {
                return;
            }

            var highest = plan.MaxSeq > _log.MaxSeq ? plan.MaxSeq : _log.MaxSeq;
            _planned.Generation = _log.State.Generation + 1;
            _planned.LogId = _log.State.LogId;
            _planned.SeqLimit = highest < _log.State.SeqLimit ? _log.State.SeqLimit
                : highest + 1 + LogContext.ReservedSeqs;
            _planned.MaxSeq = _log.MaxSeq;
            _planned.AlarmAck = _log.AckSeqs[(int)RecordQueueKind.Alarms];
            _planned.BulkAck = _log.AckSeqs[(int)RecordQueueKind.Bulk];
            _planned.Encode(_log.StateBuffer, _log.PreparedCount);
            _acknowledgedPlanned = _acknowledged;
            batch.AddWrite(LogState.Name(_planned.Generation), 0, _log.StateBuffer, 0, LogState.Bytes);
        }

        public void AddDeletes(FileBatch batch)
        {
            var added = 0;
            var count = _isDeletable.Length;
            for (var slot = 0; slot < count && _deletableCount > 0 && added < MaxDeletes; slot++)
            {
                if (_isDeletable[slot])
                {
                    _isDeletable[slot] = false;
                    _deletableCount--;
                    added++;
                    batch.AddDelete(_log.Table.Name(slot));
                }
            }
        }

        /// <summary>The batch has ended; so many of its operations are durable.</summary>
        public void Apply(int doneCount, long nowUs)
        {
            if (!_hasState)
            {
                return;
            }

            _hasState = false;
            if (doneCount == 0)
            {
                _oldestUs = nowUs;
                return;
            }

            _log.State.Generation = _planned.Generation;
            _log.State.SeqLimit = _planned.SeqLimit;
            _log.State.MaxSeq = _planned.MaxSeq;
            _log.State.AlarmAck = _planned.AlarmAck;
            _log.State.BulkAck = _planned.BulkAck;
            _acknowledged -= _acknowledgedPlanned;
            _isDirty = _planned.AlarmAck != _log.AckSeqs[(int)RecordQueueKind.Alarms]
                || _planned.BulkAck != _log.AckSeqs[(int)RecordQueueKind.Bulk];
            _isAgeKnown = false;
        }

        private bool IsTrimmable(RingReader reader, int markSegment)
        {
            return markSegment >= 0 && _log.Table.OldestOf(reader.Ring) != markSegment;
        }

        /// <summary>A slot that was freed and taken again at once is made anew by the commit: not deleted
        /// after.</summary>
        private void ForgetReused()
        {
            for (var slot = 0; slot < _isDeletable.Length && _deletableCount > 0; slot++)
            {
                if (_isDeletable[slot] && _log.Table.Ring[slot] != SegmentTable.Free)
                {
                    _isDeletable[slot] = false;
                    _deletableCount--;
                }
            }
        }
    }
}
