// Opens compact frames: their CRC is over the full frame, so that all records are read once for it before the
// first is believed. One record a step, or a piece of the CRC, since a slice of the board's loop has no room
// for all of them; who has the time calls the steps in a loop.
namespace Gateway.Link.Apl
{
    /// <summary>Checks compact frames (CI 79, 7B, and 73 on the radio) against their formats: format
    /// signature (2 bytes), CRC over the full frame (2 bytes), then the data of the records without DIF and
    /// VIF. Reusable, allocates nothing.</summary>
    public sealed class CompactFrame
    {
        private const int HeaderBytes = 4;

        // Of the CRC: in one step, and in the step that has read the record.
        private const int MostBytes = 128;
        private const int CheapBytes = 24;

        private readonly FormatCache _cache;
        private readonly AplReader _reader;
        private readonly DataRecord _record;
        private byte[] _bytes;
        private int _offset;
        private int _count;
        private int _formatOffset;
        private int _formatCount;
        private int _wanted;
        private int _crc;

        // Bytes of the record that the CRC lacks: of its DIF and VIF, and of its data.
        private int _head;
        private int _data;

        /// <summary>Opens frames with a reader.</summary>
        /// <param name="cache">Formats that are known.</param>
        /// <param name="reader">Stands before the first record when the result is Ok; no one else may use it
        /// until then.</param>
        /// <param name="record">Scratch, likewise.</param>
        public CompactFrame(FormatCache cache, AplReader reader, DataRecord record)
        {
            _cache = cache;
            _reader = reader;
            _record = record;
        }

        /// <summary>Starts on a frame.</summary>
        /// <param name="bytes">The telegram; neither it nor the formats may change until the last record is
        /// used.</param>
        /// <param name="offset">Of the format signature.</param>
        /// <param name="count">Bytes up to the end of the payload.</param>
        /// <returns>Incomplete: call <see cref="Step"/>; Truncated; UnknownFormat.</returns>
        public CompactStatus Begin(byte[] bytes, int offset, int count)
        {
            if (count < HeaderBytes)
            {
                return CompactStatus.Truncated;
            }

            if (!_cache.TryFind(bytes[offset] | (bytes[offset + 1] << 8)))
            {
                return CompactStatus.UnknownFormat;
            }

            _wanted = bytes[offset + 2] | (bytes[offset + 3] << 8);
            _bytes = bytes;
            _offset = offset + HeaderBytes;
            _count = count - HeaderBytes;
            _formatOffset = _cache.FoundOffset;
            _formatCount = _cache.FoundCount;
            _crc = 0;
            _head = 0;
            _data = 0;
            Open();
            return CompactStatus.Incomplete;
        }

        /// <summary>Goes on: by one record with at most 24 bytes of the CRC, or by at most 128 bytes of the
        /// CRC.</summary>
        /// <returns>Incomplete: call again; anything else is the result.</returns>
        public CompactStatus Step()
        {
            DataRecord record = _record;
            if (_head + _data == 0)
            {
                if (!_reader.TryNext(record))
                {
                    return End();
                }

                if (record.Kind != RecordKind.Value)
                {
                    return record.Status == RecordStatus.Truncated
                        ? CompactStatus.Truncated : CompactStatus.Mismatch;
                }

                _head = record.HeaderCount;
                _data = record.DataCount + (record.HasLengthByte ? 1 : 0);
                if (_head + _data > CheapBytes)
                {
                    return CompactStatus.Incomplete;
                }
            }

            int count = _head < MostBytes ? _head : MostBytes;
            _crc = _cache.Append(
                _crc, record.HeaderBytes, record.HeaderOffset + record.HeaderCount - _head, count);
            _head -= count;
            count = _data < MostBytes - count ? _data : MostBytes - count;
            _crc = _cache.Append(_crc, record.DataBytes, record.DataOffset + record.DataCount - _data, count);
            _data -= count;
            return CompactStatus.Incomplete;
        }

        private CompactStatus End()
        {
            if ((_crc ^ 0xFFFF) != _wanted)
            {
                return CompactStatus.BadCrc;
            }

            Open();
            return CompactStatus.Ok;
        }

        private void Open()
        {
            _reader.OpenCompact(_cache.Formats, _formatOffset, _formatCount, _bytes, _offset, _count);
        }
    }
}
