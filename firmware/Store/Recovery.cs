// Finds the log again at start: the state files, the headers of all segments, and for each class the records
// of its last segment and of the one in which acknowledging stopped. Works for whatever the files hold;
// SPEC.md, "Recovery", says what is kept. Blocks on the files; allocates; runs once.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed class Recovery
    {
        // Left free for the state files and, on littlefs, for directories and the last block of each file.
        private const int MetadataBytes = 16384;
        private const int BlockBytes = 4096;

        private readonly LogContext _log;
        private readonly SegmentScan _scan;
        private readonly SegmentHeader _header = new SegmentHeader();
        private readonly SegmentHeader _next = new SegmentHeader();
        private readonly LogFiles _files;
        private readonly HeaderSurvey _survey;
        private readonly bool[] _isTorn = new bool[SegmentTable.RingCount];
        private bool _isDirty;
        private bool _isCheckIgnored;

        public Recovery(LogContext log, LogFiles files)
        {
            _log = log;
            _files = files;
            _scan = new SegmentScan(log, files);
            _survey = new HeaderSurvey(log, files);
        }

        /// <summary>Opens the log, or makes one when there is none.</summary>
        /// <param name="freshLogId">Log id of a log that is made.</param>
        /// <param name="isCheckIgnored">Test seam.</param>
        public StoreStatus Open(uint freshLogId, bool isCheckIgnored)
        {
            _isCheckIgnored = isCheckIgnored;
            var perSegment = _log.Profile.SegmentBytes + (_log.IsFat ? 0 : BlockBytes);
            var slots = (_log.Files.CapacityBytes - MetadataBytes) / perSegment;
            if (slots < StoreProfile.MinSegmentCount)
            {
                return StoreStatus.TooSmall;
            }

            var limit = slots < _log.Table.SlotCount ? (int)slots : _log.Table.SlotCount;
            _log.Table.SlotCount = limit;
            var status = Find(freshLogId);
            _files.OnOpened(limit);
            return status;
        }

        private StoreStatus Find(uint freshLogId)
        {
            var haveState = _files.LoadState();
            var haveSegments = _survey.Run();
            if (_files.IsDead)
            {
                return StoreStatus.Failed;
            }

            if (!haveState && !haveSegments)
            {
                UseSlots(_log.Profile.SegmentsAtOnce);
                return _files.Format(freshLogId, 0);
            }

            if (!haveState)
            {
                _log.State.LogId = _survey.YoungestLogId();
            }

            if (_files.IsGrowing)
            {
                var used = _survey.SlotsInUse();
                var prepared = _files.ReadPreparedCount();
                UseSlots(used > prepared ? used : prepared);
            }

            _log.NextGeneration = _log.Table.HighestGeneration() + 1;
            _isDirty = !_survey.SortOut() || _files.IsStateDamaged;
            CountDamaged();
            for (var ring = 0; ring < SegmentTable.RingCount; ring++)
            {
                LoadRing(ring);
            }

            return ChooseSeq() && SealHeads() ? StoreStatus.Ok : StoreStatus.Failed;
        }

        /// <summary>The others are still to be made, whatever there may be under their names.</summary>
        private void UseSlots(int count)
        {
            if (_files.IsGrowing && count < _log.Table.SlotCount)
            {
                _log.Table.SlotCount = count;
            }
        }

        private void CountDamaged()
        {
            for (var slot = 0; slot < _log.Table.SlotCount; slot++)
            {
                var ring = _survey.IsDamaged(slot) ? _scan.CountWithoutHeader(slot, _log.AckSeqs) : -1;
                if (ring >= 0)
                {
                    _log.Counters.Drop(ring, DropReason.Corrupt, _scan.Abandoned);
                }
            }
        }

        private void LoadRing(int ring)
        {
            var table = _log.Table;
            var reader = _log.Readers[ring];
            var ackSeq = _log.AckSeqs[LogContext.QueueOf(ring)];
            var isStarted = false;
            var generation = 0U;
            var lastSeq = 0U;
            int slot;
            while ((slot = table.NextInRing(ring, generation)) >= 0)
            {
                generation = table.Generation[slot];
                var next = table.NextInRing(ring, generation);
                LoadSegment(slot, next, lastSeq, ackSeq);
                lastSeq = table.LastSeq[slot];
                _log.MaxSeq = lastSeq > _log.MaxSeq ? lastSeq : _log.MaxSeq;
                if (next >= 0 && _scan.Mark.Index == table.Count[slot])
                {
                    Discard(slot);
                    continue;
                }

                if (!isStarted)
                {
                    isStarted = true;
                    reader.StartAt(_scan.Mark);
                    reader.Pending = -_scan.Mark.Index;
                }

                reader.Pending += table.Count[slot];
                if (next < 0)
                {
                    TakeHead(ring, slot);
                }
            }
        }

        /// <summary>Learns what a segment holds: from the header of the next one, or by reading it. Leaves
        /// the position of the first record that is not acknowledged in the mark of the scan.</summary>
        private void LoadSegment(int slot, int next, uint lastSeq, uint ackSeq)
        {
            var table = _log.Table;
            var isReadable = _survey.Read(_header, slot);
            var isSummedUp = next >= 0 && _survey.Read(_next, next)
                && _next.PreviousGeneration == table.Generation[slot] && _next.PreviousCount > 0
                && _next.PreviousUsed >= SegmentHeader.Bytes
                && _next.PreviousUsed <= _log.Profile.SegmentBytes;
            if (isSummedUp && (_header.FirstSeq > ackSeq || _next.PreviousLastSeq <= ackSeq))
            {
                table.Used[slot] = _next.PreviousUsed;
                table.Count[slot] = _next.PreviousCount;
                table.LastSeq[slot] = _next.PreviousLastSeq;
                _scan.Mark.SetStart(slot, lastSeq);
                _scan.Mark.Index = _next.PreviousLastSeq <= ackSeq ? _next.PreviousCount : 0;
                return;
            }

            if (isReadable)
            {
                _scan.Run(
                    _header, lastSeq, ackSeq, isSummedUp ? _next.PreviousUsed : 0, _isCheckIgnored);
            }
            else
            {
                _scan.SetEmpty(slot, lastSeq);
            }

            table.Used[slot] = _scan.End.Offset;
            table.Count[slot] = _scan.End.Index;
            table.LastSeq[slot] = _scan.End.LastSeq;
            if (isSummedUp && _scan.End.Index < _next.PreviousCount)
            {
                var lost = _next.PreviousCount - _scan.End.Index;
                _log.Counters.Drop(table.Ring[slot], DropReason.Corrupt, lost);
                _log.Counters.DamagedSegments++;
                table.LastSeq[slot] = _next.PreviousLastSeq;
            }
            else if (!_scan.IsClean)
            {
                _log.Counters.Drop(table.Ring[slot], DropReason.Corrupt, isReadable ? _scan.Abandoned : 0);
                _log.Counters.DamagedSegments++;
                _isDirty = true;
            }
        }

        private void Discard(int slot)
        {
            if (!_log.IsFat)
            {
                _log.Files.Delete(_log.Table.Name(slot));
            }

            _log.Table.Release(slot);
        }

        private void TakeHead(int ring, int slot)
        {
            _log.Heads[ring] = _scan.IsUnreadable ? -1 : slot;
            _log.HeadChecks[ring] = _scan.End.Check;
            _isTorn[ring] = !_scan.IsClean;
        }

        /// <summary>The next seq is one more than the highest found, unless something was torn or damaged:
        /// then it is the first that was never reserved, made durable before anything else is
        /// touched.</summary>
        private bool ChooseSeq()
        {
            var state = _log.State;
            var next = (state.MaxSeq > _log.MaxSeq ? state.MaxSeq : _log.MaxSeq) + 1;
            if (_isDirty)
            {
                var limit = state.SeqLimit + (_files.IsStateDamaged ? LogContext.ReservedSeqs : 0);
                limit = state.SeqLimit == 0 ? next + LogContext.ReservedSeqs : limit;
                _log.Counters.SkippedSeqs += limit > next ? (int)(limit - next) : 0;
                next = limit > next ? limit : next;
                state.MaxSeq = next - 1;
                state.SeqLimit = next + LogContext.ReservedSeqs;
                if (!_files.EnsureState() || !_files.SaveState()
                    || (_files.IsStateDamaged && !_files.SaveState()))
                {
                    return false;
                }
            }

            _log.NextSeq = next;
            _log.MaxSeq = next - 1;
            return true;
        }

        /// <summary>Closes what was torn with an end mark, so that it is whole again, and repairs the other
        /// files.</summary>
        private bool SealHeads()
        {
            for (var ring = 0; ring < SegmentTable.RingCount; ring++)
            {
                var head = _log.Heads[ring];
                if (head >= 0 && _isTorn[ring])
                {
                    RecordCodec.PutEndMark(_log.StageBuffer, 0, _log.HeadChecks[ring]);
                    var status = _log.Files.Write(_log.Table.Name(head), _log.Table.Used[head],
                        _log.StageBuffer, 0, RecordCodec.EndMarkBytes);
                    _log.Heads[ring] = status == FileStatus.Ok ? head : -1;
                }
            }

            return _survey.Repair();
        }
    }
}
