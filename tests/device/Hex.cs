using Gateway.Core;

namespace Gateway.DeviceTests
{
    /// <summary>Bytes as the tests write them.</summary>
    internal static class Hex
    {
        private const string Digits = "0123456789ABCDEF";

        /// <summary>Bytes of an even number of hexadecimal digits.</summary>
        public static byte[] Bytes(string text)
        {
            return HexText.ToBytes(text);
        }

        /// <summary>Upper case, two digits a byte.</summary>
        public static string Text(byte[] bytes, int offset, int count)
        {
            char[] text = new char[count * 2];
            for (int i = 0; i < count; i++)
            {
                text[2 * i] = Digits[bytes[offset + i] >> 4];
                text[(2 * i) + 1] = Digits[bytes[offset + i] & 15];
            }

            return new string(text);
        }

        /// <summary>All of them.</summary>
        public static string Text(byte[] bytes)
        {
            return Text(bytes, 0, bytes.Length);
        }
    }
}
