// Formats of compact frames (EN 13757-3 clause 9 and OMS volume 2 annex on compact frames, as implemented by
// wmbusmeters and exmbus): DIF and VIF of the records, found by the CRC over them, the format signature.
// Learned from full frames and from format frames. A full frame with manufacturer data is not learned: no
// public source says whether the signature covers it.
using Gateway.Link.Wmbus;

namespace Gateway.Link.Apl
{
    /// <summary>The formats seen last; all memory is taken at construction.</summary>
    public sealed class FormatCache
    {
        private readonly ushort[] _crc = CodeTables.Crc();
        private readonly byte[] _formats;
        private readonly int[] _signatures;
        private readonly short[] _lengths;
        private readonly byte[] _next;
        private readonly int _size;
        private int _oldest;

        /// <summary>Takes the memory.</summary>
        /// <param name="count">Formats that are kept; the oldest gives way.</param>
        /// <param name="sizeBytes">The longest format that is kept; 64 is ample for radio telegrams.</param>
        public FormatCache(int count, int sizeBytes)
        {
            _size = sizeBytes;
            _formats = new byte[count * sizeBytes];
            _signatures = new int[count];
            _lengths = new short[count];
            _next = new byte[sizeBytes];
        }

        /// <summary>Number of formats known.</summary>
        public int Count { get; private set; }

        /// <summary>Where <see cref="Formats"/> has the format that <see cref="TryFind"/> found.</summary>
        public int FoundOffset { get; private set; }

        /// <summary>Its length.</summary>
        public int FoundCount { get; private set; }

        /// <summary>All formats; read only.</summary>
        public byte[] Formats
        {
            get { return _formats; }
        }

        /// <summary>CRC-16 of EN 13757 (polynomial 3D65, start 0, inverted).</summary>
        /// <returns>0 .. 65535; its low byte is sent first in the application layer.</returns>
        public int CrcOf(byte[] bytes, int offset, int count)
        {
            return Append(0, bytes, offset, count) ^ 0xFFFF;
        }

        /// <summary>Goes on with a CRC: start with 0, invert the last one's 16 bits.</summary>
        public int Append(int register, byte[] bytes, int offset, int count)
        {
            ushort[] table = _crc;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                register = ((register & 0xFF) << 8) ^ table[(register >> 8) ^ bytes[i]];
            }

            return register;
        }

        /// <summary>Looks a format up.</summary>
        /// <param name="signature">As the compact frame has it, 0 .. 65535.</param>
        public bool TryFind(int signature)
        {
            for (int i = 0; i < Count; i++)
            {
                if (_signatures[i] == signature)
                {
                    FoundOffset = i * _size;
                    FoundCount = _lengths[i];
                    return true;
                }
            }

            return false;
        }

        /// <summary>Learns the format of a full frame.</summary>
        /// <param name="reader">Opened on the records here; it stands at their end afterwards.</param>
        /// <param name="record">Scratch.</param>
        /// <param name="bytes">The payload.</param>
        /// <param name="offset">Of the first DIF.</param>
        /// <param name="count">Bytes up to the end.</param>
        /// <returns>Whether the format is known now.</returns>
        public bool Learn(AplReader reader, DataRecord record, byte[] bytes, int offset, int count)
        {
            int length = 0;
            reader.Open(bytes, offset, count);
            while (reader.TryNext(record))
            {
                if (record.Kind != RecordKind.Value || length + record.HeaderCount > _size)
                {
                    return false;
                }

                for (int i = 0; i < record.HeaderCount; i++)
                {
                    _next[length + i] = bytes[record.HeaderOffset + i];
                }

                length += record.HeaderCount;
            }

            return length > 0 && Keep(CrcOf(_next, 0, length), _next, 0, length);
        }

        /// <summary>Learns a format frame (CI 69, 6A, 6B): length, signature (2 bytes), then the
        /// format.</summary>
        /// <param name="bytes">The payload.</param>
        /// <param name="offset">Of the length byte.</param>
        /// <param name="count">Bytes up to the end.</param>
        /// <returns>false when the signature is not that of the format, or the format is too long.</returns>
        public bool LearnFormatFrame(byte[] bytes, int offset, int count)
        {
            int end = offset + count;
            int start = offset + 3;
            while (end > start && bytes[end - 1] == 0x2F)
            {
                end--;
            }

            if (end <= start || end - start > _size)
            {
                return false;
            }

            int length = end - start;
            int signature = bytes[offset + 1] | (bytes[offset + 2] << 8);
            return CrcOf(bytes, start, length) == signature && Keep(signature, bytes, start, length);
        }

        private bool Keep(int signature, byte[] bytes, int offset, int count)
        {
            if (TryFind(signature))
            {
                return true;
            }

            int place = _oldest;
            _oldest = _oldest + 1 == _signatures.Length ? 0 : _oldest + 1;
            Count += Count < _signatures.Length ? 1 : 0;
            System.Array.Copy(bytes, offset, _formats, place * _size, count);
            _signatures[place] = signature;
            _lengths[place] = (short)count;
            return true;
        }
    }
}
