// The few numbers that outlive every segment, in two small files written in turn: a torn write leaves the
// other. SPEC.md is the reference for the bytes.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed class LogState
    {
        public const int Bytes = 40;

        private const uint Magic = 0x534C5747; // "GWLS"
        private const int Version = 1;
        private const int PreparedOffset = 32;
        private const int CheckOffset = Bytes - 4;

        /// <summary>Counts the writes: the higher of the two files holds.</summary>
        public uint Generation;

        public uint LogId;

        /// <summary>No sequence number from here on was ever given to a record on file.</summary>
        public uint SeqLimit;

        /// <summary>Highest sequence number that may have been handed out when this was written.</summary>
        public uint MaxSeq;

        /// <summary>Acknowledged up to here: alarms, and the rest.</summary>
        public uint AlarmAck;

        public uint BulkAck;

        public static string Name(uint generation)
        {
            return (generation & 1) == 0 ? "state-0" : "state-1";
        }

        /// <summary>Segment files that were made in advance, of the state in a buffer that was decoded; 0 =
        /// nobody has counted: all of them, or none where files are not prepared.</summary>
        public static int PreparedCount(byte[] buffer)
        {
            return (int)RecordCodec.Get32(buffer, PreparedOffset);
        }

        /// <summary>Writes the state with the number of segment files that were made in advance.</summary>
        public void Encode(byte[] buffer, int preparedCount)
        {
            RecordCodec.Put32(buffer, 0, Magic);
            RecordCodec.Put32(buffer, 4, Version);
            RecordCodec.Put32(buffer, 8, Generation);
            RecordCodec.Put32(buffer, 12, LogId);
            RecordCodec.Put32(buffer, 16, SeqLimit);
            RecordCodec.Put32(buffer, 20, MaxSeq);
            RecordCodec.Put32(buffer, 24, AlarmAck);
            RecordCodec.Put32(buffer, 28, BulkAck);
            RecordCodec.Put32(buffer, PreparedOffset, (uint)preparedCount);
            RecordCodec.Put32(buffer, CheckOffset, Crc32.Compute(buffer, 0, CheckOffset));
        }

        public bool TryDecode(byte[] buffer)
        {
            if (RecordCodec.Get32(buffer, 0) != Magic || RecordCodec.Get32(buffer, 4) != Version
                || RecordCodec.Get32(buffer, CheckOffset) != Crc32.Compute(buffer, 0, CheckOffset))
            {
                return false;
            }

            Generation = RecordCodec.Get32(buffer, 8);
            LogId = RecordCodec.Get32(buffer, 12);
            SeqLimit = RecordCodec.Get32(buffer, 16);
            MaxSeq = RecordCodec.Get32(buffer, 20);
            AlarmAck = RecordCodec.Get32(buffer, 24);
            BulkAck = RecordCodec.Get32(buffer, 28);
            return true;
        }
    }
}
