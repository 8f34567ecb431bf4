// The loops of FrameDecoder: the only code that runs once for every received byte or pair of bytes.
using System;

namespace Gateway.Link.Wmbus
{
    public sealed partial class FrameDecoder
    {
        // 3-out-of-6: 3 raw bytes are 4 symbols are 2 bytes, CRC included in the same pass.
        private void DecodeChips()
        {
            short[] symbols = _symbols;
            ushort[] table = _crcTable;
            ushort[] nextTable = _crcNextTable;
            byte[] raw = _raw;
            byte[] bytes = _bytes;
            int available = _rawCount;
            int read = _read;
            int position = _position;
            int stop = _stop;
            int crc = _crc;
            while (true)
            {
                int end = position + (((available - read) / 3) << 1);
                if (end >= stop)
                {
                    end = stop - 1;
                }

                while (position < end)
                {
                    int middle = raw[read + 1];
                    int first = symbols[(raw[read] << 4) | (middle >> 4)];
                    int second = symbols[((middle & 15) << 8) | raw[read + 2]];
                    if ((first | second) < 0)
                    {
                        _status = LinkStatus.BadSymbol;
                        _position = position;
                        return;
                    }

                    crc = nextTable[(crc >> 8) ^ first] ^ table[(crc & 0xFF) ^ second];
                    bytes[position] = (byte)first;
                    bytes[position + 1] = (byte)second;
                    position += 2;
                    read += 3;
                }

                if (position == stop - 1 && available - read >= 2)
                {
                    crc = DecodeLastChips(read, crc);
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

        // The frame has an odd number of bytes: 12 chips, and 4 that fill the last raw byte.
        private int DecodeLastChips(int read, int crc)
        {
            int last = _symbols[(_raw[read] << 4) | (_raw[read + 1] >> 4)];
            if (last < 0)
            {
                _status = LinkStatus.BadSymbol;
                _position = _stop - 1;
                return -1;
            }

            return ((crc & 0xFF) << 8) ^ _crcTable[(crc >> 8) ^ last];
        }

        // NRZ: the raw bytes are the frame's; what is no CRC is copied, a block at a time.
        private void DecodeBits()
        {
            ushort[] table = _crcTable;
            ushort[] nextTable = _crcNextTable;
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
                while (read < pairsEnd)
                {
                    crc = nextTable[(crc >> 8) ^ raw[read]] ^ table[(crc & 0xFF) ^ raw[read + 1]];
                    read += 2;
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

        // A block and its CRC are in; position is the end of its data. Returns where the next block and its
        // CRC end, 0 when the frame has ended, well or badly.
        private int EndBlock(int crc, int position)
        {
            int later = _later;
            if (crc != CodeTables.CrcResidue || later == 0)
            {
                EndFrame(crc, position);
                return 0;
            }

            int block = _largestBlock;
            if (later < block)
            {
                block = later;
            }

            _later = later - block;
            _blockStart = position;
            int stop = position + block + CrcBytes;
            _stop = stop;
            return stop;
        }

        private void EndFrame(int crc, int position)
        {
            _position = position;
            if (crc != CodeTables.CrcResidue)
            {
                _status = _blockStart == 0 ? LinkStatus.BadCrcFirstBlock : LinkStatus.BadCrc;
                return;
            }

            _bytes[0] = (byte)(position - 1);
            _status = LinkStatus.Ok;
        }
    }
}
