// One frame of the serial link (SPEC.md, "Frame"): kind, session, number, data and a CRC-32, byte-stuffed so
// that no zero stands inside (Consistent Overhead Byte Stuffing, Cheshire and Baker 1999, for blocks below
// 254 bytes: one byte of overhead), between zeros. Both ends use it; it keeps no state.

using Gateway.Core;

namespace Gateway.Uplink.Serial
{
    /// <summary>Kinds, sizes, and the way into and out of the bytes on the line.</summary>
    public static class SerialFrame
    {
        /// <summary>Board: here I am; begins a session.</summary>
        public const byte Hello = 1;

        /// <summary>Bridge: the answer to it.</summary>
        public const byte Welcome = 2;

        /// <summary>First segment of a message.</summary>
        public const byte First = 3;

        /// <summary>Another segment of it.</summary>
        public const byte Next = 4;

        /// <summary>Everything before this number has arrived; also the sign of life.</summary>
        public const byte Ack = 5;

        /// <summary>As <see cref="Ack"/>, and what follows has a gap: send again from there.</summary>
        public const byte Gap = 6;

        /// <summary>There is no such session, or no longer.</summary>
        public const byte Reset = 7;

        /// <summary>Board: part of a trace; nobody acknowledges it.</summary>
        public const byte Trace = 8;

        /// <summary>Most bytes of data.</summary>
        public const int MaxDataBytes = 100;

        /// <summary>Where data begin in a buffer, in both directions.</summary>
        public const int DataAt = 8;

        /// <summary>Most bytes of a frame on the line, both zeros included.</summary>
        public const int MaxWireBytes = DataAt + MaxDataBytes + CrcBytes + 1;

        private const int CrcBytes = 4;
        private const int BodyAt = 2;
        private const int SessionAt = 3;
        private const int NumberAt = 7;

        /// <summary>Kind of an open frame.</summary>
        public static byte KindOf(byte[] frame)
        {
            return frame[BodyAt];
        }

        /// <summary>Session of an open frame.</summary>
        public static uint SessionOf(byte[] frame)
        {
            return Get32(frame, SessionAt);
        }

        /// <summary>Number of an open frame.</summary>
        public static byte NumberOf(byte[] frame)
        {
            return frame[NumberAt];
        }

        /// <summary>Makes a frame of the data that stand in it from <see cref="DataAt"/> on.</summary>
        /// <param name="frame">At least <see cref="MaxWireBytes"/> bytes; owned by the caller.</param>
        /// <param name="kind">One of the kinds.</param>
        /// <param name="session">Drawn by the board.</param>
        /// <param name="number">Of the segment, or the one that is wanted next.</param>
        /// <param name="dataBytes">0 .. <see cref="MaxDataBytes"/>.</param>
        /// <returns>Bytes to send, from 0 on.</returns>
        public static int Seal(byte[] frame, byte kind, uint session, byte number, int dataBytes)
        {
            frame[BodyAt] = kind;
            Put32(frame, SessionAt, session);
            frame[NumberAt] = number;
            int end = DataAt + dataBytes;
            Put32(frame, end, Crc32.Compute(frame, BodyAt, end - BodyAt));
            end += CrcBytes;

            // From the end: each zero becomes the distance to the next one.
            int nextZero = end;
            for (int at = end - 1; at >= BodyAt; at--)
            {
                if (frame[at] == 0)
                {
                    frame[at] = (byte)(nextZero - at);
                    nextZero = at;
                }
            }

            frame[BodyAt - 1] = (byte)(nextZero - BodyAt + 1);
            frame[0] = 0;
            frame[end] = 0;
            return end + 1;
        }

        /// <summary>Takes the stuffing out of what stood between two zeros and checks it.</summary>
        /// <param name="frame">What stood there, from 1 on.</param>
        /// <param name="count">Bytes of it, below 254.</param>
        /// <returns>Bytes of data, from <see cref="DataAt"/> on; −1 when it is no frame.</returns>
        public static int Open(byte[] frame, int count)
        {
            int end = count + 1;
            int dataBytes = end - DataAt - CrcBytes;
            if (dataBytes < 0 || dataBytes > MaxDataBytes)
            {
                return -1;
            }

            int at = 1;
            while (at < end)
            {
                int distance = frame[at];
                if (distance == 0 || distance > end - at)
                {
                    return -1;
                }

                frame[at] = 0;
                at += distance;
            }

            int crcAt = DataAt + dataBytes;
            return Crc32.Compute(frame, BodyAt, crcAt - BodyAt) == Get32(frame, crcAt) ? dataBytes : -1;
        }

        /// <summary>Four bytes, the highest first.</summary>
        public static void Put32(byte[] into, int at, uint value)
        {
            into[at] = (byte)(value >> 24);
            into[at + 1] = (byte)(value >> 16);
            into[at + 2] = (byte)(value >> 8);
            into[at + 3] = (byte)value;
        }

        /// <summary>Four bytes, the highest first.</summary>
        public static uint Get32(byte[] from, int at)
        {
            return ((uint)from[at] << 24) | ((uint)from[at + 1] << 16) | ((uint)from[at + 2] << 8)
                | from[at + 3];
        }
    }
}
