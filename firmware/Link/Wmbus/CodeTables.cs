// Look-up tables of line codes and CRC, computed once at start. The functions read no static, so that the
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

        /// <summary>What <see cref="Symbols"/> has for chips that are no symbols: the lowest number that is
        /// no byte.</summary>
        public const int NoSymbol = 0x100;

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

        /// <summary>CRC register after each value of a byte and then k zero bytes, for k = 0 .. count − 1:
        /// the first is <see cref="Crc"/>, the second <see cref="CrcOverNext"/>. With n tables n bytes cost n
        /// look-ups, and the register enters the first two only.</summary>
        public static ushort[][] CrcSlices(int count)
        {
            ushort[][] tables = new ushort[count][];
            tables[0] = Crc();
            for (int k = 1; k < count; k++)
            {
                tables[k] = new ushort[256];
                for (int value = 0; value < 256; value++)
                {
                    int crc = tables[k - 1][value];
                    tables[k][value] = (ushort)(((crc & 0xFF) << 8) ^ tables[0][crc >> 8]);
                }
            }

            return tables;
        }

        /// <summary>Nibble for each 8 chips of Manchester code, the first chip in the high bit: 10 is a bit
        /// 0, 01 a bit 1 (the table of Texas Instruments AN067 and its descendants); −1 when a
        /// pair is neither, so that 16 × the one or the other is negative: 256 entries.</summary>
        public static sbyte[] Nibbles()
        {
            sbyte[] table = new sbyte[256];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = -1;
            }

            for (int nibble = 0; nibble < 16; nibble++)
            {
                int chips = 0;
                for (int bit = 3; bit >= 0; bit--)
                {
                    chips = (chips << 2) | (((nibble >> bit) & 1) != 0 ? 1 : 2);
                }

                table[chips] = (sbyte)nibble;
            }

            return table;
        }

        /// <summary>Byte for each 12 chips (two 3-out-of-6 symbols, the first in the high bits);
        /// <see cref="NoSymbol"/> when either is no symbol: 4096 entries.</summary>
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
                table[i] = NoSymbol;
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

        /// <summary>256 times <see cref="NoSymbol"/>.</summary>
        public static short[] NoSymbols()
        {
            short[] table = new short[256];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = NoSymbol;
            }

            return table;
        }

        /// <summary><see cref="Symbols"/> as two steps of look-up without any shift: the entry for the middle
        /// one of three raw bytes is the table for its neighbour. 256 entries that share 14 tables and
        /// <paramref name="none"/>.</summary>
        /// <param name="symbols">As <see cref="Symbols"/> makes them.</param>
        /// <param name="isFirst">true: for the first raw byte, whose symbols the middle one's high bits
        /// complete; false: for the last, whose symbols its low bits begin.</param>
        /// <param name="none">256 times <see cref="NoSymbol"/>, for the bits 0000 and 1111: a symbol has
        /// three ones and three zeros.</param>
        public static short[][] SymbolsByMiddle(short[] symbols, bool isFirst, short[] none)
        {
            short[][] tables = new short[16][];
            tables[0] = none;
            tables[15] = none;
            for (int nibble = 1; nibble < 15; nibble++)
            {
                tables[nibble] = new short[256];
                for (int value = 0; value < 256; value++)
                {
                    tables[nibble][value] = symbols[isFirst ? (value << 4) | nibble : (nibble << 8) | value];
                }
            }

            short[][] byMiddle = new short[256][];
            for (int middle = 0; middle < 256; middle++)
            {
                byMiddle[middle] = tables[isFirst ? middle >> 4 : middle & 15];
            }

            return byMiddle;
        }
    }
}
