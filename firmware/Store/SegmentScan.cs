// Reads a segment file record by record up to its end mark or to the first byte that does not belong to it.
// Only at start: it blocks on the files.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed partial class SegmentScan
    {
        private readonly LogContext _log;
        private readonly LogFiles _files;
        private readonly byte[] _buffer;
        private int _fileOffset;
        private int _start;
        private int _end;

        public SegmentScan(LogContext log, LogFiles files)
        {
            _log = log;
            _files = files;
            _buffer = log.StageBuffer;
        }

        /// <summary>Behind the last good record.</summary>
        public LogPosition End { get; } = new LogPosition();

        /// <summary>Behind the last record that is acknowledged.</summary>
        public LogPosition Mark { get; } = new LogPosition();

        /// <summary>The end mark was found: the segment is as the last commit left it.</summary>
        public bool IsClean { get; private set; }

        /// <summary>Records behind the end: they look good, are not acknowledged, and not believed.</summary>
        public int Abandoned { get; private set; }

        /// <summary>The file could not be read at all: nothing is known about what it holds.</summary>
        public bool IsUnreadable { get; private set; }

        /// <summary>Scans the records behind the header.</summary>
        /// <param name="header">The segment's header, read before.</param>
        /// <param name="lastSeq">Seq of the record before the segment.</param>
        /// <param name="ackSeq">Acknowledged up to here.</param>
        /// <param name="knownBytes">So many bytes of the segment are known to be committed; 0 = none:
        /// behind them may be what a torn commit left.</param>
        /// <param name="isCheckIgnored">Test seam, see <see cref="RingReader.IsCheckIgnored"/>.</param>
        public void Run(
            SegmentHeader header, uint lastSeq, uint ackSeq, int knownBytes, bool isCheckIgnored)
        {
            End.SetStart(header.Slot, lastSeq);
            End.Offset = SegmentHeader.Bytes;
            End.Check = header.Check;
            Mark.CopyFrom(End);
            IsClean = false;
            IsUnreadable = false;
            _fileOffset = SegmentHeader.Bytes;
            _start = 0;
            _end = 0;
            while (TakeRecord(header.Ring, isCheckIgnored)
                || (!isCheckIgnored && Mend(header.Ring, knownBytes)))
            {
                if (End.LastSeq <= ackSeq)
                {
                    Mark.CopyFrom(End);
                }
            }

            Abandoned = 0;
            if (!IsClean && !IsUnreadable && !isCheckIgnored)
            {
                CountBehind(header.Ring, ackSeq);
            }
        }

        /// <summary>Instead of a scan: the segment cannot be read.</summary>
        public void SetEmpty(int slot, uint lastSeq)
        {
            End.SetStart(slot, lastSeq);
            Mark.CopyFrom(End);
            IsClean = false;
            IsUnreadable = true;
        }

        private bool TakeRecord(int ring, bool isCheckIgnored)
        {
            if (!Have(RecordCodec.EndMarkBytes))
            {
                return false;
            }

            var length = RecordCodec.LengthAt(_buffer, _start);
            if (length <= 0)
            {
                IsClean = RecordCodec.IsEndMark(_buffer, _start, End.Check);
                return false;
            }

            if (End.Offset + length + RecordCodec.EndMarkBytes > _log.Profile.SegmentBytes || !Have(length))
            {
                return false;
            }

            var bodyBytes = length - RecordCodec.CheckBytes;
            var check = RecordCodec.Get32(_buffer, _start + bodyBytes);
            var seq = RecordCodec.SeqAt(_buffer, _start);
            var isGood = seq > End.LastSeq && RecordCodec.ClassAt(_buffer, _start) == ring
                && check == RecordCodec.Chain(Crc32.Compute(_buffer, _start, bodyBytes), End.Check);
            if (!isGood && !isCheckIgnored)
            {
                return false;
            }

            End.Offset += length;
            End.Index++;
            End.Check = check;
            End.LastSeq = seq;
            _start += length;
            return true;
        }

        /// <summary>Puts one wrong bit of the record in front right, or passes over it when what follows
        /// fits: it is counted when the reader comes to it. Passing is for what is known to be committed:
        /// what a torn commit has left may fit behind a later one, too.</summary>
        private bool Mend(int ring, int knownBytes)
        {
            if (IsClean || IsUnreadable || !Refill())
            {
                return false;
            }

            if (BitRepair.TryFixRecord(_buffer, 0, _end, End, ring))
            {
                return TakeRecord(ring, false);
            }

            var length = BitRepair.LengthToPass(_buffer, 0, _end, End.LastSeq, ring);
            if (length == 0 || End.Offset + length > knownBytes)
            {
                return false;
            }

            End.Offset += length;
            End.Index++;
            End.Check = RecordCodec.Get32(_buffer, length - RecordCodec.CheckBytes);
            _start = length;
            return true;
        }

        /// <summary>Makes sure that so many bytes from <c>_start</c> on are in the buffer.</summary>
        private bool Have(int count)
        {
            if (_end - _start >= count)
            {
                return true;
            }

            return Refill() && _end >= count;
        }

        private bool Refill()
        {
            _fileOffset += _start;
            _start = 0;
            _end = 0;
            var read = _files.Read(_log.Table.Name(End.Segment), _fileOffset, _buffer, _buffer.Length);
            IsUnreadable = read < 0;
            _end = read < 0 ? 0 : read;
            return read >= 0;
        }
    }
}
