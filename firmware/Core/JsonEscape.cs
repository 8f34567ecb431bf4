namespace Gateway.Core
{
    /// <summary>One character of a JSON string (RFC 8259, section 7): what must be escaped is, the rest is
    /// UTF-8.</summary>
    public static class JsonEscape
    {
        /// <summary>Bytes that <see cref="Put"/> writes: 1 .. 6.</summary>
        public static int Length(int codePoint)
        {
            if (codePoint == 0x22 || codePoint == 0x5C || codePoint == 0x0A ||
                codePoint == 0x0D || codePoint == 0x09)
            {
                return 2;
            }

            return codePoint < 0x20 ? 6 : Utf8.Length(codePoint);
        }

        /// <summary>Writes one character; the caller has checked the room.</summary>
        /// <returns>Position after it.</returns>
        public static int Put(byte[] buffer, int at, int codePoint)
        {
            int c = codePoint;
            if (c >= 0x20 && c != 0x22 && c != 0x5C)
            {
                return Utf8.Put(buffer, at, c);
            }

            buffer[at++] = 0x5C;
            if (Length(c) == 2)
            {
                buffer[at++] = (byte)(c == 0x0A ? 0x6E : c == 0x0D ? 0x72 : c == 0x09 ? 0x74 : c);
                return at;
            }

            buffer[at++] = 0x75;
            buffer[at++] = 0x30;
            buffer[at++] = 0x30;
            buffer[at++] = (byte)(0x30 + (c >> 4));
            buffer[at++] = (byte)((c & 15) < 10 ? 0x30 + (c & 15) : 0x37 + (c & 15));
            return at;
        }
    }
}
