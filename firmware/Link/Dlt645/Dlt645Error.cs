// Error words: DL/T 645-2007 clause 7 and appendix C, DL/T 645-1997 clause 5. Both have a bit a reason; some
// makers send a number of their own, which is kept as it came.
namespace Gateway.Link.Dlt645
{
    /// <summary>Why a meter refuses.</summary>
    public static class Dlt645Error
    {
        // Made when first asked for: a board that has no use for them does not pay for them.
        private static string[] _names;

        /// <summary>Bit 0: another error; in the 1997 edition, illegal data.</summary>
        public const int Other = 0x01;

        /// <summary>Bit 1: no such data; in the 1997 edition, no such data identifier.</summary>
        public const int NoData = 0x02;

        /// <summary>Bit 2: wrong password or not authorised.</summary>
        public const int Password = 0x04;

        /// <summary>Bit 3: the baud rate cannot be changed.</summary>
        public const int Baud = 0x08;

        /// <summary>Bit 4: too many zones of the year.</summary>
        public const int Zones = 0x10;

        /// <summary>Bit 5: too many periods of the day.</summary>
        public const int Periods = 0x20;

        /// <summary>Bit 6: too many tariffs.</summary>
        public const int Tariffs = 0x40;

        // By bit.
        private static string[] Names => _names ??= new string[]
        {
            "other error", "no such data", "password", "baud rate", "zones", "periods", "tariffs", "reserved",
        };

        /// <summary>The reasons in words, newly allocated; "none" for 0.</summary>
        /// <param name="word">0 .. 255.</param>
        public static string ToText(int word)
        {
            string text = "";
            for (int bit = 0; bit < 8; bit++)
            {
                if ((word & (1 << bit)) != 0)
                {
                    text = text.Length == 0 ? Names[bit] : text + ", " + Names[bit];
                }
            }

            return text.Length == 0 ? "none" : text;
        }
    }
}
