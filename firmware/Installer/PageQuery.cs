// Names and values of a query or of a form (application/x-www-form-urlencoded, WHATWG URL, 5.1). What is not
// known is ignored; a value that is too long is cut.
namespace Gateway.Installer
{
    /// <summary>Reads fields.</summary>
    public static class PageQuery
    {
        private const int MaxChars = 64;

        /// <summary>Value of a field with a name of one letter.</summary>
        /// <param name="text">Fields with &amp; between them; may be null.</param>
        /// <param name="name">The letter.</param>
        /// <returns>Null when there is none.</returns>
        public static string Field(string text, char name)
        {
            int at = 0;
            while (text != null && at + 1 < text.Length)
            {
                int end = text.IndexOf('&', at);
                end = end < 0 ? text.Length : end;
                if (text[at] == name && text[at + 1] == '=')
                {
                    return Decode(text.Substring(at + 2, end - at - 2));
                }

                at = end + 1;
            }

            return null;
        }

        /// <summary>A number of a field.</summary>
        /// <returns>−1 when it is none, or is longer than six digits.</returns>
        public static int Number(string text)
        {
            int value = text == null || text.Length == 0 || text.Length > 6 ? -1 : 0;
            for (int i = 0; value >= 0 && i < text.Length; i++)
            {
                value = text[i] >= '0' && text[i] <= '9' ? (value * 10) + text[i] - '0' : -1;
            }

            return value;
        }

        /// <summary>Whether there are hexadecimal digits only, and some.</summary>
        public static bool IsHex(string text)
        {
            bool isHex = text != null && text.Length > 0;
            for (int i = 0; isHex && i < text.Length; i++)
            {
                isHex = Core.HexText.Digit(text[i]) >= 0;
            }

            return isHex;
        }

        /// <summary>Value of a cookie.</summary>
        /// <param name="header">As "a=1; s=2"; may be null.</param>
        /// <param name="name">Name of one letter.</param>
        /// <returns>Null when there is none.</returns>
        public static string Cookie(string header, char name)
        {
            int at = 0;
            while (header != null && at + 1 < header.Length)
            {
                int end = header.IndexOf(';', at);
                end = end < 0 ? header.Length : end;
                while (at < end && header[at] == ' ')
                {
                    at++;
                }

                if (at + 1 < end && header[at] == name && header[at + 1] == '=')
                {
                    string value = header.Substring(at + 2, end - at - 2);
                    return value.Length > MaxChars ? null : value;
                }

                at = end + 1;
            }

            return null;
        }

        private static string Decode(string text)
        {
            int length = text.Length < MaxChars ? text.Length : MaxChars;
            char[] chars = new char[length];
            int count = 0;
            for (int i = 0; i < length; i++)
            {
                char c = text[i];
                int high = c == '%' && i + 2 < length ? Core.HexText.Digit(text[i + 1]) : -1;
                int low = high < 0 ? -1 : Core.HexText.Digit(text[i + 2]);
                if (low >= 0)
                {
                    // Beyond ASCII nothing is of use in any field.
                    c = (char)((high << 4) | low);
                    i += 2;
                }

                chars[count] = c == '+' && low < 0 ? ' ' : c;
                count++;
            }

            return new string(chars, 0, count);
        }
    }
}
