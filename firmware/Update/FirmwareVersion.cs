namespace Gateway.Update
{
    /// <summary>Versions as numbers that can be compared.</summary>
    public static class FirmwareVersion
    {
        private const int MaxPart = 65535;
        private const int Parts = 3;

        /// <summary>Reads <c>major.minor.patch</c>, each 0 .. 65535 without leading zeros.</summary>
        /// <returns>A number that grows with the version, or −1.</returns>
        public static long Parse(string text)
        {
            long number = 0;
            int part = -1;
            int parts = 0;
            for (int i = 0; i <= text.Length; i++)
            {
                char c = i < text.Length ? text[i] : '.';
                if (c == '.')
                {
                    if (part < 0 || parts == Parts)
                    {
                        return -1;
                    }

                    number = (number << 16) | (uint)part;
                    part = -1;
                    parts++;
                }
                else if (c < '0' || c > '9' || part == 0)
                {
                    return -1;
                }
                else
                {
                    part = (part < 0 ? 0 : 10 * part) + (c - '0');
                    if (part > MaxPart)
                    {
                        return -1;
                    }
                }
            }

            return parts == Parts ? number : -1;
        }
    }
}
