// A 32-bit hash over a telegram, to recognise its repeats. Eight bytes a step: about 6 interpreted
// instructions a byte, 1,500 for the longest telegram. Multiplier: 2^64 divided by the golden ratio, odd
// (Knuth, TAOCP 6.4). Not cryptographic: who can forge telegrams can forge repeats.
using System;

namespace Gateway.Filter
{
    /// <summary>Recognises a telegram that was heard before.</summary>
    public static class TelegramFingerprint
    {
        private const int CiOffset = 10;
        private const int CommunicationControlOffset = 11;

        // ELL communication control without hop count and repeat bit: a repeater changes those two.
        private const ulong RepeaterByteMask = 0xED;
        private const ulong RepeaterMask =
            ~((RepeaterByteMask ^ 0xFF) << (8 * (CommunicationControlOffset - 8)));

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
            ulong hash = (ulong)length;
            int whole = length & ~7;
            int i = 0;
            while (i < whole)
            {
                ulong word = BitConverter.ToUInt64(bytes, i);
                if (i == 8 && (bytes[CiOffset] & 0xFC) == 0x8C)
                {
                    word &= RepeaterMask;
                }

                hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
                hash ^= hash >> 29;
                i += 8;
            }

            while (i < length)
            {
                ulong last = bytes[i];
                if (i == CommunicationControlOffset && (bytes[CiOffset] & 0xFC) == 0x8C)
                {
                    last &= RepeaterByteMask;
                }

                hash = (hash ^ last) * 0x9E3779B97F4A7C15UL;
                hash ^= hash >> 29;
                i++;
            }

            return (uint)(hash >> 32);
        }
    }
}
