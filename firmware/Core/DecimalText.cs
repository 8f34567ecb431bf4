namespace Gateway.Core
{
    /// <summary>Fixed-point decimal numbers as ASCII digits, without a string in between.</summary>
    public static class DecimalText
    {
        /// <summary>Number of digits to write for value · 10^−decimals, a leading 0 before the point
        /// counted.</summary>
        public static int Digits(long value, int decimals)
        {
            // On the negative side, where long.MinValue has its place.
            long rest = value < 0 ? value : -value;
            int digits = 1;
            for (; rest <= -10; rest /= 10)
            {
                digits++;
            }

            return digits <= decimals ? decimals + 1 : digits;
        }

        /// <summary>Bytes that <see cref="Put"/> writes.</summary>
        public static int Length(long value, int decimals)
        {
            return Digits(value, decimals) + (decimals > 0 ? 1 : 0) + (value < 0 ? 1 : 0);
        }

        /// <summary>Writes value · 10^−decimals so that it ends before <paramref name="end"/>.</summary>
        /// <param name="digits">As <see cref="Digits"/> says.</param>
        public static void Put(byte[] buffer, int end, long value, int decimals, int digits)
        {
            long rest = value < 0 ? value : -value;
            int at = end;
            for (int i = 0; i < digits; i++)
            {
                if (i == decimals && i > 0)
                {
                    buffer[--at] = 0x2E;
                }

                long quotient = rest / 10;
                buffer[--at] = (byte)(0x30 + (int)((quotient * 10) - rest));
                rest = quotient;
            }

            if (value < 0)
            {
                buffer[--at] = 0x2D;
            }
        }

        /// <summary>Reads a number of JSON's grammar, without exponent, as value · 10^decimals.</summary>
        /// <returns>false when that is no integer of 64 bits.</returns>
        public static bool TryParse(byte[] text, int offset, int count, int decimals, out long value)
        {
            value = 0;
            bool negative = text[offset] == 0x2D;
            int left = -1;
            long sum = 0;
            for (int i = offset + (negative ? 1 : 0); i < offset + count; i++)
            {
                int digit = text[i] - 0x30;
                if (text[i] == 0x2E)
                {
                    left = decimals;
                    continue;
                }

                if (digit < 0 || digit > 9 || (left == 0 && digit != 0) ||
                    (left != 0 && !Append(ref sum, digit)))
                {
                    return false;
                }

                left -= left > 0 ? 1 : 0;
            }

            for (left = left < 0 ? decimals : left; left > 0; left--)
            {
                if (!Append(ref sum, 0))
                {
                    return false;
                }
            }

            value = negative ? sum : -sum;
            return negative || sum != long.MinValue;
        }

        /// <summary>Adds a digit to a sum kept negative, where long.MinValue has its place.</summary>
        private static bool Append(ref long sum, int digit)
        {
            const long Least = long.MinValue / 10;
            if (sum < Least || (sum == Least && digit > 8))
            {
                return false;
            }

            sum = (sum * 10) - digit;
            return true;
        }
    }
}
