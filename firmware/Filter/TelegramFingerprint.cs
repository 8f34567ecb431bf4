// A 32-bit hash over a telegram, to recognise its repeats. Four bytes a step: about 10 interpreted
// instructions a byte, 2,600 for the longest telegram. Multiplier: 2^32 divided by the golden ratio, odd
// (Knuth, TAOCP 6.4). Not cryptographic: who can forge telegrams can forge repeats.
namespace Gateway.Filter
{
    /// <summary>Recognises a telegram that was heard before.</summary>
    public static class TelegramFingerprint
    {
        private const int CiOffset = 10;
        private const int CommunicationControlOffset = 11;

        // ELL communication control without hop count and repeat bit: a repeater changes those two.
        private const byte RepeaterMask = 0xED;

        /// <summary>Hash of a meter and of what identifies a packet of it, whatever its content and whichever
        /// repeat it is.</summary>
        /// <param name="meterKey"><see cref="MeterTable.KeyOf"/> the meter.</param>
        /// <param name="packetKey"><see cref="Gateway.Link.Telegram.PacketKey"/>.</param>
        public static uint OfPacket(long meterKey, int packetKey)
        {
            uint hash = (uint)packetKey * 0x9E3779B1;
            hash = (hash ^ (hash >> 15) ^ (uint)meterKey) * 0x9E3779B1;
            hash = (hash ^ (hash >> 15) ^ (uint)(meterKey >> 32)) * 0x9E3779B1;
            return hash ^ (hash >> 15);
        }

        /// <summary>Hash of bytes [0, <paramref name="length"/>), except for what a repeater changes in an
        /// extended link layer (CI-field 8C..8F).</summary>
        public static uint Of(byte[] bytes, int length)
        {
            uint hash = (uint)length;
            int whole = length & ~3;
            int i = 0;
            while (i < whole)
            {
                uint word = bytes[i] | ((uint)bytes[i + 1] << 8) | ((uint)bytes[i + 2] << 16)
                    | ((uint)bytes[i + 3] << 24);
                if (i == 8 && length > CommunicationControlOffset && (bytes[CiOffset] & 0xFC) == 0x8C)
                {
                    word &= ((uint)RepeaterMask << 24) | 0xFFFFFF;
                }

                hash = (hash ^ word) * 0x9E3779B1;
                hash ^= hash >> 15;
                i += 4;
            }

            while (i < length)
            {
                hash = (hash ^ bytes[i]) * 0x9E3779B1;
                hash ^= hash >> 15;
                i++;
            }

            return hash;
        }
    }
}
