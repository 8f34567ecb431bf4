using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Texts and hashes in the files of configuration sets.</summary>
    internal static class ConfigBytes
    {
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
