// How blocks and frames end: what the loops of FrameDecoder do once a block, or once a frame.
namespace Gateway.Link.Wmbus
{
    public sealed partial class FrameDecoder
    {
        // One of the symbols from here on is none: says which byte it should have been in.
        private void RefuseSymbol(int read, int position)
        {
            while ((_firstSymbols[_raw[read + 1]][_raw[read]] | _lastSymbols[_raw[read + 1]][_raw[read + 2]])
                < CodeTables.NoSymbol)
            {
                read += 3;
                position += 2;
            }

            _status = LinkStatus.BadSymbol;
            _position = position;
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
