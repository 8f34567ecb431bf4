// Steps over the records of a reply without decoding them: whether more telegrams follow, and where a record
// lies. EN 13757-3, DIF table: the length is in the low 4 bits; DIFEs and VIFEs follow while bit 7 is set; a
// plain-text VIF (7Ch, FCh) is followed by its length and text; Dh = variable length by its first byte.

namespace Gateway.Link.MBus
{
    /// <summary>Finds records by their DIF and VIF. Reusable; remembers where it is.</summary>
    public sealed class RecordWalk
    {
        private const int MoreFollowsDif = 0x1F;
        private const int ManufacturerDif = 0x0F;
        private const int IdleFillerDif = 0x2F;
        private const int TextVif = 0x7C;
        private const int MaxExtensions = 10;
        private const int LongHeaderBytes = 12;
        private const int UsualHeaderBytes = 2;

        // What a record costs, in bytes of a header.
        private const int RecordWork = 6;
        private const int ShortHeaderBytes = 4;

        // Bytes of the value by the low 4 bits of the DIF; −1 = told by its first byte.
        private readonly sbyte[] _sizes = { 0, 1, 2, 3, 4, 4, 6, 8, 0, 1, 2, 3, 4, -1, 6, 0 };

        private byte[] _buffer;
        private int _next;
        private int _end;
        private int _difIndex;
        private int _vifIndex;
        private int _valueIndex;
        private int _valueBytes;
        private bool _moreFollows;

        /// <summary>Index of the record's DIF.</summary>
        public int DifIndex
        {
            get { return _difIndex; }
        }

        /// <summary>Index of the record's VIF.</summary>
        public int VifIndex
        {
            get { return _vifIndex; }
        }

        /// <summary>Index of the record's value.</summary>
        public int ValueIndex
        {
            get { return _valueIndex; }
        }

        /// <summary>Bytes of the record's value.</summary>
        public int ValueBytes
        {
            get { return _valueBytes; }
        }

        /// <summary>The walk has ended at DIF 1Fh: the slave has more telegrams.</summary>
        public bool MoreFollows
        {
            get { return _moreFollows; }
        }

        /// <summary>Begins with a reply; without records when its CI-field announces none.</summary>
        public void Begin(MBusFrame frame, byte[] buffer)
        {
            _buffer = buffer;
            _end = frame.DataOffset + frame.DataCount;
            _moreFollows = false;
            int header = HeaderBytes(frame.ControlInformation);
            _next = header < 0 || header > frame.DataCount ? _end : frame.DataOffset + header;
        }

        /// <summary>Goes to the next record.</summary>
        /// <returns>False at the end, at manufacturer data, or where a record is longer than the
        /// reply.</returns>
        public bool TryNext()
        {
            byte[] buffer = _buffer;
            int end = _end;
            int at = _next;
            _next = end;
            while (at < end && buffer[at] == IdleFillerDif)
            {
                at++;

                // A reply may be nothing else: four at a time.
                while (at + 4 <= end && buffer[at] == IdleFillerDif && buffer[at + 1] == IdleFillerDif
                    && buffer[at + 2] == IdleFillerDif && buffer[at + 3] == IdleFillerDif)
                {
                    at += 4;
                }
            }

            if (at >= end)
            {
                return false;
            }

            int dif = buffer[at++];
            if ((dif & 0x0F) == ManufacturerDif)
            {
                _moreFollows = dif == MoreFollowsDif;
                return false;
            }

            _difIndex = at - 1;
            at = dif < 0x80 ? at : SkipExtensions(buffer, at);
            if (at >= end)
            {
                return false;
            }

            _vifIndex = at;
            int vif = buffer[at++];
            at = vif < 0x80 && vif != TextVif ? at : SkipVif(buffer, at, vif);
            int bytes = _sizes[dif & 0x0F];
            if (bytes < 0)
            {
                bytes = at < end ? VariableBytes(buffer[at]) : -1;
                at++;
            }

            if (bytes < 0 || at + bytes > end)
            {
                return false;
            }

            _valueIndex = at;
            _valueBytes = bytes;
            _next = at + bytes;
            return true;
        }

        /// <summary>Steps over records.</summary>
        /// <param name="most">How many at most in this slice, counted in records with a DIF and a VIF; with
        /// longer headers and fillers it is fewer.</param>
        /// <returns>Whether there may be more records.</returns>
        public bool TrySkip(int most)
        {
            int left = most * (RecordWork + UsualHeaderBytes);
            while (left > 0)
            {
                int from = _next;
                if (!TryNext())
                {
                    return false;
                }

                left -= RecordWork + _valueIndex - from;
            }

            return true;
        }

        private static int HeaderBytes(int information)
        {
            switch (information)
            {
                case MBusCiField.Variable:
                case MBusCiField.VariableHighFirst:
                    return LongHeaderBytes;
                case MBusCiField.ShortHeader:
                    return ShortHeaderBytes;
                case MBusCiField.NoHeader:
                    return 0;
                default:
                    return -1;
            }
        }

        // From the first extension to the byte behind the last one.
        private int SkipExtensions(byte[] buffer, int at)
        {
            int last = _end < at + MaxExtensions - 1 ? _end : at + MaxExtensions - 1;
            while (at < last && buffer[at] >= 0x80)
            {
                at++;
            }

            return at + 1;
        }

        // From the byte behind a VIF to its record's value; far behind the end when that is missing.
        private int SkipVif(byte[] buffer, int at, int vif)
        {
            if ((vif & 0x7F) == TextVif)
            {
                at = at < _end ? at + 1 + buffer[at] : _end;
            }

            return vif < 0x80 ? at : SkipExtensions(buffer, at);
        }

        private static int VariableBytes(int length)
        {
            if (length < 0xC0)
            {
                return length;
            }

            if (length < 0xF0)
            {
                return length & 0x0F;
            }

            return length < 0xF5 ? (length - 0xEC) * 4 : length == 0xF5 ? 48 : length == 0xF6 ? 64 : -1;
        }
    }
}
