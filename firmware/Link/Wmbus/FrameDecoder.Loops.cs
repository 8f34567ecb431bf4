// The loops of FrameDecoder: the only code that runs once for every received byte or pair of bytes.
using System;

namespace Gateway.Link.Wmbus
{
    public sealed partial class FrameDecoder
    {
        // 3-out-of-6: 3 raw bytes are 4 symbols are 2 bytes, CRC included in the same pass; 9 raw bytes a
        // turn as long as there are so many.
        private void DecodeChips()
        {
            short[][] firstSymbols = _firstSymbols;
            short[][] lastSymbols = _lastSymbols;
            ushort[] table0 = _crcTable0;
            ushort[] table1 = _crcTable1;
            ushort[] table2 = _crcTable2;
            ushort[] table3 = _crcTable3;
            ushort[] table4 = _crcTable4;
            ushort[] table5 = _crcTable5;
            byte[] raw = _raw;
            byte[] bytes = _bytes;
            int available = _rawCount;
            int read = _read;
            int position = _position;
            int stop = _stop;
            int later = _later;
            int crc = _crc;
            while (true)
            {
                int end = position + (((available - read) / 3) << 1);
                if (end >= stop)
                {
                    end = stop - 1;
                }

                int middle;
                int first;
                int second;
                for (int sixesEnd = end - 4; position < sixesEnd; position += 6)
                {
                    middle = raw[read + 1];
                    first = firstSymbols[middle][raw[read]];
                    second = lastSymbols[middle][raw[read + 2]];
                    middle = raw[read + 4];
                    int third = firstSymbols[middle][raw[read + 3]];
                    int fourth = lastSymbols[middle][raw[read + 5]];
                    middle = raw[read + 7];
                    int fifth = firstSymbols[middle][raw[read + 6]];
                    int sixth = lastSymbols[middle][raw[read + 8]];
                    if ((first | second | third | fourth | fifth | sixth) >= CodeTables.NoSymbol)
                    {
                        RefuseSymbol(read, position);
                        return;
                    }

                    crc = table5[(crc >> 8) ^ first] ^ table4[(byte)crc ^ second] ^ table3[third]
                        ^ table2[fourth] ^ table1[fifth] ^ table0[sixth];
                    bytes[position] = (byte)first;
                    bytes[position + 1] = (byte)second;
                    bytes[position + 2] = (byte)third;
                    bytes[position + 3] = (byte)fourth;
                    bytes[position + 4] = (byte)fifth;
                    bytes[position + 5] = (byte)sixth;
                    read += 9;
                }

                for (; position < end; position += 2)
                {
                    middle = raw[read + 1];
                    first = firstSymbols[middle][raw[read]];
                    second = lastSymbols[middle][raw[read + 2]];
                    if ((first | second) >= CodeTables.NoSymbol)
                    {
                        RefuseSymbol(read, position);
                        return;
                    }

                    crc = table1[(crc >> 8) ^ first] ^ table0[(byte)crc ^ second];
                    bytes[position] = (byte)first;
                    bytes[position + 1] = (byte)second;
                    read += 3;
                }

                if (position == stop - 1 && available - read >= 2)
                {
                    crc = DecodeLastChips(read, stop - 1, crc);
                    if (crc < 0)
                    {
                        return;
                    }

                    position++;
                }

                if (position != stop)
                {
                    break;
                }

                position -= CrcBytes;
                if (crc != CodeTables.CrcResidue || later == 0)
                {
                    EndFrame(crc, position);
                    return;
                }

                int block = later < LaterBlockBytesA ? later : LaterBlockBytesA;
                later -= block;
                stop = position + block + CrcBytes;
                _blockStart = position;
                crc = 0;
            }

            _read = read;
            _position = position;
            _stop = stop;
            _later = later;
            _crc = crc;
        }

        // The frame has an odd number of bytes: 12 chips, and 4 that fill the last raw byte.
        private int DecodeLastChips(int read, int position, int crc)
        {
            int last = _firstSymbols[_raw[read + 1]][_raw[read]];
            if (last >= CodeTables.NoSymbol)
            {
                _status = LinkStatus.BadSymbol;
                _position = position;
                return -1;
            }

            return ((crc & 0xFF) << 8) ^ _crcTable0[(crc >> 8) ^ last];
        }

        // Manchester: 2 raw bytes are 2 nibbles are 1 byte, CRC included in the same pass.
        private void DecodeManchester()
        {
            sbyte[] nibbles = _nibbles;
            ushort[] table = _crcTable0;
            byte[] raw = _raw;
            byte[] bytes = _bytes;
            int available = _rawCount;
            int read = _read;
            int position = _position;
            int stop = _stop;
            int crc = _crc;
            while (true)
            {
                int end = position + ((available - read) >> 1);
                if (end > stop)
                {
                    end = stop;
                }

                while (position < end)
                {
                    int value = (nibbles[raw[read]] << 4) | (int)nibbles[raw[read + 1]];
                    if (value < 0)
                    {
                        _status = LinkStatus.BadSymbol;
                        _position = position;
                        return;
                    }

                    crc = ((crc & 0xFF) << 8) ^ table[(crc >> 8) ^ value];
                    bytes[position] = (byte)value;
                    position++;
                    read += 2;
                }

                if (position != stop)
                {
                    break;
                }

                position -= CrcBytes;
                stop = EndBlock(crc, position);
                if (stop == 0)
                {
                    return;
                }

                crc = 0;
            }

            _read = read;
            _position = position;
            _crc = crc;
        }

        // NRZ: the raw bytes are the frame's; what is no CRC is copied, a block at a time.
        private void DecodeBits()
        {
            ushort[] table = _crcTable0;
            ushort[] nextTable = _crcTable1;
            ushort[] table2 = _crcTable2;
            ushort[] table3 = _crcTable3;
            ushort[] table4 = _crcTable4;
            ushort[] table5 = _crcTable5;
            byte[] raw = _raw;
            int read = _read;
            int position = _position;
            int stop = _stop;
            int crc = _crc;
            while (true)
            {
                int taken = stop - position;
                int available = _rawCount - read;
                if (available < taken)
                {
                    // An odd byte waits for the one that makes it a pair.
                    taken = available & ~1;
                }

                int pairsEnd = read + (taken & ~1);
                position += taken;
                for (int sixesEnd = pairsEnd - 5; read < sixesEnd; read += 6)
                {
                    crc = table5[(crc >> 8) ^ raw[read]] ^ table4[(byte)crc ^ raw[read + 1]]
                        ^ table3[raw[read + 2]] ^ table2[raw[read + 3]] ^ nextTable[raw[read + 4]]
                        ^ table[raw[read + 5]];
                }

                for (; read < pairsEnd; read += 2)
                {
                    crc = nextTable[(crc >> 8) ^ raw[read]] ^ table[(byte)crc ^ raw[read + 1]];
                }

                if ((taken & 1) != 0)
                {
                    crc = ((crc & 0xFF) << 8) ^ table[(crc >> 8) ^ raw[read]];
                    read++;
                }

                if (position != stop)
                {
                    break;
                }

                int start = _blockStart;
                Array.Copy(raw, read - (stop - start), _bytes, start, stop - start - CrcBytes);
                position -= CrcBytes;
                stop = EndBlock(crc, position);
                if (stop == 0)
                {
                    return;
                }

                crc = 0;
            }

            _read = read;
            _position = position;
            _crc = crc;
        }
    }
}
