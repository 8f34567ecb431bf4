namespace Gateway.Store
{
    /// <summary>The records of a class that were handed out and not acknowledged, oldest first: for each the
    /// position after it, so that an acknowledge moves the mark without reading. Bounded.</summary>
    internal sealed class HandedOut
    {
        /// <summary>Number of records. A field: each read asks for it.</summary>
        public int Count;

        private readonly int[] _segments;
        private readonly int[] _offsets;
        private readonly int[] _indexes;
        private readonly uint[] _checks;
        private readonly uint[] _seqs;
        private readonly long[] _timesMs;
        private int _front;

        public HandedOut(int capacity)
        {
            _segments = new int[capacity];
            _offsets = new int[capacity];
            _indexes = new int[capacity];
            _checks = new uint[capacity];
            _seqs = new uint[capacity];
            _timesMs = new long[capacity];
        }

        public bool IsFull
        {
            get { return Count == _seqs.Length; }
        }

        public long FrontMs
        {
            get { return _timesMs[_front]; }
        }

        public void Clear()
        {
            Count = 0;
            _front = 0;
        }

        /// <summary>Adds the record that ends at <paramref name="after"/>.</summary>
        public void Push(LogPosition after, long timeMs)
        {
            var index = _front + Count;
            if (index >= _seqs.Length)
            {
                index -= _seqs.Length;
            }

            _segments[index] = after.Segment;
            _offsets[index] = after.Offset;
            _indexes[index] = after.Index;
            _checks[index] = after.Check;
            _seqs[index] = after.LastSeq;
            _timesMs[index] = timeMs;
            Count++;
        }

        /// <summary>Removes all up to and including <paramref name="seq"/>; moves <paramref name="mark"/>
        /// behind the last of them. Returns their number.</summary>
        public int PopUpTo(uint seq, LogPosition mark)
        {
            var seqs = _seqs;
            var left = Count;
            var next = _front;
            var last = -1;
            while (left > 0 && seqs[next] <= seq)
            {
                last = next;
                next = next + 1 == seqs.Length ? 0 : next + 1;
                left--;
            }

            if (last < 0)
            {
                return 0;
            }

            mark.Segment = _segments[last];
            mark.Offset = _offsets[last];
            mark.Index = _indexes[last];
            mark.Check = _checks[last];
            mark.LastSeq = seqs[last];
            var count = Count - left;
            Count = left;
            _front = next;
            return count;
        }

        /// <summary>Removes those of a segment that is going: always the oldest.</summary>
        public void PopSegment(int segment)
        {
            while (Count > 0 && _segments[_front] == segment)
            {
                Pop();
            }
        }

        private void Pop()
        {
            _front = _front + 1 == _seqs.Length ? 0 : _front + 1;
            Count--;
        }
    }
}
