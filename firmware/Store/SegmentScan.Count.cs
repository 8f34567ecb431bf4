// Counts what a scan does not believe: records behind one that is beyond repair, in a place where a torn
// commit may have left them. Too uncertain to be handed out, too many to be silent about: too many are
// counted rather than too few. Nothing here changes what is read.
using Gateway.Core;

namespace Gateway.Store
{
    /// <content>Counting of what is lost.</content>
    internal sealed partial class SegmentScan
    {
        // The check before an end mark may be rotten, too: one in a million of other bytes looks like it.
        private const int EndMarkWrongBits = 3;

        private readonly LogPosition _believed = new LogPosition();
        private readonly LogPosition _before = new LogPosition();
        private uint _seqLimit; // no seq from here on is in any file

        /// <summary>For a segment whose header is beyond repair: counts its records in
        /// <see cref="Abandoned"/>.</summary>
        /// <param name="slot">The segment.</param>
        /// <param name="ackSeqs">Acknowledged up to here, by queue.</param>
        /// <returns>Its class by its first record; −1 when that is none.</returns>
        public int CountWithoutHeader(int slot, uint[] ackSeqs)
        {
            Abandoned = 0;
            End.SetStart(slot, 0);
            IsClean = false;
            _fileOffset = 0;
            _start = 0;
            if (!Refill() || _end < SegmentHeader.Bytes + RecordCodec.OverheadBytes)
            {
                return -1;
            }

            var ring = RecordCodec.ClassAt(_buffer, SegmentHeader.Bytes);
            if (ring >= SegmentTable.RingCount)
            {
                return -1;
            }

            End.Offset = SegmentHeader.Bytes;
            End.Check = RecordCodec.Get32(_buffer, SegmentHeader.Bytes - RecordCodec.CheckBytes);
            _start = SegmentHeader.Bytes;
            CountBehind(ring, ackSeqs[LogContext.QueueOf(ring)]);
            return ring;
        }

        private void CountBehind(int ring, uint ackSeq)
        {
            _believed.CopyFrom(End);
            var state = _log.State;
            _seqLimit = state.SeqLimit == 0 ? LogContext.LastUsableSeq
                : state.SeqLimit + (_files.IsStateDamaged ? LogContext.ReservedSeqs : 0);
            var lastSeq = End.LastSeq;
            var isCounted = true;
            while (isCounted)
            {
                if (TakeRecord(ring, false) || Mend(ring, int.MaxValue) || PassPlausible(ring))
                {
                    // One that was passed over has no seq to believe: it counts.
                    Abandoned += End.LastSeq > ackSeq || End.LastSeq == lastSeq ? 1 : 0;
                }
                else
                {
                    isCounted = FindNext(ring, ackSeq);
                }

                lastSeq = End.LastSeq;
            }

            End.CopyFrom(_believed);
            IsClean = false;
            IsUnreadable = false;
        }

        // A record that is beyond repair, its length not: what stands behind it is a record of the class, be
        // it rotten as well, or the end mark. The half record of a torn commit has older bytes behind it.
        private bool PassPlausible(int ring)
        {
            if (IsClean || IsUnreadable || _end < RecordCodec.OverheadBytes)
            {
                return false;
            }

            var length = RecordCodec.LengthAt(_buffer, _start);
            var next = _start + length;
            if (length <= 0 || next + RecordCodec.EndMarkBytes > _end
                || !(IsHead(next, ring) || IsEnd(next) || IsRecord(next, ring)))
            {
                return false;
            }

            MoveTo(next);
            return true;
        }

        // The length is not to be believed: the next place in the buffer where a whole record of the class
        // begins, or the end mark when the class or the seq fits. Counts what may be between.
        private bool FindNext(int ring, uint ackSeq)
        {
            if (IsClean || IsUnreadable || _end < RecordCodec.OverheadBytes)
            {
                return false;
            }

            var isAny = RecordCodec.ClassAt(_buffer, _start) == ring || IsSeq(_start);
            var heads = 1;
            for (var at = _start + RecordCodec.OverheadBytes; at + RecordCodec.EndMarkBytes <= _end; at++)
            {
                if (isAny && IsEnd(at))
                {
                    Abandoned += heads;
                    return false;
                }

                var isHead = IsHead(at, ring);
                heads += isHead ? 1 : 0;
                if (isHead && IsRecord(at, ring))
                {
                    var known = End.LastSeq > ackSeq ? End.LastSeq : ackSeq;
                    var seq = RecordCodec.SeqAt(_buffer, at);
                    var room = (uint)((at - _start) / RecordCodec.OverheadBytes);
                    var seqs = seq > known ? seq - known - 1 : 0;
                    Abandoned += (int)(seqs < room ? seqs : room);
                    MoveTo(at);
                    return true;
                }
            }

            return false;
        }

        private bool IsHead(int at, int ring)
        {
            return at + RecordCodec.OverheadBytes <= _end && RecordCodec.ClassAt(_buffer, at) == ring
                && IsSeq(at) && RecordCodec.LengthAt(_buffer, at) > 0;
        }

        // One wrong bit is put right.
        private bool IsRecord(int at, int ring)
        {
            _before.Check = CheckBefore(at);
            _before.LastSeq = End.LastSeq;
            return BitRepair.IsRecord(_buffer, at, _end, _before.Check, _before.LastSeq, ring)
                || BitRepair.TryFixRecord(_buffer, at, _end, _before, ring);
        }

        private bool IsSeq(int at)
        {
            var seq = RecordCodec.SeqAt(_buffer, at);
            return seq > End.LastSeq && seq < _seqLimit;
        }

        private bool IsEnd(int at)
        {
            return RecordCodec.BitsFromEndMark(_buffer, at, CheckBefore(at)) <= EndMarkWrongBits;
        }

        private uint CheckBefore(int at)
        {
            return RecordCodec.Get32(_buffer, at - RecordCodec.CheckBytes);
        }

        private void MoveTo(int at)
        {
            End.Offset += at - _start;
            End.Index++;
            End.Check = CheckBefore(at);
            _start = at;
        }
    }
}
