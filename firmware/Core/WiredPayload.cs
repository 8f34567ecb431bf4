// Payload of a log record that was read from a wire: a head with the names that the configuration had at
// that time, then the raw frame. Names are ASCII of [A-Za-z0-9_-] and of addresses, so that they stand in
// JSON as they are.

namespace Gateway.Core
{
    /// <summary>Writes and reads that payload.</summary>
    public sealed class WiredPayload
    {
        /// <summary>Most bytes of the head.</summary>
        public const int MaxHeadBytes = 4 + (3 * (1 + MaxNameBytes));

        /// <summary>Most bytes of a name.</summary>
        public const int MaxNameBytes = 32;

        private const byte Format = 1;
        private const int FixedBytes = 4;

        /// <summary>How the reading went: <see cref="Whole"/>, <see cref="Repeated"/> or
        /// <see cref="Bounded"/>.</summary>
        public int Quality;

        /// <summary>Number of the frame in its reading, from 0.</summary>
        public int Part;

        /// <summary>Name of the port in the payload.</summary>
        public int PortOffset;

        /// <summary>Its bytes.</summary>
        public int PortCount;

        /// <summary>Name of the job in the payload; <see cref="JobCount"/> 0 = a command asked.</summary>
        public int JobOffset;

        /// <summary>Its bytes.</summary>
        public int JobCount;

        /// <summary>The meter's address, as configured.</summary>
        public int MeterOffset;

        /// <summary>Its bytes.</summary>
        public int MeterCount;

        /// <summary>The frame in the payload.</summary>
        public int FrameOffset;

        /// <summary>Its bytes.</summary>
        public int FrameCount;

        /// <summary>Quality: the first request was answered.</summary>
        public const int Whole = 0;

        /// <summary>Quality: some request had to be repeated.</summary>
        public const int Repeated = 1;

        /// <summary>Quality: the meter announced more than was asked for.</summary>
        public const int Bounded = 2;

        /// <summary>Writes a payload.</summary>
        /// <param name="into">At least <see cref="MaxHeadBytes"/> and the frame.</param>
        /// <param name="frame">[offset, offset + count).</param>
        /// <returns>Its bytes; −1 when they do not fit.</returns>
        public static int Write(
            byte[] into, int quality, int part, string port, string job, string meter, byte[] frame,
            int offset, int count)
        {
            if (MaxHeadBytes + count > into.Length)
            {
                return -1;
            }

            into[0] = Format;
            into[1] = (byte)quality;
            into[2] = (byte)part;
            into[3] = 0;
            int at = PutName(into, FixedBytes, port);
            at = PutName(into, at, job);
            at = PutName(into, at, meter);
            System.Array.Copy(frame, offset, into, at, count);
            return at + count;
        }

        /// <summary>Takes a payload apart.</summary>
        /// <returns>False when it is none: an older firmware's.</returns>
        public bool TryRead(byte[] payload, int length)
        {
            if (length < FixedBytes + 3 || payload[0] != Format)
            {
                return false;
            }

            Quality = payload[1];
            Part = payload[2];
            PortOffset = FixedBytes + 1;
            PortCount = payload[FixedBytes];
            JobOffset = PortOffset + PortCount + 1;
            JobCount = JobOffset <= length ? payload[JobOffset - 1] : 0;
            MeterOffset = JobOffset + JobCount + 1;
            MeterCount = MeterOffset <= length ? payload[MeterOffset - 1] : 0;
            FrameOffset = MeterOffset + MeterCount;
            FrameCount = length - FrameOffset;
            return FrameCount >= 0;
        }

        private static int PutName(byte[] into, int at, string name)
        {
            int count = name == null ? 0 : name.Length;
            count = count > MaxNameBytes ? MaxNameBytes : count;
            into[at] = (byte)count;
            if (count > 0)
            {
                // One call for all characters: they are ASCII.
                System.Text.Encoding.UTF8.GetBytes(name, 0, count, into, at + 1);
            }

            return at + 1 + count;
        }
    }
}
