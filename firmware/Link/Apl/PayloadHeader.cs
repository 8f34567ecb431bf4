// CI-field and transport header of a payload that does not stand behind a radio link layer, and what its
// CI-field announces (EN 13757-3:2018 and EN 13757-7:2018, CI-field tables). On the radio TelegramHeader
// reads the headers; KindOf serves both.
namespace Gateway.Link.Apl
{
    /// <summary>Reads the transport header behind a wired link layer; reusable, allocates nothing.</summary>
    public sealed class PayloadHeader
    {
        // 2 and 3 DES, 5 and 7 AES-CBC, 8 AES-CTR, 9 AES-GCM, 10 AES-CCM, 13 TLS.
        private const int DefinedModes = 0x27AC;
        private const int CbcMode = 5;
        private const int BlocksMask = 0xF0;

        /// <summary>CI-field; −1 when there is none.</summary>
        public int CiField { get; private set; } = -1;

        /// <summary>What follows the header.</summary>
        public PayloadKind Kind { get; private set; }

        /// <summary>Whether <see cref="Address"/> was read (long header).</summary>
        public bool HasAddress { get; private set; }

        /// <summary>Secondary address of the long header; valid when <see cref="HasAddress"/>.</summary>
        public MeterAddress Address { get; } = new MeterAddress();

        /// <summary>Whether ACC, STS and CF were read.</summary>
        public bool HasStatus { get; private set; }

        /// <summary>ACC.</summary>
        public int AccessNumber { get; private set; }

        /// <summary>STS, <see cref="StatusByte"/>.</summary>
        public int Status { get; private set; }

        /// <summary>CF; "signature" in older documents.</summary>
        public int ConfigurationField { get; private set; }

        /// <summary>Whether the payload is encrypted, by the security mode in the
        /// <see cref="ConfigurationField"/>. Older meters have a signature there that means nothing: only
        /// modes that are defined count, and a mode 5 that has no encrypted block does not (EN 13757-7:2018,
        /// security modes).</summary>
        public bool IsEncrypted
        {
            get
            {
                int mode = (ConfigurationField >> 8) & 0x1F;
                return HasStatus && ((DefinedModes >> mode) & 1) != 0
                    && (mode != CbcMode || (ConfigurationField & BlocksMask) != 0);
            }
        }

        /// <summary>Of the first byte behind the header.</summary>
        public int PayloadOffset { get; private set; }

        /// <summary>Reads CI-field and header.</summary>
        /// <param name="bytes">A frame or a part of one.</param>
        /// <param name="offset">Of the CI-field.</param>
        /// <param name="count">Bytes from the CI-field to the end of the payload.</param>
        /// <returns>Ok; Incomplete when the header is cut off or there is no CI-field.</returns>
        public LinkStatus Parse(byte[] bytes, int offset, int count)
        {
            Clear(offset);
            if (count < 1)
            {
                return LinkStatus.Incomplete;
            }

            CiField = bytes[offset];
            PayloadOffset = offset + 1;
            Kind = KindOf(CiField, true);
            CiLayer layer = Kind == PayloadKind.Fixed ? CiLayer.TplNone : Link.CiField.LayerOf(CiField);
            int next = PayloadOffset;
            if (layer == CiLayer.TplLong)
            {
                next += 8;
            }
            else if (layer != CiLayer.TplShort)
            {
                return LinkStatus.Ok;
            }

            if (next + 4 > offset + count)
            {
                return LinkStatus.Incomplete;
            }

            if (layer == CiLayer.TplLong)
            {
                HasAddress = true;
                Address.ReadTransport(bytes, offset + 1);
            }

            HasStatus = true;
            AccessNumber = bytes[next];
            Status = bytes[next + 1];
            ConfigurationField = bytes[next + 2] | (bytes[next + 3] << 8);
            PayloadOffset = next + 4;
            return LinkStatus.Ok;
        }

        /// <summary>What the CI-field of a transport layer announces.</summary>
        /// <param name="ci">CI-field, 0 .. 255.</param>
        /// <param name="isWired">Whether it came by wire: CI 73 means two things.</param>
        public static PayloadKind KindOf(int ci, bool isWired)
        {
            switch (ci)
            {
                case 0x72: case 0x78: case 0x7A:
                case 0x51: case 0x53: case 0x55: case 0x5A: case 0x5B:
                    return PayloadKind.Records;
                case 0x79: case 0x7B:
                    return PayloadKind.Compact;
                case 0x73:
                    return isWired ? PayloadKind.Fixed : PayloadKind.Compact;
                case 0x69: case 0x6A: case 0x6B:
                    return PayloadKind.Format;
                case 0x70: case 0x6E: case 0x6F:
                    return PayloadKind.ApplicationError;
                case 0x71: case 0x74: case 0x75:
                    return PayloadKind.Alarm;
                case 0x50: case 0x52:
                case 0xB8: case 0xB9: case 0xBA: case 0xBB: case 0xBC: case 0xBD: case 0xBE: case 0xBF:
                    return PayloadKind.Command;
                case 0x76: case 0x77:
                    return PayloadKind.HighByteFirst;
                default:
                    return PayloadKind.Unsupported;
            }
        }

        private void Clear(int offset)
        {
            CiField = -1;
            Kind = PayloadKind.Unsupported;
            HasAddress = false;
            Address.Clear();
            HasStatus = false;
            AccessNumber = 0;
            Status = 0;
            ConfigurationField = 0;
            PayloadOffset = offset;
        }
    }
}
