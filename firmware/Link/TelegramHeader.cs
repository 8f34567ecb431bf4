// Headers of a telegram that can be read without a key: DLL (EN 13757-4), ELL (CI 8C .. 8F), AFL (CI 90,
// skipped) and TPL (EN 13757-7). Public sources: OMS specification volume 2, wmbusmeters, exmbus. It does
// not decrypt, does not reassemble fragments and does not read the variable extended link layer (CI 86).
namespace Gateway.Link
{
    /// <summary>Reads the clear headers of one telegram after the other; reusable, allocates
    /// nothing.</summary>
    public sealed class TelegramHeader
    {
        private const int DllBytes = 10;

        // Fields, as the reader sets them all for each telegram: a property costs eighteen times as much.
        private int _cField;
        private int _communicationControl;
        private int _ellAccessNumber;
        private uint _sessionNumber;
        private int _transportCiField;
        private int _accessNumber;
        private int _configurationField;
        private int _securityMode;
        private int _payloadOffset;
        private bool _hasMore;

        /// <summary>C-field.</summary>
        public int CField => _cField;

        /// <summary>M- and A-field of the data-link layer: the sender, which may be an adapter.</summary>
        public MeterAddress LinkAddress { get; } = new MeterAddress();

        /// <summary>Address in the long transport header; valid when <see cref="Transport"/> is
        /// TplLong.</summary>
        public MeterAddress TransportAddress { get; } = new MeterAddress();

        /// <summary>The meter: the long transport header's address where there is one, otherwise the
        /// link's.</summary>
        public MeterAddress EffectiveAddress;

        /// <summary>First CI-field of the telegram; −1 when it ends before.</summary>
        public int CiField;

        /// <summary>Whether an extended link layer was read.</summary>
        public bool HasEll;

        /// <summary>CC of the extended link layer.</summary>
        public int CommunicationControl => _communicationControl;

        /// <summary>ACC of the extended link layer.</summary>
        public int EllAccessNumber => _ellAccessNumber;

        /// <summary>Session number of the extended link layer II and IV; otherwise 0.</summary>
        public uint SessionNumber => _sessionNumber;

        /// <summary>CI-field of the transport layer; −1 when it is encrypted, absent or in another
        /// fragment.</summary>
        public int TransportCiField => _transportCiField;

        /// <summary>Kind of the transport header; Unknown when none can be seen.</summary>
        public CiLayer Transport;

        /// <summary>Whether ACC, STS and CF were read (short or long transport header in the
        /// clear).</summary>
        public bool HasStatus;

        /// <summary>ACC of the transport layer.</summary>
        public int AccessNumber => _accessNumber;

        /// <summary>STS, to be read by <see cref="StatusByte"/>; 0 unless <see cref="HasStatus"/>.</summary>
        public int Status;

        /// <summary>CF of the transport layer, 0 .. 65535.</summary>
        public int ConfigurationField => _configurationField;

        /// <summary>Security mode of the transport layer, 0 .. 31 (bits 8 .. 12 of CF); 0 = none.</summary>
        public int SecurityMode => _securityMode;

        /// <summary>Whether the payload, or the first part of it, is encrypted by the extended link layer or
        /// by the transport layer.</summary>
        public bool IsEncrypted;

        /// <summary>Where the headers end. Encrypted extended link layer: the first encrypted byte, which is
        /// the payload CRC's. A configuration field extension counts as payload.</summary>
        public int PayloadOffset => _payloadOffset;

        /// <summary>Creates a reader that has read nothing.</summary>
        public TelegramHeader()
        {
            Clear();
        }

        /// <summary>Reads the headers of a telegram.</summary>
        /// <param name="bytes">L-, C-, M-, A-field ... without CRCs.</param>
        /// <param name="length">Number of valid bytes.</param>
        /// <returns><see cref="LinkStatus.Ok"/>; <see cref="LinkStatus.Incomplete"/> when there are fewer
        /// bytes than the L-field says; <see cref="LinkStatus.BadLength"/> when there are more, or when the
        /// L-field is shorter than a data-link header; <see cref="LinkStatus.Truncated"/> when the L-field
        /// ends inside an ELL, AFL or TPL header: what stands before it has been read then.</returns>
        public LinkStatus Parse(byte[] bytes, int length)
        {
            Clear();
            if (length < 1 || length > bytes.Length)
            {
                return LinkStatus.Incomplete;
            }

            int end = bytes[0] + 1;
            if (end < DllBytes)
            {
                return LinkStatus.BadLength;
            }

            if (length != end)
            {
                return length < end ? LinkStatus.Incomplete : LinkStatus.BadLength;
            }

            _cField = bytes[1];
            LinkAddress.ReadLink(bytes, 2);
            _payloadOffset = DllBytes;
            if (end == DllBytes)
            {
                return LinkStatus.Ok;
            }

            CiField = bytes[DllBytes];
            return ReadLayers(bytes, end);
        }

        private LinkStatus ReadLayers(byte[] bytes, int end)
        {
            _hasMore = true;
            while (_hasMore && _payloadOffset < end)
            {
                bool fits;
                CiLayer layer = Gateway.Link.CiField.LayerOf(bytes[_payloadOffset]);
                if (layer == CiLayer.Ell)
                {
                    fits = ReadEll(bytes, _payloadOffset, end);
                }
                else if (layer == CiLayer.Afl)
                {
                    fits = ReadAfl(bytes, _payloadOffset, end);
                }
                else
                {
                    _hasMore = false;
                    fits = ReadTransport(bytes, _payloadOffset, end, layer);
                }

                if (!fits)
                {
                    return LinkStatus.Truncated;
                }
            }

            return LinkStatus.Ok;
        }

        // The three readers return false when the header is cut off, and otherwise move PayloadOffset behind
        // it.
        private bool ReadEll(byte[] bytes, int at, int end)
        {
            int ci = bytes[at];
            if (ci == Gateway.Link.CiField.EllVariable)
            {
                _hasMore = false;
                return true;
            }

            bool hasSession = ci == Gateway.Link.CiField.EllII || ci == Gateway.Link.CiField.EllIV;
            bool hasSecondAddress = ci == Gateway.Link.CiField.EllIII || ci == Gateway.Link.CiField.EllIV;
            int next = at + (hasSecondAddress ? 11 : 3);
            if (next + (hasSession ? 6 : 0) > end)
            {
                return false;
            }

            HasEll = true;
            _communicationControl = bytes[at + 1];
            _ellAccessNumber = bytes[at + 2];
            if (hasSession)
            {
                _sessionNumber = (uint)(bytes[next] | (bytes[next + 1] << 8) | (bytes[next + 2] << 16)
                    | (bytes[next + 3] << 24));

                // Bits 29 .. 31: 0 = in the clear, then only the payload CRC (2 bytes) stands before the
                // next CI-field.
                IsEncrypted = (_sessionNumber >> 29) != 0;
                _hasMore = !IsEncrypted;
                next += IsEncrypted ? 4 : 6;
            }

            _payloadOffset = next;
            return true;
        }

        // AFL: CI, AFLL = number of bytes that follow it, FCL (2) ... Fragments after the first have no TPL
        // header.
        private bool ReadAfl(byte[] bytes, int at, int end)
        {
            if (at + 2 > end)
            {
                return false;
            }

            int headerBytes = bytes[at + 1];
            if (at + 2 + headerBytes > end)
            {
                return false;
            }

            // Bits 0 .. 7 of FCL: number of the fragment; 0 or 1 in the first or only one.
            _hasMore = headerBytes < 2 || bytes[at + 2] <= 1;
            _payloadOffset = at + 2 + headerBytes;
            return true;
        }

        private bool ReadTransport(byte[] bytes, int at, int end, CiLayer layer)
        {
            _transportCiField = bytes[at];
            Transport = layer;
            _payloadOffset = at + 1;
            int next = at + 1;
            if (layer == CiLayer.TplLong)
            {
                next += 8;
            }
            else if (layer != CiLayer.TplShort)
            {
                return true;
            }

            if (next + 4 > end)
            {
                return false;
            }

            if (layer == CiLayer.TplLong)
            {
                TransportAddress.ReadTransport(bytes, at + 1);
                EffectiveAddress = TransportAddress;
            }

            HasStatus = true;
            _accessNumber = bytes[next];
            Status = bytes[next + 1];
            _configurationField = bytes[next + 2] | (bytes[next + 3] << 8);
            _securityMode = (_configurationField >> 8) & 31;

            // Mode 5 says in bits 4 .. 7 how many blocks of 16 bytes are encrypted; it can be none.
            IsEncrypted = _securityMode != 0 && !(_securityMode == 5 && (_configurationField & 0xF0) == 0);
            _payloadOffset = next + 4;
            return true;
        }

        private void Clear()
        {
            _cField = 0;
            LinkAddress.Clear();
            TransportAddress.Clear();
            EffectiveAddress = LinkAddress;
            CiField = -1;
            HasEll = false;
            _communicationControl = 0;
            _ellAccessNumber = 0;
            _sessionNumber = 0;
            _transportCiField = -1;
            Transport = CiLayer.Unknown;
            HasStatus = false;
            _accessNumber = 0;
            Status = 0;
            _configurationField = 0;
            _securityMode = 0;
            IsEncrypted = false;
            _payloadOffset = 0;
            _hasMore = false;
        }
    }
}
