namespace Gateway.Uplink.Modem
{
    /// <summary>Looks into lines without making strings of them.</summary>
    internal static class AtText
    {
        private const int Minus = 0x2D;
        private const int MaxNumber = 100_000_000;

        /// <summary>Whether a line is exactly a text.</summary>
        public static bool Is(byte[] line, int length, string text)
        {
            return length == text.Length && Starts(line, length, text);
        }

        /// <summary>Whether a line begins with a text.</summary>
        public static bool Starts(byte[] line, int length, string text)
        {
            return length >= text.Length && At(line, length, 0, text);
        }

        /// <summary>Whether a text stands at a place of a line.</summary>
        public static bool At(byte[] line, int length, int at, string text)
        {
            // A character of a string is a native call: the last one tells most lines apart.
            int last = text.Length - 1;
            if (at + last >= length || line[at + last] != text[last])
            {
                return false;
            }

            for (int i = 0; i < last; i++)
            {
                if (line[at + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Position of a character; −1 = none.</summary>
        public static int Find(byte[] line, int length, int from, int character)
        {
            for (int i = from; i < length; i++)
            {
                if (line[i] == character)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>A field behind the colon, parted by commas, as a number.</summary>
        /// <param name="index">0 = the first.</param>
        /// <returns>The number; −1 when the field is missing or no number.</returns>
        public static int Field(byte[] line, int length, int index)
        {
            int at = Find(line, length, 0, ':');
            for (int i = 0; i < index && at >= 0; i++)
            {
                at = Find(line, length, at + 1, ',');
            }

            return at < 0 ? -1 : Number(line, length, at + 1);
        }

        /// <summary>Number of fields behind the colon.</summary>
        public static int FieldCount(byte[] line, int length)
        {
            int count = 0;
            for (int at = Find(line, length, 0, ':'); at >= 0; at = Find(line, length, at + 1, ','))
            {
                count++;
            }

            return count;
        }

        /// <summary>Digits up to a comma or the end, with spaces before; −1 when there is anything
        /// else.</summary>
        public static int Number(byte[] line, int length, int at)
        {
            while (at < length && line[at] == ' ')
            {
                at++;
            }

            int value = -1;
            for (; at < length && line[at] != ','; at++)
            {
                int digit = line[at] - '0';
                if (digit < 0 || digit > 9 || value >= MaxNumber)
                {
                    return -1;
                }

                value = (value < 0 ? 0 : value * 10) + digit;
            }

            return value;
        }

        /// <summary>Two digits; −1 when they are not.</summary>
        public static int TwoDigits(byte[] line, int length, int at)
        {
            if (at + 2 > length)
            {
                return -1;
            }

            int tens = line[at] - '0';
            int ones = line[at + 1] - '0';
            return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : (tens * 10) + ones;
        }

        /// <summary>+1 or −1 for a sign; 0 for anything else.</summary>
        public static int Sign(byte[] line, int length, int at)
        {
            return at >= length ? 0 : line[at] == Minus ? -1 : line[at] == '+' ? 1 : 0;
        }
    }
}
