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
        private const int VariableCoding = 0x0D;
        private const int MaxExtensions = 10;
        private const int LongHeaderBytes = 12;
        private const int ShortHeaderBytes = 4;

        private byte[] _buffer;
        private int _next;
        private int _end;

        /// <summary>Index of the record's DIF.</summary>
        public int DifIndex { get; private set; }

        /// <summary>Index of the record's VIF.</summary>
        public int VifIndex { get; private set; }

        /// <summary>Index of the record's value.</summary>
        public int ValueIndex { get; private set; }

        /// <summary>Bytes of the record's value.</summary>
        public int ValueBytes { get; private set; }

        /// <summary>The walk has ended at DIF 1Fh: the slave has more telegrams.</summary>
        public bool MoreFollows { get; private set; }

        /// <summary>Begins with a reply; without records when its CI-field announces none.</summary>
        public void Begin(MBusFrame frame, byte[] buffer)
        {
            _buffer = buffer;
            _end = frame.DataOffset + frame.DataCount;
            MoreFollows = false;
            int header = HeaderBytes(frame.ControlInformation);
            _next = header < 0 || header > frame.DataCount ? _end : frame.DataOffset + header;
        }

        /// <summary>Goes to the next record.</summary>
        /// <returns>False at the end, at manufacturer data, or where a record is longer than the
        /// reply.</returns>
        public bool TryNext()
        {
            byte[] buffer = _buffer;
            int at = _next;
            while (at < _end && buffer[at] == IdleFillerDif)
            {
                at++;
            }

            _next = _end;
            if (at >= _end)
            {
                return false;
            }

            int dif = buffer[at];
            if ((dif & 0x0F) == ManufacturerDif)
            {
                MoreFollows = dif == MoreFollowsDif;
                return false;
            }

            DifIndex = at;
            at = SkipExtensions(buffer, at);
            if (at >= _end)
            {
                return false;
            }

            VifIndex = at;
            at = SkipVif(buffer, at);
            if (at > _end)
            {
                return false;
            }

            return TakeValue(buffer, at, dif & 0x0F);
        }

        /// <summary>Whether a reply ends with "more telegrams follow".</summary>
        public bool HasMore(MBusFrame frame, byte[] buffer)
        {
            Begin(frame, buffer);
            while (TryNext())
            {
            }

            return MoreFollows;
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

        // From a DIF or VIF to the first byte behind its extensions.
        private int SkipExtensions(byte[] buffer, int at)
        {
            int left = MaxExtensions;
            while (at < _end && buffer[at] >= 0x80 && left-- > 0)
            {
                at++;
            }

            return at + 1;
        }

        private int SkipVif(byte[] buffer, int at)
        {
            bool isText = (buffer[at] & 0x7F) == 0x7C;
            if (!isText)
            {
                return SkipExtensions(buffer, at);
            }

            if (at + 1 >= _end)
            {
                return _end + 1;
            }

            int behind = at + 2 + buffer[at + 1];
            return buffer[at] < 0x80 ? behind : behind >= _end ? _end + 1 : SkipExtensions(buffer, behind);
        }

        private bool TakeValue(byte[] buffer, int at, int coding)
        {
            int bytes = FixedBytes(coding);
            if (coding == VariableCoding)
            {
                if (at >= _end)
                {
                    return false;
                }

                bytes = VariableBytes(buffer[at]);
                at++;
            }

            if (bytes < 0 || at + bytes > _end)
            {
                return false;
            }

            ValueIndex = at;
            ValueBytes = bytes;
            _next = at + bytes;
            return true;
        }

        private static int FixedBytes(int coding)
        {
            switch (coding)
            {
                case 0x05:
                case 0x0C:
                    return 4;
                case 0x07:
                    return 8;
                case 0x08:
                    return 0;
                case 0x0E:
                    return 6;
                default:
                    // 1 .. 4 and 6 are binary, 9 .. Bh BCD of 1 .. 3 bytes.
                    return coding & 0x07;
            }
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
