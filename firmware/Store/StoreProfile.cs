using System;

namespace Gateway.Store
{
    /// <summary>The sizes of a store. They fix its memory: everything is allocated by the
    /// constructor.</summary>
    public class StoreProfile
    {
        /// <summary>Fewest segments: one being written for each class and as many again to rotate.</summary>
        public const int MinSegmentCount = 8;

        /// <summary>Most segments: a slot number is one byte in the header and three digits in the
        /// name.</summary>
        public const int MaxSegmentCount = 250;

        /// <summary>Declares the sizes.</summary>
        /// <param name="bufferBytes">Records waiting for a commit; twice this is allocated. At least one
        /// largest record.</param>
        /// <param name="readBytes">Read-ahead of each of the four classes; at least one largest
        /// record.</param>
        /// <param name="segmentBytes">Bytes of a segment file; at least twice the buffer.</param>
        /// <param name="segmentCount">8 .. 250; fewer are used when the drive is smaller.</param>
        /// <exception cref="ArgumentException">A size is out of range.</exception>
        public StoreProfile(int bufferBytes, int readBytes, int segmentBytes, int segmentCount)
        {
            if (bufferBytes < RecordCodec.MaxRecordBytes
                || readBytes < RecordCodec.MaxRecordBytes + SegmentHeader.Bytes
                || segmentBytes < 2 * bufferBytes || segmentCount < MinSegmentCount
                || segmentCount > MaxSegmentCount)
            {
                throw new ArgumentException("store sizes");
            }

            BufferBytes = bufferBytes;
            ReadBytes = readBytes;
            SegmentBytes = segmentBytes;
            SegmentCount = segmentCount;
        }

        /// <summary>Where files are prepared: those that a new log begins with. All of them, or at least
        /// <see cref="MinSegmentCount"/>.</summary>
        public virtual int SegmentsAtOnce
        {
            get { return SegmentCount; }
        }

        /// <summary>Bytes of records that may wait for a commit.</summary>
        public int BufferBytes { get; }

        /// <summary>Bytes of read-ahead of each class.</summary>
        public int ReadBytes { get; }

        /// <summary>Bytes of a segment file.</summary>
        public int SegmentBytes { get; }

        /// <summary>Number of segment files.</summary>
        public int SegmentCount { get; }

        /// <summary>Longest time that a record waits for its commit; alarms do not wait. Each commit costs an
        /// erase or two: on internal flash it decides how long the flash lasts (SPEC.md, "Wear").</summary>
        public long CommitAgeUs { get; set; } = 2000000;

        /// <summary>Acknowledges are made durable after this many records ...</summary>
        public int AckBatchRecords { get; set; } = 256;

        /// <summary>... or after this time.</summary>
        public long AckAgeUs { get; set; } = 30000000;

        /// <summary>Records of a class that may be read but not acknowledged; beyond it reading
        /// stops.</summary>
        public int OutstandingRecords { get; set; } = 32;

        /// <summary>Between tries of a failed file job.</summary>
        public long RetryUs { get; set; } = 1000000;

        /// <summary>2 MB of littlefs on 8 MB of internal flash (ESP32 with PSRAM).</summary>
        public static StoreProfile InternalFlash2M()
        {
            return new StoreProfile(16384, 4096, 49152, 38) { CommitAgeUs = 10000000, AckAgeUs = 60000000 };
        }

        /// <summary>256 KB of littlefs on 4 MB of internal flash (mini profile).</summary>
        public static StoreProfile InternalFlash256K()
        {
            return new StoreProfile(1112, 1112, 12288, 16)
            {
                OutstandingRecords = 16,
                CommitAgeUs = 30000000,
                AckAgeUs = 120000000,
            };
        }

        /// <summary>64 MB on an SD card: about a week of a 1,000-meter site at 15 minutes.</summary>
        public static StoreProfile SdCard()
        {
            return new GrowingProfile(16384, 4096, 262144, 250);
        }
    }
}
