using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>What the store did and dropped since start. Written by the store only.</summary>
    public sealed class StoreCounters
    {
        private const int ReasonCount = 9;

        private readonly int[] _drops = new int[SegmentTable.RingCount * ReasonCount];

        /// <summary>Records accepted into the buffer.</summary>
        public int Appended { get; internal set; }

        /// <summary>Records made durable.</summary>
        public int Committed { get; internal set; }

        /// <summary>Records acknowledged.</summary>
        public int Acknowledged { get; internal set; }

        /// <summary>Commit jobs that ended well.</summary>
        public int Commits { get; internal set; }

        /// <summary>File jobs that failed, retries included.</summary>
        public int FailedJobs { get; internal set; }

        /// <summary>Records and headers in which a wrong bit was put right while reading.</summary>
        public int Repaired { get; internal set; }

        /// <summary>Segments found damaged at start or while reading.</summary>
        public int DamagedSegments { get; internal set; }

        /// <summary>Sequence numbers left out at start because the end of the log was not certain: a gap that
        /// is not a loss.</summary>
        public int SkippedSeqs { get; internal set; }

        /// <summary>Bytes of which a CRC was computed, at commits and at reads: the work done.
        /// Wraps.</summary>
        public uint BytesChecked { get; internal set; }

        /// <summary>Records copied into commits: the work done. Wraps.</summary>
        public uint Staged { get; internal set; }

        /// <summary>Records dropped, of a class and for a reason.</summary>
        public int Drops(RecordClass recordClass, DropReason reason)
        {
            return _drops[((int)recordClass * ReasonCount) + (int)reason];
        }

        /// <summary>Records dropped for a reason, of all classes.</summary>
        public int Drops(DropReason reason)
        {
            var sum = 0;
            for (var ring = 0; ring < SegmentTable.RingCount; ring++)
            {
                sum += _drops[(ring * ReasonCount) + (int)reason];
            }

            return sum;
        }

        /// <summary>All records dropped.</summary>
        public int TotalDrops()
        {
            var sum = 0;
            foreach (var drops in _drops)
            {
                sum += drops;
            }

            return sum;
        }

        internal void Drop(int ring, DropReason reason, int count)
        {
            _drops[(ring * ReasonCount) + (int)reason] += count;
        }
    }
}
