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
        private const int UsualHeaderBytes = 4;

        // What a record costs beside its header, in bytes of one; and a usual one in all.
        private const int RecordWork = 10;
        private const int UsualWork = 4;
        private const int FillersPerWork = 2;
        private const int ShortHeaderBytes = 4;

        // Bytes of the value by the low 4 bits of the DIF; −1 = told by its first byte, or no record.
        private readonly sbyte[] _sizes = { 0, 1, 2, 3, 4, 4, 6, 8, 0, 1, 2, 3, 4, -1, 6, -1 };

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
            if (at < end && buffer[at] == IdleFillerDif)
            {
                at = SkipFillers(buffer, at, end);
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
        /// <param name="records">How many at most in this slice, counted in usual ones; with longer headers
        /// and fillers it is fewer.</param>
        /// <returns>Whether there may be more records.</returns>
        public bool TrySkip(int records)
        {
            byte[] buffer = _buffer;
            int end = _end;
            int left = records * UsualWork;
            while (left > 0)
            {
                left = SkipUsual(buffer, end, left);
                if (left <= 0)
                {
                    break;
                }

                int at = _next;
                if (at < end && buffer[at] == IdleFillerDif)
                {
                    int most = at + (left * FillersPerWork);
                    _next = SkipFillers(buffer, at, most < end ? most : end);
                    left -= 1 + ((_next - at) / FillersPerWork);
                }
                else if (TryNext())
                {
                    left -= RecordWork + _valueIndex - at;
                }
                else
                {
                    return false;
                }
            }

            return true;
        }

        // Records with a DIF and a VIF of one extension each at most, and a value of known length, as nearly
        // all are: without a call. Returns the work that is left.
        private int SkipUsual(byte[] buffer, int end, int left)
        {
            sbyte[] sizes = _sizes;
            int at = _next;
            int last = end - UsualHeaderBytes;
            while (left > 0 && at <= last)
            {
                int dif = buffer[at];
                int value = at + 2;
                int vif = buffer[at + 1];
                if (dif >= 0x80)
                {
                    if (vif >= 0x80)
                    {
                        break;
                    }

                    vif = buffer[value++];
                }

                if (vif >= 0x80 && buffer[value++] >= 0x80)
                {
                    break;
                }

                int bytes = sizes[dif & 0x0F];
                if ((vif & 0x7F) == TextVif || bytes < 0 || value + bytes > end)
                {
                    break;
                }

                at = value + bytes;
                left -= UsualWork;
            }

            _next = at;
            return left;
        }

        // A reply may be nothing else: four at a time.
        private static int SkipFillers(byte[] buffer, int at, int end)
        {
            while (at + 4 <= end && buffer[at] == IdleFillerDif && buffer[at + 1] == IdleFillerDif
                && buffer[at + 2] == IdleFillerDif && buffer[at + 3] == IdleFillerDif)
            {
                at += 4;
            }

            while (at < end && buffer[at] == IdleFillerDif)
            {
                at++;
            }

            return at;
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
