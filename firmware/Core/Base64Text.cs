namespace Gateway.Core
{
    /// <summary>Base64 (RFC 4648, section 4) to bytes.</summary>
    public static class Base64Text
    {
        /// <summary>Reads a text without white space, with its padding.</summary>
        /// <param name="text">The text.</param>
        /// <param name="into">Takes the bytes, from 0 on.</param>
        /// <returns>How many; −1 when the text is no base64 or has more bytes than there is room
        /// for.</returns>
        public static int Read(string text, byte[] into)
        {
            int length = text.Length;
            int padding = 0;
            while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
            {
                padding++;
            }

            int count = (length / 4 * 3) - padding;
            if ((length & 3) != 0 || count < 0 || count > into.Length)
            {
                return -1;
            }

            // One native call instead of one for each character; and none of ours.
            char[] digits = text.ToCharArray();
            int bits = 0;
            int done = 0;
            for (int i = 0; i < length - padding; i++)
            {
                int c = digits[i];
                int digit = c >= 'A' && c <= 'Z' ? c - 'A'
                    : c >= 'a' && c <= 'z' ? c - 'a' + 26
                    : c >= '0' && c <= '9' ? c - '0' + 52
                    : c == '+' ? 62 : c == '/' ? 63 : -1;
                if (digit < 0)
                {
                    return -1;
                }

                bits = (bits << 6) | digit;
                if ((i & 3) != 0)
                {
                    int left = 6 - (2 * (i & 3));
                    into[done] = (byte)(bits >> left);
                    done++;
                    bits &= (1 << left) - 1;
                }
            }

            // What the padding stands for has to be zero.
            return bits == 0 ? count : -1;
        }
    }
}
