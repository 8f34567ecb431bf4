// The address field of DL/T 645: twelve digits, sent low byte first. In the firmware one long, the digit A5
// high in bits 47 .. 44, so that 0x123456789012 is the address 123456789012; digit A stands for any digit.
namespace Gateway.Link.Dlt645
{
    /// <summary>Addresses as numbers of twelve hexadecimal digits.</summary>
    public static class Dlt645Address
    {
        /// <summary>All meters; nobody answers.</summary>
        public const long Broadcast = 0x999999999999;

        /// <summary>Any meter: for a line with one meter, and for the search.</summary>
        public const long Any = 0xAAAAAAAAAAAA;

        /// <summary>Digits of an address.</summary>
        public const int Digits = 12;

        /// <summary>Bytes of an address.</summary>
        public const int Size = 6;

        /// <summary>Reads six bytes, low byte first.</summary>
        public static long Read(byte[] buffer, int offset)
        {
            int low = buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16);
            int high = buffer[offset + 3] | (buffer[offset + 4] << 8) | (buffer[offset + 5] << 16);
            return ((long)high << 24) | (uint)low;
        }

        /// <summary>Writes six bytes, low byte first.</summary>
        public static void Put(byte[] buffer, int offset, long address)
        {
            int low = (int)address & 0xFFFFFF;
            int high = (int)(address >> 24);
            buffer[offset] = (byte)low;
            buffer[offset + 1] = (byte)(low >> 8);
            buffer[offset + 2] = (byte)(low >> 16);
            buffer[offset + 3] = (byte)high;
            buffer[offset + 4] = (byte)(high >> 8);
            buffer[offset + 5] = (byte)(high >> 16);
        }

        /// <summary>True when each digit is 0 .. 9 and it is not <see cref="Broadcast"/>: a meter's own
        /// address.</summary>
        public static bool IsOwn(long address)
        {
            if (address < 0 || address > Broadcast || address == Broadcast)
            {
                return false;
            }

            // A digit above 9 carries into the next one when 6 is added.
            long sum = address + 0x666666666666;
            return ((sum ^ address ^ 0x666666666666) & 0x1111111111110) == 0;
        }

        /// <summary>True when a meter with this address answers to the pattern: equal where the pattern has
        /// no A.</summary>
        public static bool IsMatch(long pattern, long address)
        {
            if (pattern == address)
            {
                return true;
            }

            for (int shift = 0; shift < 4 * Digits; shift += 4)
            {
                int digit = (int)(pattern >> shift) & 15;
                if (digit != 10 && digit != ((int)(address >> shift) & 15))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Number of digits A.</summary>
        public static int Wildcards(long pattern)
        {
            int count = 0;
            for (int shift = 0; shift < 4 * Digits; shift += 4)
            {
                count += ((int)(pattern >> shift) & 15) == 10 ? 1 : 0;
            }

            return count;
        }

        /// <summary>Reads up to twelve digits; missing ones in front are 0. A or * stands for any
        /// digit.</summary>
        /// <returns>−1 when the text is no address.</returns>
        public static long Parse(string text)
        {
            if (text == null || text.Length == 0 || text.Length > Digits)
            {
                return -1;
            }

            long address = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char letter = text[i];
                int digit = letter == '*' || letter == 'A' || letter == 'a' ? 10 : letter - '0';
                if (digit < 0 || digit > 10)
                {
                    return -1;
                }

                address = (address << 4) | (uint)digit;
            }

            return address;
        }

        /// <summary>Twelve characters, newly allocated: not for the path of received bytes.</summary>
        public static string ToText(long address)
        {
            char[] text = new char[Digits];
            for (int i = 0; i < Digits; i++)
            {
                int digit = (int)(address >> (4 * (Digits - 1 - i))) & 15;
                text[i] = (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
            }

            return new string(text);
        }
    }
}
