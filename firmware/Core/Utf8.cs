// UTF-8 by hand (RFC 3629), for text that must be checked byte by byte and never throws: the library's
// decoder neither reports bad bytes nor says where they are.

namespace Gateway.Core
{
    /// <summary>One code point at a time, in and out of UTF-8.</summary>
    public static class Utf8
    {
        /// <summary>Stands for what is no character.</summary>
        public const int Replacement = 0xFFFD;

        /// <summary>Bytes that a code point takes: 1 .. 4.</summary>
        public static int Length(int codePoint)
        {
            return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        }

        /// <summary>Writes a code point (0 .. 10FFFF); the caller has checked the room.</summary>
        /// <returns>Position after it.</returns>
        public static int Put(byte[] buffer, int at, int codePoint)
        {
            if (codePoint < 0x80)
            {
                buffer[at] = (byte)codePoint;
                return at + 1;
            }

            int more = Length(codePoint) - 1;
            int lead = more == 1 ? 0xC0 : more == 2 ? 0xE0 : 0xF0;
            buffer[at++] = (byte)(lead | (codePoint >> (6 * more)));
            for (int shift = 6 * (more - 1); shift >= 0; shift -= 6)
            {
                buffer[at++] = (byte)(0x80 | ((codePoint >> shift) & 0x3F));
            }

            return at;
        }

        /// <summary>Length of the well-formed sequence at a place.</summary>
        /// <param name="end">Position after the last byte.</param>
        /// <returns>1 .. 4; 0 when it is malformed; −1 when the bytes end within a sequence that is good so
        /// far.</returns>
        public static int SequenceLength(byte[] bytes, int at, int end)
        {
            int lead = bytes[at];
            if (lead < 0x80)
            {
                return 1;
            }

            int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;

            // Second byte: its range keeps out overlong forms, surrogates and what is above 10FFFF.
            int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            for (int i = 1; i < length; i++)
            {
                if (at + i >= end)
                {
                    return -1;
                }

                int next = bytes[at + i];
                if (next < low || next > high)
                {
                    return 0;
                }

                low = 0x80;
                high = 0xBF;
            }

            return length;
        }
    }
}
