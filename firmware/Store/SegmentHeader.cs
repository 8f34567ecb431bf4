// The first bytes of a segment file; SPEC.md is the reference. It says whose segment this is and sums up the
// one before it in the same class, so that at start only the last segment of a class has to be read to its
// end.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed class SegmentHeader
    {
        public const int Bytes = 56;

        private const uint Magic = 0x474C5747; // "GWLG"
        private const int Version = 1;
        private const int CheckOffset = Bytes - 4;

        public int Ring;
        public int Slot;
        public uint LogId;
        public uint Generation;
        public uint FirstSeq;
        public long FirstMs;

        /// <summary>Generation of the segment before it in its class; 0 when there was none.</summary>
        public uint PreviousGeneration;

        public int PreviousUsed;
        public int PreviousCount;
        public uint PreviousLastSeq;

        /// <summary>Set by both directions: the check that the first record chains to.</summary>
        public uint Check;

        public void Encode(byte[] buffer, int offset)
        {
            RecordCodec.Put32(buffer, offset, Magic);
            buffer[offset + 4] = Version;
            buffer[offset + 5] = (byte)Ring;
            buffer[offset + 6] = (byte)Slot;
            buffer[offset + 7] = Bytes;
            RecordCodec.Put32(buffer, offset + 8, LogId);
            RecordCodec.Put32(buffer, offset + 12, Generation);
            RecordCodec.Put32(buffer, offset + 16, FirstSeq);
            RecordCodec.Put32(buffer, offset + 20, (uint)FirstMs);
            RecordCodec.Put32(buffer, offset + 24, (uint)(FirstMs >> 32));
            RecordCodec.Put32(buffer, offset + 28, PreviousGeneration);
            RecordCodec.Put32(buffer, offset + 32, (uint)PreviousUsed);
            RecordCodec.Put32(buffer, offset + 36, (uint)PreviousCount);
            RecordCodec.Put32(buffer, offset + 40, PreviousLastSeq);
            RecordCodec.Put32(buffer, offset + 44, 0);
            RecordCodec.Put32(buffer, offset + 48, 0);
            Check = Crc32.Compute(buffer, offset, CheckOffset);
            RecordCodec.Put32(buffer, offset + CheckOffset, Check);
        }

        /// <summary>Reads a header; false when the bytes are not one of this slot.</summary>
        public bool TryDecode(byte[] buffer, int offset, int slot)
        {
            if (RecordCodec.Get32(buffer, offset) != Magic || buffer[offset + 4] != Version
                || buffer[offset + 5] >= SegmentTable.RingCount || buffer[offset + 6] != slot
                || buffer[offset + 7] != Bytes)
            {
                return false;
            }

            Check = RecordCodec.Get32(buffer, offset + CheckOffset);
            if (Check != Crc32.Compute(buffer, offset, CheckOffset))
            {
                return false;
            }

            Ring = buffer[offset + 5];
            Slot = slot;
            LogId = RecordCodec.Get32(buffer, offset + 8);
            Generation = RecordCodec.Get32(buffer, offset + 12);
            FirstSeq = RecordCodec.Get32(buffer, offset + 16);
            FirstMs = ((long)RecordCodec.Get32(buffer, offset + 24) << 32)
                | RecordCodec.Get32(buffer, offset + 20);
            PreviousGeneration = RecordCodec.Get32(buffer, offset + 28);
            PreviousUsed = (int)RecordCodec.Get32(buffer, offset + 32);
            PreviousCount = (int)RecordCodec.Get32(buffer, offset + 36);
            PreviousLastSeq = RecordCodec.Get32(buffer, offset + 40);
            return Generation != 0;
        }
    }
}
