// Frames of EN 13757-2 (format class FT 1.2 of EN 60870-5-1), as the M-Bus usergroup's documentation 4.8,
// chapter 5, describes them. A reply whose first byte a level converter swallowed, "L L 68h ...", is
// repaired: both L-fields, the second 68h, check sum and stop byte still say where it begins and that it is
// whole.

namespace Gateway.Link.MBus
{
    /// <summary>One received frame, taken apart in place. Reusable.</summary>
    public sealed class MBusFrame
    {
        /// <summary>Longest frame, in bytes.</summary>
        public const int MaxBytes = 261;

        /// <summary>First byte of long and control frames.</summary>
        public const int LongStart = 0x68;

        /// <summary>First byte of short frames.</summary>
        public const int ShortStart = 0x10;

        /// <summary>Last byte of every frame but the acknowledge.</summary>
        public const int Stop = 0x16;

        /// <summary>The acknowledge.</summary>
        public const int Acknowledge = 0xE5;

        private const int ShortBytes = 5;
        private const int HeadBytes = 4;
        private const int TailBytes = 2;
        private const int MinLength = 3;

        /// <summary>Which frame; None when the last parse failed.</summary>
        public MBusFrameKind Kind { get; private set; }

        /// <summary>C-field.</summary>
        public int Control { get; private set; }

        /// <summary>A-field.</summary>
        public int Address { get; private set; }

        /// <summary>CI-field; 0 in a short frame.</summary>
        public int ControlInformation { get; private set; }

        /// <summary>Index of the first byte behind the CI-field.</summary>
        public int DataOffset { get; private set; }

        /// <summary>Bytes behind the CI-field, 0 .. 252.</summary>
        public int DataCount { get; private set; }

        /// <summary>Bytes of the whole frame as it was received.</summary>
        public int Count { get; private set; }

        /// <summary>Whether the first 68h was lost and the frame read without it.</summary>
        public bool IsRepaired { get; private set; }

        /// <summary>How many bytes of a frame are still to come.</summary>
        /// <param name="buffer">The frame's bytes from its first on.</param>
        /// <param name="count">Of them received so far, 0 .. buffer.Length.</param>
        /// <returns>Bytes that are missing at least; 0 when the frame is complete, valid or not; −1 when this
        /// begins no frame.</returns>
        public static int Missing(byte[] buffer, int count)
        {
            if (count == 0)
            {
                return 1;
            }

            int first = buffer[0];
            if (first == Acknowledge)
            {
                return 0;
            }

            int total;
            if (first == ShortStart)
            {
                total = ShortBytes;
            }
            else if (count < HeadBytes)
            {
                return MayBecomeLong(buffer, count) ? HeadBytes - count : -1;
            }
            else
            {
                int lost = LostBytes(buffer);
                if (lost < 0)
                {
                    return -1;
                }

                total = buffer[1] + HeadBytes + TailBytes - lost;
            }

            return count < total ? total - count : 0;
        }

        /// <summary>Reads a frame at the beginning of a buffer; bytes behind it do not matter.</summary>
        /// <param name="buffer">Owned by the caller, who keeps it as long as the data is used.</param>
        /// <param name="count">Bytes received, 0 .. buffer.Length.</param>
        /// <returns>Ok, Incomplete, or why it is no frame.</returns>
        public MBusStatus Parse(byte[] buffer, int count)
        {
            int missing = Missing(buffer, count);
            if (missing == 0 && buffer[0] != ShortStart && buffer[0] != Acknowledge)
            {
                // A good one sets everything, and its sum takes long enough.
                MBusStatus status = ParseLong(buffer);
                if (status != MBusStatus.Ok)
                {
                    Clear();
                }

                return status;
            }

            Clear();
            if (missing != 0)
            {
                return missing > 0 ? MBusStatus.Incomplete
                    : count >= HeadBytes && buffer[0] == LongStart && buffer[HeadBytes - 1] == LongStart
                    ? MBusStatus.BadLength : MBusStatus.BadStart;
            }

            if (buffer[0] == ShortStart)
            {
                return ParseShort(buffer);
            }

            Kind = MBusFrameKind.Acknowledge;
            Count = 1;
            return MBusStatus.Ok;
        }

        private void Clear()
        {
            Kind = MBusFrameKind.None;
            Control = 0;
            Address = 0;
            ControlInformation = 0;
            DataOffset = 0;
            DataCount = 0;
            Count = 0;
            IsRepaired = false;
        }

        private static bool MayBecomeLong(byte[] buffer, int count)
        {
            int first = buffer[0];
            return (first == LongStart || first >= MinLength)
                && (count < 3 || buffer[1] == buffer[2] || (first == buffer[1] && buffer[2] == LongStart));
        }

        // 0 = whole head; 1 = the first byte is missing; −1 = no head.
        private static int LostBytes(byte[] buffer)
        {
            int first = buffer[0];
            int second = buffer[1];
            int third = buffer[2];
            if (first == LongStart && second == third && buffer[3] == LongStart && second >= MinLength)
            {
                return 0;
            }

            return first == second && third == LongStart && first >= MinLength ? 1 : -1;
        }

        private MBusStatus ParseShort(byte[] buffer)
        {
            if (buffer[ShortBytes - 1] != Stop)
            {
                return MBusStatus.BadStop;
            }

            if (((buffer[1] + buffer[2]) & 0xFF) != buffer[3])
            {
                return MBusStatus.BadCheckSum;
            }

            Kind = MBusFrameKind.Short;
            Control = buffer[1];
            Address = buffer[2];
            Count = ShortBytes;
            return MBusStatus.Ok;
        }

        private MBusStatus ParseLong(byte[] buffer)
        {
            int lost = LostBytes(buffer);
            int length = buffer[1];
            int body = HeadBytes - lost;
            int end = body + length;
            if (buffer[end + 1] != Stop)
            {
                return MBusStatus.BadStop;
            }

            int sum = 0;
            int at = body;

            // Sixteen at a time: the loop itself costs the interpreter as much as two bytes.
            for (int last = end - 16; at <= last; at += 16)
            {
                sum += buffer[at] + buffer[at + 1] + buffer[at + 2] + buffer[at + 3]
                    + buffer[at + 4] + buffer[at + 5] + buffer[at + 6] + buffer[at + 7]
                    + buffer[at + 8] + buffer[at + 9] + buffer[at + 10] + buffer[at + 11]
                    + buffer[at + 12] + buffer[at + 13] + buffer[at + 14] + buffer[at + 15];
            }

            for (; at < end; at++)
            {
                sum += buffer[at];
            }

            if ((sum & 0xFF) != buffer[end])
            {
                return MBusStatus.BadCheckSum;
            }

            Kind = length == MinLength ? MBusFrameKind.Control : MBusFrameKind.Long;
            Control = buffer[body];
            Address = buffer[body + 1];
            ControlInformation = buffer[body + 2];
            DataOffset = body + 3;
            DataCount = length - 3;
            Count = end + TailBytes;
            IsRepaired = lost > 0;
            return MBusStatus.Ok;
        }
    }
}
