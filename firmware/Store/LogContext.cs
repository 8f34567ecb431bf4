using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>What the parts of the log share. Touched by the loop only, but for the buffers of a running
    /// job.
    /// </summary>
    internal sealed class LogContext
    {
        /// <summary>Sequence numbers reserved at a time: the state files are written once for so
        /// many.</summary>
        public const uint ReservedSeqs = 1024;

        /// <summary>From here on nothing is accepted: the log must be formatted for a new log id.</summary>
        public const uint LastUsableSeq = 0xFFFF0000;

        public readonly IFileStore Files;
        public readonly StoreProfile Profile;
        public readonly SegmentTable Table;
        public readonly StoreCounters Counters = new StoreCounters();
        public readonly RingReader[] Readers = new RingReader[SegmentTable.RingCount];

        /// <summary>For each ring the segment being written; −1 = the next record opens one.</summary>
        public readonly int[] Heads = new int[SegmentTable.RingCount];

        /// <summary>For each ring the check of the last record of the head.</summary>
        public readonly uint[] HeadChecks = new uint[SegmentTable.RingCount];

        /// <summary>Commits in the making, and at start the buffer of the scan.</summary>
        public readonly byte[] StageBuffer;

        public readonly byte[] StateBuffer = new byte[LogState.Bytes];

        /// <summary>What the newer state file says.</summary>
        public readonly LogState State = new LogState();

        /// <summary>Acknowledged up to here: alarms, and the rest.</summary>
        public readonly uint[] AckSeqs = new uint[2];

        /// <summary>Counts what may give a reader something: commits and records that were checked.
        /// Wraps.</summary>
        public uint Revision;

        /// <summary>Seq of the next record.</summary>
        public uint NextSeq;

        /// <summary>Highest seq that may have been handed out.</summary>
        public uint MaxSeq;

        public uint NextGeneration;

        public LogContext(IFileStore files, StoreProfile profile)
        {
            Files = files;
            Profile = profile;
            Table = new SegmentTable(profile.SegmentCount);
            StageBuffer = new byte[profile.BufferBytes
                + (SegmentTable.RingCount * (SegmentHeader.Bytes + (2 * RecordCodec.EndMarkBytes)))];
            for (var ring = 0; ring < Readers.Length; ring++)
            {
                Readers[ring] = new RingReader(ring, Table, Counters, profile);
                Heads[ring] = -1;
            }
        }

        public bool IsFat
        {
            get { return Files.Kind == FileSystemKind.Fat; }
        }

        /// <summary>Segment files that were made in advance; 0 where none is.</summary>
        public int PreparedCount
        {
            get { return IsFat ? Table.SlotCount : 0; }
        }

        /// <summary>Nothing is known of the drive.</summary>
        public void Forget()
        {
            Table.SlotCount = Profile.SegmentCount;
            for (var ring = 0; ring < Readers.Length; ring++)
            {
                Readers[ring].Reset();
                Heads[ring] = -1;
            }
        }

        /// <summary>Queue of a ring, as an index of <see cref="AckSeqs"/>.</summary>
        public static int QueueOf(int ring)
        {
            return ring == (int)RecordClass.Alarm ? (int)RecordQueueKind.Alarms : (int)RecordQueueKind.Bulk;
        }
    }
}
