namespace Gateway.Core
{
    /// <summary>Numbers in bytes, least significant byte first: the order of every file of the firmware.
    /// Nothing is checked but what the array checks.</summary>
    public static class LittleEndian
    {
        /// <summary>Bytes [at, at + 2) as a number of 0 .. 65,535.</summary>
        public static int Get16(byte[] bytes, int at)
        {
            return bytes[at] | (bytes[at + 1] << 8);
        }

        /// <summary>Bytes [at, at + 4).</summary>
        public static uint Get32(byte[] bytes, int at)
        {
            return (uint)(bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
        }

        /// <summary>Bytes [at, at + 8).</summary>
        public static long Get64(byte[] bytes, int at)
        {
            return ((long)Get32(bytes, at + 4) << 32) | Get32(bytes, at);
        }

        /// <summary>The low 16 bits into [at, at + 2).</summary>
        public static void Put16(byte[] bytes, int at, int value)
        {
            bytes[at] = (byte)value;
            bytes[at + 1] = (byte)(value >> 8);
        }

        /// <summary>Into [at, at + 4).</summary>
        public static void Put32(byte[] bytes, int at, uint value)
        {
            bytes[at] = (byte)value;
            bytes[at + 1] = (byte)(value >> 8);
            bytes[at + 2] = (byte)(value >> 16);
            bytes[at + 3] = (byte)(value >> 24);
        }

        /// <summary>Into [at, at + 8).</summary>
        public static void Put64(byte[] bytes, int at, long value)
        {
            Put32(bytes, at, (uint)value);
            Put32(bytes, at + 4, (uint)(value >> 32));
        }
    }
}
