// M-field: three letters of 5 bits each, A = 1, the first letter in the highest bits (EN 62056-21 FLAG
// codes). Bit 15 says that the address is not unique world-wide; it is not a part of the letters.
namespace Gateway.Link
{
    /// <summary>The M-field as number and as letters.</summary>
    public static class ManufacturerCode
    {
        /// <summary>Writes the three letters; values outside A .. Z come out as the character 64 +
        /// value.</summary>
        /// <param name="code">M-field as it is on the link, 0 .. 65535.</param>
        /// <returns>3 characters, newly allocated: not for the path of received frames.</returns>
        public static string ToLetters(int code)
        {
            char[] letters = new char[3];
            letters[0] = (char)(64 + ((code >> 10) & 31));
            letters[1] = (char)(64 + ((code >> 5) & 31));
            letters[2] = (char)(64 + (code & 31));
            return new string(letters);
        }

        /// <summary>Reads three letters, capital or small.</summary>
        /// <returns>The M-field, bit 15 clear; −1 when <paramref name="letters"/> is not 3 letters.</returns>
        public static int FromLetters(string letters)
        {
            if (letters == null || letters.Length != 3)
            {
                return -1;
            }

            int code = 0;
            for (int i = 0; i < 3; i++)
            {
                int letter = letters[i] & ~0x20;
                if (letter < 'A' || letter > 'Z' || letters[i] > 'z')
                {
                    return -1;
                }

                code = (code << 5) | (letter - 64);
            }

            return code;
        }
    }
}
