// CRC-32 as in IEEE 802.3 and ITU-T V.42: polynomial 0x04C11DB7, reflected (0xEDB88320), start and final
// exclusive-or 0xFFFFFFFF; check value of "123456789" is 0xCBF43926. One table of 256 words, four bytes a
// turn. Splits into pieces: Start, any number of Update, Finish.
namespace Gateway.Core
{
    /// <summary>CRC-32 (IEEE 802.3), in pieces.</summary>
    public static class Crc32
    {
        /// <summary>Value before the first byte.</summary>
        public const uint Start = 0xFFFFFFFF;

        private const uint Polynomial = 0xEDB88320;

        private static readonly uint[] Table = MakeTable();

        /// <summary>Takes <paramref name="count"/> bytes from <paramref name="offset"/> on.</summary>
        /// <returns>The running value; not the CRC before <see cref="Finish"/>.</returns>
        public static uint Update(uint crc, byte[] buffer, int offset, int count)
        {
            var table = Table;
            var index = offset;
            var end = offset + count;
            var quads = end - 3;
            while (index < quads)
            {
                crc = table[(crc ^ buffer[index]) & 0xFF] ^ (crc >> 8);
                crc = table[(crc ^ buffer[index + 1]) & 0xFF] ^ (crc >> 8);
                crc = table[(crc ^ buffer[index + 2]) & 0xFF] ^ (crc >> 8);
                crc = table[(crc ^ buffer[index + 3]) & 0xFF] ^ (crc >> 8);
                index += 4;
            }

            while (index < end)
            {
                crc = table[(crc ^ buffer[index]) & 0xFF] ^ (crc >> 8);
                index++;
            }

            return crc;
        }

        /// <summary>The CRC-32 of the bytes taken.</summary>
        public static uint Finish(uint crc)
        {
            return crc ^ 0xFFFFFFFF;
        }

        /// <summary>The CRC-32 of one piece.</summary>
        public static uint Compute(byte[] buffer, int offset, int count)
        {
            return Finish(Update(Start, buffer, offset, count));
        }

        private static uint[] MakeTable()
        {
            var table = new uint[256];
            for (var index = 0; index < 256; index++)
            {
                var value = (uint)index;
                for (var bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
                }

                table[index] = value;
            }

            return table;
        }
    }
}
