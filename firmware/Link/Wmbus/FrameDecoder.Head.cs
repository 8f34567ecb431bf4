// The head of FrameDecoder: what kind of frame it is and how long, from its first bytes.
namespace Gateway.Link.Wmbus
{
    public sealed partial class FrameDecoder
    {
        // Tells the kind and the length from the first bytes. Returns whether there is something to decode.
        private bool Identify()
        {
            byte[] raw = _raw;
            if (_isBare)
            {
                return _rawCount >= 2 && SetLength(_kind, 0);
            }

            if (_kind == FrameKind.S1)
            {
                return _rawCount >= 2 && IdentifyManchester();
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

            int lField = _firstSymbols[raw[1]][raw[0]];
            int cField = _lastSymbols[raw[1]][raw[2]];
            bool isT1 = (lField | cField) < CodeTables.NoSymbol;
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
            _isCoded = true;
            return SetLength(FrameKind.T1, 0);
        }

        private bool IdentifyManchester()
        {
            int lField = (_nibbles[_raw[0]] << 4) | (int)_nibbles[_raw[1]];
            if (lField < 0)
            {
                _status = LinkStatus.BadSymbol;
                return false;
            }

            _bytes[0] = (byte)lField;
            _isCoded = true;
            return SetLength(FrameKind.S1, 0);
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
            int lField = _isCoded ? _bytes[0] : _raw[start];
            int data = DataBytes(kind, lField);
            if (data < _minBytes || data > _maxBytes)
            {
                _status = LinkStatus.BadLength;
                return false;
            }

            int block = _headerBytes;
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
                int laterBlocks = (data - block + LaterBlockBytesA - 1) / LaterBlockBytesA;
                frame = data + (CrcBytes * (1 + laterBlocks));
            }

            _rawLength = kind == FrameKind.T1 ? ((frame * 3) + 1) / 2
                : kind == FrameKind.S1 ? frame * 2 : start + frame;
            _read = start;
            _stop = block + CrcBytes;
            _later = data - block;
            return true;
        }
    }
}
