// The bytes of a record in a segment file; SPEC.md is the reference. Little-endian. The last word of each
// record chains it to its predecessor (Check), so that bytes of an earlier use of the file never fit in.
using Gateway.Core;

namespace Gateway.Store
{
    internal static class RecordCodec
    {
        public const int HeadBytes = 24;
        public const int CheckBytes = 4;
        public const int OverheadBytes = HeadBytes + CheckBytes;
        public const int MaxRecordBytes = OverheadBytes + LogRecord.MaxPayloadBytes;
        public const int EndMarkBytes = 8;

        // Of byte 17: bits 0 .. 2 link mode, 4 .. 7 tenants 4 .. 7. Of byte 16: 0 .. 3 quality, 4 .. 7
        // tenants 0 .. 3.
        private const int TenantsOnly = 8;

        private const int EndMarkLength = 0xFFFF;
        private const uint EndMarkSalt = 0x454E4421;
        private const uint ChainFactor = 0x9E3779B1;
        private const uint ChainInverse = 0xE8B2F51; // ChainFactor times this is 1

        /// <summary>Writes the record but for its check, which needs the predecessor; returns the whole
        /// length.</summary>
        public static int Encode(LogRecord record, uint seq, byte[] buffer, int offset)
        {
            Put16(buffer, offset, record.PayloadLength);
            buffer[offset + 2] = (byte)(int)record.Class;
            buffer[offset + 3] = (byte)(int)record.Protocol;
            Put32(buffer, offset + 4, seq);
            Put32(buffer, offset + 8, (uint)record.TimeMs);
            Put32(buffer, offset + 12, (uint)(record.TimeMs >> 32));
            buffer[offset + 16] = (byte)((int)record.Quality | ((record.Tenants & 15) << 4));
            buffer[offset + 17] = (byte)((int)record.Mode | (record.IsForTenantsOnly ? TenantsOnly : 0)
                | (record.Tenants & 0xF0));
            buffer[offset + 18] = (byte)record.RssiDbm;
            buffer[offset + 19] = (byte)record.Lqi;
            Put32(
                buffer, offset + 20,
                ((uint)record.FrequencyOffsetHz & 0xFFFFFF) | ((uint)record.SecondRssiDbm << 24));
            System.Array.Copy(record.Payload, 0, buffer, offset + HeadBytes, record.PayloadLength);
            return OverheadBytes + record.PayloadLength;
        }

        /// <summary>Reads a record whose check was found good; of its payload so much as there is room
        /// for.</summary>
        public static void Decode(byte[] buffer, int offset, LogRecord into)
        {
            int length = Get16(buffer, offset);
            into.PayloadLength = length < into.Payload.Length ? length : into.Payload.Length;
            into.Class = (RecordClass)buffer[offset + 2];
            into.Protocol = (Protocol)buffer[offset + 3];
            into.Seq = Get32(buffer, offset + 4);
            into.TimeMs = TimeMs(buffer, offset);
            int time = buffer[offset + 16];
            int mode = buffer[offset + 17];
            into.Quality = (TimeQuality)(time & 15);
            into.Mode = (LinkMode)(mode & (TenantsOnly - 1));
            into.IsForTenantsOnly = (mode & TenantsOnly) != 0;
            into.Tenants = (time >> 4) | (mode & 0xF0);
            into.RssiDbm = (sbyte)buffer[offset + 18];
            into.Lqi = buffer[offset + 19];
            into.FrequencyOffsetHz = (int)(Get32(buffer, offset + 20) << 8) >> 8;
            into.SecondRssiDbm = (sbyte)buffer[offset + 23];
            System.Array.Copy(buffer, offset + HeadBytes, into.Payload, 0, into.PayloadLength);
        }

        /// <summary>Whole length of the record that starts at <paramref name="offset"/> (two bytes are
        /// needed); 0 for an end mark, −1 for what is neither.</summary>
        public static int LengthAt(byte[] buffer, int offset)
        {
            var length = Get16(buffer, offset);
            if (length == EndMarkLength)
            {
                return 0;
            }

            return length > LogRecord.MaxPayloadBytes ? -1 : OverheadBytes + length;
        }

        public static int ClassAt(byte[] buffer, int offset)
        {
            return buffer[offset + 2];
        }

        public static uint SeqAt(byte[] buffer, int offset)
        {
            return Get32(buffer, offset + 4);
        }

        public static long TimeMs(byte[] buffer, int offset)
        {
            return ((long)Get32(buffer, offset + 12) << 32) | Get32(buffer, offset + 8);
        }

        /// <summary>The check of a record: its CRC-32, mixed with the check of the one before it.</summary>
        public static uint Chain(uint crc, uint previousCheck)
        {
            return crc ^ ((previousCheck * ChainFactor) + 1);
        }

        public static void PutEndMark(byte[] buffer, int offset, uint previousCheck)
        {
            Put16(buffer, offset, EndMarkLength);
            Put16(buffer, offset + 2, 0);
            Put32(buffer, offset + 4, Chain(EndMarkSalt, previousCheck));
        }

        public static bool IsEndMark(byte[] buffer, int offset, uint previousCheck)
        {
            return Get16(buffer, offset) == EndMarkLength && Get16(buffer, offset + 2) == 0
                && Get32(buffer, offset + 4) == Chain(EndMarkSalt, previousCheck);
        }

        /// <summary>In how many bits the check before an end mark is not what it was when the mark was
        /// written; 32 when it is no end mark.</summary>
        public static int BitsFromEndMark(byte[] buffer, int offset, uint previousCheck)
        {
            if (Get16(buffer, offset) != EndMarkLength || Get16(buffer, offset + 2) != 0)
            {
                return 32;
            }

            var was = ((Get32(buffer, offset + 4) ^ EndMarkSalt) - 1) * ChainInverse;
            var bits = 0;
            for (var wrong = was ^ previousCheck; wrong != 0; wrong &= wrong - 1)
            {
                bits++;
            }

            return bits;
        }

        public static void Put16(byte[] buffer, int offset, int value)
        {
            buffer[offset] = (byte)value;
            buffer[offset + 1] = (byte)(value >> 8);
        }

        public static void Put32(byte[] buffer, int offset, uint value)
        {
            buffer[offset] = (byte)value;
            buffer[offset + 1] = (byte)(value >> 8);
            buffer[offset + 2] = (byte)(value >> 16);
            buffer[offset + 3] = (byte)(value >> 24);
        }

        public static int Get16(byte[] buffer, int offset)
        {
            return buffer[offset] | (buffer[offset + 1] << 8);
        }

        public static uint Get32(byte[] buffer, int offset)
        {
            return (uint)(buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16)
                | (buffer[offset + 3] << 24));
        }
    }
}
