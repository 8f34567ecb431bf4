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
        // T1 with L-field 255: 256 bytes and 17 CRCs are 290 bytes, 12 chips each.
        private const int MaxRawBytes = 435;

        // The CRC of the last block is decoded behind the telegram.
        private const int MaxDecodedBytes = Telegram.MaxBytes + 2;
        private const int CrcBytes = 2;
        private const int HeaderBlockBytes = 10;
        private const int LaterBlockBytesA = 16;
        private const int MaxBlockBytesB = 126;

        private readonly short[] _symbols = CodeTables.Symbols();
        private readonly ushort[] _crcTable = CodeTables.Crc();
        private readonly ushort[] _crcNextTable;
        private readonly byte[] _raw = new byte[MaxRawBytes];
        private readonly byte[] _bytes = new byte[MaxDecodedBytes];
        private LinkStatus _status;
        private FrameKind _kind;
        private bool _isBare;
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
            _crcNextTable = CodeTables.CrcOverNext(_crcTable);
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
            if (_status == LinkStatus.Incomplete && _kind != FrameKind.T1 && count > _blockStart)
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

        // Tells the kind and the length from the first bytes. Returns whether there is something to decode.
        private bool Identify()
        {
            byte[] raw = _raw;
            if (_isBare)
            {
                return _rawCount >= 2 && SetLength(_kind, 0);
            }

            if (_rawCount < 3)
            {
                return false;
            }

            // 0x54 begins with the chips 010101, which are no symbol: a T1 frame cannot look like this.
            if (raw[0] == 0x54 && raw[1] == 0xCD)
            {
                return SetLength(FrameKind.C1A, 2);
            }

            if (raw[0] == 0x54 && raw[1] == 0x3D)
            {
                return _rawCount >= 4 && SetLength(FrameKind.C1B, 2);
            }

            int lField = _symbols[(raw[0] << 4) | (raw[1] >> 4)];
            int cField = _symbols[((raw[1] & 15) << 8) | raw[2]];
            bool isT1 = (lField | cField) >= 0;
            if (!(isT1 && ControlField.IsFromMeter(cField)) && ControlField.IsFromMeter(raw[1])
                && DataBytes(FrameKind.C1B, raw[0]) > 0)
            {
                // The receiver found the second half of 543D 543D: these are L- and C-field of a format B
                // frame.
                return SetLength(FrameKind.C1B, 0);
            }

            if (!isT1)
            {
                _status = LinkStatus.BadSymbol;
                return false;
            }

            raw = _bytes;
            raw[0] = (byte)lField;
            return SetLength(FrameKind.T1, 0);
        }

        private static int DataBytes(FrameKind kind, int lField)
        {
            int bytes = lField + 1;
            if (kind == FrameKind.C1B)
            {
                // L counts the CRCs. One block fills 128 bytes; a second one has at least one byte of data.
                bytes -= bytes > MaxBlockBytesB + CrcBytes ? 2 * CrcBytes : CrcBytes;
                if (lField + 1 > MaxBlockBytesB + CrcBytes && bytes <= MaxBlockBytesB)
                {
                    return 0;
                }
            }

            return bytes < HeaderBlockBytes ? 0 : bytes;
        }

        private bool SetLength(FrameKind kind, int start)
        {
            _kind = kind;
            int lField = kind == FrameKind.T1 ? _bytes[0] : _raw[start];
            int data = DataBytes(kind, lField);
            if (data == 0)
            {
                _status = LinkStatus.BadLength;
                return false;
            }

            int block = HeaderBlockBytes;
            _largestBlock = LaterBlockBytesA;
            int frame = lField + 1;
            if (kind == FrameKind.C1B)
            {
                if (!ControlField.IsDefined(_raw[start + 1]))
                {
                    _status = LinkStatus.BadCField;
                    return false;
                }

                block = data < MaxBlockBytesB ? data : MaxBlockBytesB;
                _largestBlock = MaxBlockBytesB;
            }
            else
            {
                int laterBlocks = (data - HeaderBlockBytes + LaterBlockBytesA - 1) / LaterBlockBytesA;
                frame = data + (CrcBytes * (1 + laterBlocks));
            }

            _rawLength = kind == FrameKind.T1 ? ((frame * 3) + 1) / 2 : start + frame;
            _read = start;
            _stop = block + CrcBytes;
            _later = data - block;
            return true;
        }
    }
}
