// Look-up tables of line code and CRC, computed once at start. The functions read no static, so that the
// order in which static initialisers run cannot matter. Source: EN 13757-4 as implemented by public projects
// (rtl-wmbus, wmbusmeters): symbols of 3-out-of-6, CRC polynomial 0x3D65, initial value 0, final XOR 0xFFFF,
// high byte first.
namespace Gateway.Link.Wmbus
{
    /// <summary>Builds the tables that <see cref="FrameDecoder"/> keeps.</summary>
    public static class CodeTables
    {
        /// <summary>Register of the CRC, final XOR left out, after a block and its right CRC: the register
        /// of the two bytes FF FF.</summary>
        public const int CrcResidue = 0xA366;

        /// <summary>CRC register for each value of its high byte after one byte: 256 entries.</summary>
        public static ushort[] Crc()
        {
            ushort[] table = new ushort[256];
            for (int value = 0; value < 256; value++)
            {
                int crc = value << 8;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x3D65) : (crc << 1);
                }

                table[value] = (ushort)crc;
            }

            return table;
        }

        /// <summary>The same after that byte and a zero byte. With both tables two bytes cost two look-ups
        /// and no shift between them: crc = next[(crc >> 8) ^ first] ^ table[(crc and 0xFF) ^
        /// second].</summary>
        public static ushort[] CrcOverNext(ushort[] table)
        {
            ushort[] next = new ushort[256];
            for (int value = 0; value < 256; value++)
            {
                int crc = table[value];
                next[value] = (ushort)(((crc & 0xFF) << 8) ^ table[crc >> 8]);
            }

            return next;
        }

        /// <summary>Byte for each 12 chips (two 3-out-of-6 symbols, the first in the high bits); −1 when
        /// either is no symbol: 4096 entries.</summary>
        public static short[] Symbols()
        {
            byte[] symbols =
            {
                0x16, 0x0D, 0x0E, 0x0B, 0x1C, 0x19, 0x1A, 0x13,
                0x2C, 0x25, 0x26, 0x23, 0x34, 0x31, 0x32, 0x29,
            };
            short[] table = new short[4096];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = -1;
            }

            for (int high = 0; high < 16; high++)
            {
                for (int low = 0; low < 16; low++)
                {
                    table[(symbols[high] << 6) | symbols[low]] = (short)((high << 4) | low);
                }
            }

            return table;
        }
    }
}
