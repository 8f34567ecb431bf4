// Line code, block CRCs and length of one wireless M-Bus frame at a time, as its bytes arrive (EN 13757-4 as
// implemented by public projects). Everything is kept in the two buffers made at start; each chunk is
// decoded by one call, with tables and state in locals: a field access, a call or a static read per byte
// would cost more than the byte. It does not look into the telegram.
using System;
using Gateway.Core;

namespace Gateway.Link.Wmbus
{
    /// <summary>Decodes one frame at a time; see README.md beside this file for how it tells the kinds
    /// apart.</summary>
    public sealed partial class FrameDecoder
    {
        // S1 with L-field 255: 256 bytes and 17 CRCs are 290 bytes, 16 chips each. T1 takes 435.
        private const int MaxRawBytes = 580;

        // The CRC of the last block is decoded behind the telegram.
        private const int MaxDecodedBytes = Telegram.MaxBytes + 2;
        private const int CrcBytes = 2;
        private const int HeaderBlockBytes = 10;
        private const int LaterBlockBytesA = 16;
        private const int MaxBlockBytesB = 126;

        private readonly short[][] _firstSymbols;
        private readonly short[][] _lastSymbols;
        private readonly sbyte[] _nibbles = CodeTables.Nibbles();
        private readonly ushort[] _crcTable0;
        private readonly ushort[] _crcTable1;
        private readonly ushort[] _crcTable2;
        private readonly ushort[] _crcTable3;
        private readonly ushort[] _crcTable4;
        private readonly ushort[] _crcTable5;
        private readonly byte[] _raw = new byte[MaxRawBytes];
        private readonly byte[] _bytes = new byte[MaxDecodedBytes];
        private LinkStatus _status;
        private FrameKind _kind;
        private bool _isBare;
        private bool _isCoded;
        private int _headerBytes;
        private int _minBytes;
        private int _maxBytes;
        private int _rawCount;
        private int _rawLength;
        private int _read;
        private int _blockStart;
        private int _position;
        private int _stop;
        private int _crc;
        private int _later;
        private int _largestBlock;

        /// <summary>Creates a decoder that waits for a Begin.</summary>
        public FrameDecoder()
        {
            ushort[][] tables = CodeTables.CrcSlices(6);
            _crcTable0 = tables[0];
            _crcTable1 = tables[1];
            _crcTable2 = tables[2];
            _crcTable3 = tables[3];
            _crcTable4 = tables[4];
            _crcTable5 = tables[5];
            short[] symbols = CodeTables.Symbols();
            short[] none = CodeTables.NoSymbols();
            _firstSymbols = CodeTables.SymbolsByMiddle(symbols, true, none);
            _lastSymbols = CodeTables.SymbolsByMiddle(symbols, false, none);
            Refuse();
        }

        /// <summary>What is known of the frame so far.</summary>
        public LinkStatus Status
        {
            get { return _status; }
        }

        /// <summary>Kind of the frame, as soon as it is known.</summary>
        public FrameKind Kind
        {
            get { return _kind; }
        }

        /// <summary>Bytes that the whole frame takes, counted from the first one pushed; 0 until
        /// known.</summary>
        public int RawLength
        {
            get { return _rawLength; }
        }

        /// <summary>Decoded bytes without CRCs; owned by the decoder. A telegram when <see cref="Status"/>
        /// is Ok, otherwise unverified; how many: <see cref="CountDecoded"/>.</summary>
        public byte[] Bytes
        {
            get { return _bytes; }
        }

        /// <summary>Begins a frame of a kind not yet known, at the first byte after the sync word
        /// 543D.</summary>
        public void BeginAir()
        {
            Begin(LinkStatus.Incomplete);
        }

        /// <summary>Begins a frame of S1, at the first chip after the sync word 7696: the receiver delivers
        /// raw chips, and the first two are the first bit's.</summary>
        public void BeginManchester()
        {
            Begin(LinkStatus.Incomplete);
            _kind = FrameKind.S1;
        }

        /// <summary>Begins a frame that has the blocks of format A behind a first block of another size, not
        /// line coded; its first byte counts what follows it, without CRCs.</summary>
        /// <param name="kind">What the frame is.</param>
        /// <param name="headerBytes">Bytes of the first block, without its CRC.</param>
        /// <param name="maxBytes">Most bytes without CRCs; more than <paramref name="headerBytes"/>, and at
        /// least one byte follows the first block.</param>
        public void BeginBlocks(FrameKind kind, int headerBytes, int maxBytes)
        {
            Begin(LinkStatus.Incomplete);
            _isBare = true;
            _kind = kind;
            _headerBytes = headerBytes;
            _minBytes = headerBytes + 1;
            _maxBytes = maxBytes;
        }

        /// <summary>Refuses whatever comes, as <see cref="LinkStatus.Unsupported"/>, until the next
        /// Begin.</summary>
        public void Refuse()
        {
            Begin(LinkStatus.Unsupported);
        }

        /// <summary>Begins a frame of known format that is not line coded, at its L-field.</summary>
        public void BeginFrame(FrameFormat format)
        {
            Begin(LinkStatus.Incomplete);
            _isBare = true;
            _kind = format == FrameFormat.A ? FrameKind.C1A : FrameKind.C1B;
        }

        /// <summary>Takes the next bytes; those behind the frame are ignored.</summary>
        /// <param name="buffer">Not kept.</param>
        /// <param name="offset">First byte.</param>
        /// <param name="count">0 .. buffer.Length − offset.</param>
        /// <returns><see cref="RawLength"/> (0 = not known yet) while all is well, otherwise
        /// <see cref="FrameLength.Abort"/>: what <see cref="IFrameSink.Push"/> has to say.</returns>
        public int Push(byte[] buffer, int offset, int count)
        {
            if (_status == LinkStatus.Incomplete)
            {
                int room = MaxRawBytes - _rawCount;
                if (room > count)
                {
                    room = count;
                }

                Array.Copy(buffer, offset, _raw, _rawCount, room);
                _rawCount += room;
                if (_rawLength != 0 || Identify())
                {
                    if (_kind == FrameKind.T1)
                    {
                        DecodeChips();
                    }
                    else if (_isCoded)
                    {
                        DecodeManchester();
                    }
                    else
                    {
                        DecodeBits();
                    }
                }
            }

            return _status <= LinkStatus.Incomplete ? _rawLength : FrameLength.Abort;
        }

        /// <summary>Completes <see cref="Bytes"/> with what has come of a block that was not
        /// finished.</summary>
        /// <returns>Number of decoded bytes without CRCs.</returns>
        public int CountDecoded()
        {
            if (_rawLength == 0)
            {
                return 0;
            }

            int end = _status == LinkStatus.Incomplete ? _stop - CrcBytes : _position;
            int count = _position < end ? _position : end;
            if (_status == LinkStatus.Incomplete && !_isCoded && count > _blockStart)
            {
                Array.Copy(_raw, _read - (_position - _blockStart), _bytes, _blockStart, count - _blockStart);
            }

            return count;
        }

        private void Begin(LinkStatus status)
        {
            _status = status;
            _kind = FrameKind.Unknown;
            _isBare = false;
            _isCoded = false;
            _headerBytes = HeaderBlockBytes;
            _minBytes = HeaderBlockBytes;
            _maxBytes = Telegram.MaxBytes;
            _rawCount = 0;
            _rawLength = 0;
            _read = 0;
            _blockStart = 0;
            _position = 0;
            _stop = 0;
            _crc = 0;
            _later = 0;
            _largestBlock = 0;
        }
    }
}
