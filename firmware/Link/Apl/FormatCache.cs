// Formats of compact frames (EN 13757-3:2018 annex G, as implemented by wmbusmeters and exmbus): DIF and VIF
// of the records, found by the CRC over them, the format signature. Learned from full frames, record by
// record as they are read, and from format frames. A full frame with manufacturer data is not learned: no
// public source says whether the signature covers it.
using Gateway.Link.Wmbus;

namespace Gateway.Link.Apl
{
    /// <summary>The formats seen last, those that compact frames have asked for in preference; all memory is
    /// taken at construction.</summary>
    public sealed class FormatCache
    {
        private const int NoFormat = -1;
        private const int Filler = 0x2F;
        private const int MaxFillers = 15; // up to the end of an AES block
        private const int MaxMissed = 4;

        private readonly ushort[] _crc = CodeTables.Crc();
        private readonly byte[] _formats;
        private readonly int[] _signatures;
        private readonly short[] _lengths;
        private readonly bool[] _isAsked;
        private readonly int[] _turns;
        private readonly int[] _missed = new int[MaxMissed];
        private readonly byte[] _next;
        private readonly int _size;
        private int _nextCount = NoFormat;
        private int _turn;
        private int _missedAt;

        /// <summary>Takes the memory.</summary>
        /// <param name="count">Formats that are kept.</param>
        /// <param name="sizeBytes">The longest format that is kept; 64 is ample for radio telegrams.</param>
        public FormatCache(int count, int sizeBytes)
        {
            _size = sizeBytes;
            _formats = new byte[count * sizeBytes];
            _signatures = new int[count];
            _lengths = new short[count];
            _isAsked = new bool[count];
            _turns = new int[count];
            _next = new byte[sizeBytes];
            for (int i = 0; i < MaxMissed; i++)
            {
                _missed[i] = -1;
            }
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

        /// <summary>Looks a format up for a compact frame. A format that was looked up is kept in
        /// preference to others, also when it is learned only afterwards.</summary>
        /// <param name="signature">As the compact frame has it, 0 .. 65535.</param>
        public bool TryFind(int signature)
        {
            int place = IndexOf(_signatures, Count, signature);
            if (place < 0)
            {
                if (IndexOf(_missed, _missed.Length, signature) < 0)
                {
                    _missed[_missedAt] = signature;
                    _missedAt = _missedAt + 1 == _missed.Length ? 0 : _missedAt + 1;
                }

                return false;
            }

            _isAsked[place] = true;
            FoundOffset = place * _size;
            FoundCount = _lengths[place];
            return true;
        }

        /// <summary>Begins with the format of a full frame: give each of its records to
        /// <see cref="Add"/>.</summary>
        public void Begin()
        {
            _nextCount = 0;
        }

        /// <summary>The next record of the full frame as <see cref="AplReader.TryNext"/> read it.</summary>
        public void Add(DataRecord record)
        {
            int count = record.HeaderCount;
            if (_nextCount < 0 || record.Kind != RecordKind.Value || _nextCount + count > _size)
            {
                _nextCount = NoFormat;
                return;
            }

            System.Array.Copy(record.HeaderBytes, record.HeaderOffset, _next, _nextCount, count);
            _nextCount += count;
        }

        /// <summary>Learns the format, behind the last record.</summary>
        /// <returns>Whether it is known now; not when it is too long, has no record, or has one that is no
        /// value.</returns>
        public bool End()
        {
            int count = _nextCount;
            _nextCount = NoFormat;
            if (count <= 0)
            {
                return false;
            }

            Keep(CrcOf(_next, 0, count), _next, 0, count);
            return true;
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
            if (end - start > _size + MaxFillers)
            {
                return false;
            }

            while (end > start && bytes[end - 1] == Filler)
            {
                end--;
            }

            if (end <= start || end - start > _size)
            {
                return false;
            }

            int length = end - start;
            int signature = bytes[offset + 1] | (bytes[offset + 2] << 8);
            if (CrcOf(bytes, start, length) != signature)
            {
                return false;
            }

            Keep(signature, bytes, start, length);
            return true;
        }

        // Two formats may have one signature: the later one counts.
        private void Keep(int signature, byte[] bytes, int offset, int count)
        {
            int place = IndexOf(_signatures, Count, signature);
            if (place < 0)
            {
                place = Count < _signatures.Length ? Count++ : Oldest();
                _signatures[place] = signature;
                _isAsked[place] = IndexOf(_missed, _missed.Length, signature) >= 0;
                _turns[place] = _turn++;
            }

            System.Array.Copy(bytes, offset, _formats, place * _size, count);
            _lengths[place] = (short)count;
        }

        // The one learned first of those that no compact frame has asked for, or of all.
        private int Oldest()
        {
            int oldest = 0;
            for (int i = 1; i < _turns.Length; i++)
            {
                bool isOlder = _turns[i] - _turns[oldest] < 0;
                if (_isAsked[i] == _isAsked[oldest] ? isOlder : _isAsked[oldest])
                {
                    oldest = i;
                }
            }

            return oldest;
        }

        private static int IndexOf(int[] signatures, int count, int signature)
        {
            for (int i = 0; i < count; i++)
            {
                if (signatures[i] == signature)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
