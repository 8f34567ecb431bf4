// Rotten bits. A CRC-32 does not only find a single wrong bit, it names it: flash that forgets does so
// bit by bit, and one bit must not cost a record, let alone the rest of a segment behind it. Where more
// is wrong the record is passed over, when the next one fits to its last word. Runs at start and in jobs,
// never in a step of the loop.
using Gateway.Core;

namespace Gateway.Store
{
    internal static class BitRepair
    {
        private const uint Polynomial = 0xEDB88320;
        private const int LengthBits = 16;

        /// <summary>Puts the one wrong bit of a header right.</summary>
        /// <returns>false when it is not one bit; nothing is changed then.</returns>
        public static bool TryFixHeader(byte[] buffer, int offset)
        {
            var body = SegmentHeader.Bytes - RecordCodec.CheckBytes;
            var bit = FindBit(buffer, offset, body, Crc32.Compute(buffer, offset, body));
            Flip(buffer, offset, bit);
            return bit >= 0;
        }

        /// <summary>Puts the one wrong bit of a record right, be it in its length.</summary>
        /// <param name="buffer">The record and what follows it.</param>
        /// <param name="offset">Its start.</param>
        /// <param name="end">End of what was read.</param>
        /// <param name="before">Where it stands in the chain.</param>
        /// <param name="ring">Its class.</param>
        /// <returns>false when it is not one bit; nothing is changed then.</returns>
        public static bool TryFixRecord(byte[] buffer, int offset, int end, LogPosition before, int ring)
        {
            if (end - offset < RecordCodec.OverheadBytes)
            {
                return false;
            }

            var length = RecordCodec.LengthAt(buffer, offset);
            if (length > 0 && offset + length <= end)
            {
                var body = length - RecordCodec.CheckBytes;
                var check = RecordCodec.Chain(Crc32.Compute(buffer, offset, body), before.Check);
                if (TryFlip(buffer, offset, end, FindBit(buffer, offset, body, check), before, ring))
                {
                    return true;
                }
            }

            var bit = 0;
            while (bit < LengthBits && !TryFlip(buffer, offset, end, bit, before, ring))
            {
                bit++;
            }

            return bit < LengthBits;
        }

        /// <summary>Length of a record that is beyond repair, when what follows it fits to its last word:
        /// another record of the class, or the end mark; 0 when not. What is left of an earlier use of
        /// the file has lower seqs and never fits.</summary>
        public static int LengthToPass(byte[] buffer, int offset, int end, uint lastSeq, int ring)
        {
            var length = end - offset < RecordCodec.OverheadBytes ? 0 : RecordCodec.LengthAt(buffer, offset);
            var next = offset + length;
            if (length <= 0 || next + RecordCodec.EndMarkBytes > end)
            {
                return 0;
            }

            var check = RecordCodec.Get32(buffer, next - RecordCodec.CheckBytes);
            var isLast = RecordCodec.IsEndMark(buffer, next, check)
                && RecordCodec.ClassAt(buffer, offset) == ring && RecordCodec.SeqAt(buffer, offset) > lastSeq;
            return isLast || IsRecord(buffer, next, end, check, lastSeq, ring)
                ? length : 0;
        }

        /// <summary>A whole record of the class with a good check and a seq above another one.</summary>
        public static bool IsRecord(
            byte[] buffer, int offset, int end, uint previousCheck, uint lastSeq, int ring)
        {
            var length = end - offset < RecordCodec.OverheadBytes ? 0 : RecordCodec.LengthAt(buffer, offset);
            if (length <= 0 || offset + length > end || RecordCodec.ClassAt(buffer, offset) != ring
                || RecordCodec.SeqAt(buffer, offset) <= lastSeq)
            {
                return false;
            }

            var body = length - RecordCodec.CheckBytes;
            return RecordCodec.Get32(buffer, offset + body)
                == RecordCodec.Chain(Crc32.Compute(buffer, offset, body), previousCheck);
        }

        private static bool TryFlip(byte[] buffer, int offset, int end, int bit, LogPosition before, int ring)
        {
            Flip(buffer, offset, bit);
            if (bit >= 0 && IsRecord(buffer, offset, end, before.Check, before.LastSeq, ring))
            {
                return true;
            }

            Flip(buffer, offset, bit);
            return false;
        }

        private static void Flip(byte[] buffer, int offset, int bit)
        {
            if (bit >= 0)
            {
                buffer[offset + (bit >> 3)] ^= (byte)(1 << (bit & 7));
            }
        }

        // What a wrong bit adds to the CRC depends on its distance from the end alone, and one bit
        // further is one step of the polynomial. A wrong bit of the check itself adds itself. Returns the
        // bit's number; −1 = none.
        private static int FindBit(byte[] buffer, int offset, int bodyBytes, uint check)
        {
            var wrong = check ^ RecordCodec.Get32(buffer, offset + bodyBytes);
            for (var bit = 0; bit < 8 * RecordCodec.CheckBytes; bit++)
            {
                if (wrong == 1U << bit)
                {
                    return (8 * bodyBytes) + bit;
                }
            }

            var added = Polynomial;
            for (var bit = (8 * bodyBytes) - 1; bit >= 0 && wrong != 0; bit--)
            {
                if (added == wrong)
                {
                    return bit;
                }

                added = (added & 1) != 0 ? (added >> 1) ^ Polynomial : added >> 1;
            }

            return -1;
        }
    }
}
