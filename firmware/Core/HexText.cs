namespace Gateway.Core
{
    /// <summary>Bytes as hexadecimal digits.</summary>
    public static class HexText
    {
        /// <summary>Reads digits of either case.</summary>
        /// <param name="text">Twice as many digits as bytes, nothing else.</param>
        /// <param name="into">Filled from its start.</param>
        /// <returns>False when a character is no digit, their number is odd or they do not fit.</returns>
        public static bool TryRead(string text, byte[] into)
        {
            if ((text.Length & 1) != 0 || text.Length > 2 * into.Length)
            {
                return false;
            }

            // One native call instead of one for each character; and none of ours.
            char[] digits = text.ToCharArray();
            int high = 0;
            for (int i = 0; i < digits.Length; i++)
            {
                int c = digits[i];
                int digit = c >= '0' && c <= '9' ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
                if (digit < 0)
                {
                    return false;
                }

                if ((i & 1) == 0)
                {
                    high = digit << 4;
                }
                else
                {
                    into[i >> 1] = (byte)(high | digit);
                }
            }

            return true;
        }

        /// <summary>Bytes of digits that were checked; null for null.</summary>
        public static byte[] ToBytes(string text)
        {
            byte[] bytes = text == null ? null : new byte[text.Length / 2];
            if (bytes != null)
            {
                TryRead(text, bytes);
            }

            return bytes;
        }

        /// <summary>Value of a digit; −1 for anything else.</summary>
        public static int Digit(char c)
        {
            return c >= '0' && c <= '9' ? c - '0'
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        }
    }
}
