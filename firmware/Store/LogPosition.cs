namespace Gateway.Store
{
    /// <summary>A boundary between two records of a class.</summary>
    internal sealed class LogPosition
    {
        /// <summary>Slot of the segment; −1 when the ring has none.</summary>
        public int Segment = -1;

        /// <summary>Where the next record starts in the file; 0 = the header has not been read.</summary>
        public int Offset;

        /// <summary>Records of the segment before this.</summary>
        public int Index;

        /// <summary>The check that the next record chains to.</summary>
        public uint Check;

        /// <summary>Seq of the record before.</summary>
        public uint LastSeq;

        public void Clear()
        {
            SetStart(-1, 0);
        }

        public void SetStart(int segment, uint lastSeq)
        {
            Segment = segment;
            Offset = 0;
            Index = 0;
            Check = 0;
            LastSeq = lastSeq;
        }

        public void CopyFrom(LogPosition other)
        {
            Segment = other.Segment;
            Offset = other.Offset;
            Index = other.Index;
            Check = other.Check;
            LastSeq = other.LastSeq;
        }
    }
}
