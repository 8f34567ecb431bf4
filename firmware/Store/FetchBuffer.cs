using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>A fetched piece of a segment file, and the check of its first record, computed in
    /// pieces.</summary>
    internal sealed class FetchBuffer
    {
        /// <summary>Outcome of <see cref="Examine"/>: call again.</summary>
        public const int Again = 0;

        /// <summary>More has to be fetched first.</summary>
        public const int Short = 1;

        /// <summary>This is no record of the log.</summary>
        public const int Bad = 2;

        /// <summary>A whole record with a good check is in front.</summary>
        public const int Ready = 3;

        /// <summary>Seq of the first record, once <see cref="Examine"/> has seen all of it.</summary>
        public uint Seq;

        /// <summary>Its last word.</summary>
        public uint Check;

        /// <summary>Where the first record that was not consumed starts.</summary>
        public int Start;

        private readonly SegmentHeader _header = new SegmentHeader();
        private int _end;
        private uint _crc = Crc32.Start;
        private int _crcBytes;

        public FetchBuffer(int sizeBytes)
        {
            Bytes = new byte[sizeBytes];
        }

        public byte[] Bytes { get; }

        public int End
        {
            get { return _end; }
        }

        public int Available
        {
            get { return _end - Start; }
        }

        public long TimeMs
        {
            get { return RecordCodec.TimeMs(Bytes, Start); }
        }

        /// <summary>Whole length of the first record; 0 or less for what is none; needs two bytes.</summary>
        public int Length
        {
            get { return RecordCodec.LengthAt(Bytes, Start); }
        }

        public void Set(int count)
        {
            Start = 0;
            _end = count;
            ResetCrc();
        }

        /// <summary>Bytes of which a CRC was computed. Wraps.</summary>
        public uint BytesChecked { get; private set; }

        public void Consume(int length)
        {
            Start += length;
            ResetCrc();
        }

        /// <summary>Looks at what is in front: the header, when the position is at the start of a segment, or
        /// the next record, of which at most <paramref name="budgetBytes"/> go into the CRC.</summary>
        public int Examine(LogPosition position, SegmentTable table, int ring, int budgetBytes,
            bool isCheckIgnored)
        {
            if (position.Offset == 0)
            {
                return TakeHeader(position, table);
            }

            var available = _end - Start;
            if (available < 2)
            {
                return Short;
            }

            var length = RecordCodec.LengthAt(Bytes, Start);
            if (length <= 0 || position.Offset + length > table.Used[position.Segment])
            {
                return Bad;
            }

            if (available < length)
            {
                return Short;
            }

            var count = length - RecordCodec.CheckBytes - _crcBytes;
            count = count > budgetBytes ? budgetBytes : count;
            _crc = Crc32.Update(_crc, Bytes, Start + _crcBytes, count);
            _crcBytes += count;
            BytesChecked += (uint)count;
            if (_crcBytes < length - RecordCodec.CheckBytes)
            {
                return Again;
            }

            Check = RecordCodec.Get32(Bytes, Start + length - RecordCodec.CheckBytes);
            Seq = RecordCodec.SeqAt(Bytes, Start);
            var isGood = Check == RecordCodec.Chain(Crc32.Finish(_crc), position.Check)
                && RecordCodec.ClassAt(Bytes, Start) == ring && Seq > position.LastSeq;
            return isGood || isCheckIgnored ? Ready : Bad;
        }

        private int TakeHeader(LogPosition position, SegmentTable table)
        {
            if (Available < SegmentHeader.Bytes)
            {
                return Short;
            }

            if (!_header.TryDecode(Bytes, Start, position.Segment)
                || _header.Generation != table.Generation[position.Segment])
            {
                return Bad;
            }

            position.Check = _header.Check;
            position.Offset = SegmentHeader.Bytes;
            Consume(SegmentHeader.Bytes);
            return Again;
        }

        /// <summary>What is in front is to be examined anew.</summary>
        public void ResetCrc()
        {
            _crc = Crc32.Start;
            _crcBytes = 0;
        }
    }
}
