using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Numbers, texts and hashes in the files of configuration sets; least significant byte
    /// first.</summary>
    internal static class ConfigBytes
    {
        public static uint Get(byte[] bytes, int at)
        {
            return bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16)
                | ((uint)bytes[at + 3] << 24);
        }

        public static void Put(byte[] bytes, int at, uint value)
        {
            for (int i = 0; i < 4; i++)
            {
                bytes[at + i] = (byte)(value >> (8 * i));
            }
        }

        /// <summary>A text of at most <paramref name="most"/> characters, its length before it.</summary>
        public static string GetText(byte[] bytes, int at, int most)
        {
            int count = bytes[at] > most ? most : bytes[at];
            char[] text = new char[count];
            for (int i = 0; i < count; i++)
            {
                text[i] = (char)bytes[at + 1 + i];
            }

            return new string(text);
        }

        /// <summary>What is not ASCII becomes a question mark; what is too long is cut.</summary>
        public static void PutText(byte[] bytes, int at, int most, string text)
        {
            int count = text.Length > most ? most : text.Length;
            bytes[at] = (byte)count;
            for (int i = 0; i < count; i++)
            {
                char c = text[i];
                bytes[at + 1 + i] = (byte)(c >= ' ' && c < 0x7F ? c : '?');
            }
        }

        public static byte[] GetHash(byte[] bytes, int at)
        {
            byte[] hash = new byte[Sha256.HashBytes];
            System.Array.Copy(bytes, at, hash, 0, hash.Length);
            return hash;
        }
    }
}
