using Gateway.Core;
using Gateway.Link;
using Gateway.Link.MBus;
using Gateway.Wired.MBus;

namespace Gateway.App.Readout
{
    /// <summary>Reads the text form of an M-Bus slave. At start.</summary>
    internal sealed class MBusAddressText
    {
        private const int MaxIntervalS = 1000000;

        private const string Form = "is p0 .. p250, an identification number of 8 digits, or " +
            "manufacturer-identification-version-type";

        // 0 even, 1 none, 2 odd.
        private int _parity;

        /// <summary>A slave at a line's usual speed.</summary>
        public MBusAddressText(int baudRate)
        {
            BaudRate = baudRate;
        }

        /// <summary>Primary address; −1 when it has a secondary one.</summary>
        public int Primary { get; private set; } = -1;

        /// <summary>Primary address of a slave that is asked by its secondary one.</summary>
        public int KnownPrimary { get; private set; } = MBusSlaves.NoPrimary;

        /// <summary>Secondary address; wildcards where nothing was given.</summary>
        public MeterAddress Address { get; } = new MeterAddress();

        /// <summary>Speed in bit/s.</summary>
        public int BaudRate { get; private set; }

        /// <summary>Number of the line settings (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsIndex
        {
            get { return MBusSpeeds.IndexOf(BaudRate) + (_parity * MBusSpeeds.Count); }
        }

        /// <summary>Shortest time between two readings in seconds; 0 = none.</summary>
        public int IntervalS { get; private set; }

        /// <summary>Reads the text; gives null, or what is wrong.</summary>
        public string Parse(string text)
        {
            int end = text.Length;
            int slash = text.IndexOf('/');
            if (slash >= 0)
            {
                int seconds = Number(text, slash + 1, end, MaxIntervalS);
                if (seconds < 1)
                {
                    return "the time behind / is 1 to 1000000 seconds";
                }

                IntervalS = seconds;
                end = slash;
            }

            int at = text.IndexOf('@');
            if (at >= 0 && at < end)
            {
                char last = text[end - 1];
                _parity = last == 'n' ? 1 : last == 'o' ? 2 : 0;
                int baudRate = Number(text, at + 1, _parity == 0 ? end : end - 1, 38400);
                if (MBusSpeeds.IndexOf(baudRate) < 0)
                {
                    return "the speed behind @ is 300, 600, 1200 .. 38400, then n or o";
                }

                BaudRate = baudRate;
                end = at;
            }

            int hash = text.IndexOf('#');
            if (hash >= 0 && hash < end)
            {
                KnownPrimary = Number(text, hash + 1, end, MBusSlaves.MaxPrimary);
                if (KnownPrimary < 0)
                {
                    return "the primary address behind # is 0 to 250";
                }

                end = hash;
            }

            if (end > 1 && text[0] == 'p')
            {
                Primary = Number(text, 1, end, MBusSlaves.MaxPrimary);
                return Primary < 0 ? Form : null;
            }

            return Secondary(text.Substring(0, end));
        }

        /// <summary>Text form of a secondary address; * where it has a wildcard.</summary>
        internal static string ToText(MeterAddress address)
        {
            string number = string.Empty;
            for (int shift = 28; shift >= 0; shift -= 4)
            {
                int digit = (int)((address.IdentificationNumber >> shift) & 15);
                number += digit == 15 ? "*" : HexDigit(digit);
            }

            return ManufacturerText(address.Manufacturer) + "-" + number + "-" + ByteText(address.Version)
                + "-" + ByteText(address.DeviceType);
        }

        /// <summary>Text form of speed and parity; empty when they are the line's.</summary>
        /// <param name="settings">Number of the line settings (<see cref="MBusSpeeds"/>).</param>
        /// <param name="usualBaudRate">Of the line, in bit/s.</param>
        internal static string SettingsText(int settings, int usualBaudRate)
        {
            int baudRate = MBusSpeeds.BaudOf(settings);
            int parity = settings / MBusSpeeds.Count;
            return baudRate == usualBaudRate && parity == 0 ? string.Empty
                : "@" + baudRate.ToString() + (parity == 0 ? string.Empty : parity == 1 ? "n" : "o");
        }

        /// <summary>Decimal digits in [from, end); −1 when there are none, others, or too many.</summary>
        internal static int Number(string text, int from, int end, int most)
        {
            int value = from < end ? 0 : -1;
            for (int i = from; i < end && value >= 0; i++)
            {
                bool isDigit = text[i] >= '0' && text[i] <= '9';
                value = isDigit ? (value * 10) + text[i] - '0' : -1;
                value = value > most ? -1 : value;
            }

            return value;
        }

        // Anything but letters, a wildcard among them, is left open.
        private static string ManufacturerText(int code)
        {
            string letters = ManufacturerCode.ToLetters(code);
            return ManufacturerCode.FromLetters(letters) == code ? letters : "*";
        }

        private static string ByteText(int value)
        {
            return value == 0xFF ? "*" : HexDigit((value >> 4) & 15) + HexDigit(value & 15);
        }

        private static string HexDigit(int digit)
        {
            return ((char)(digit < 10 ? 48 + digit : 55 + digit)).ToString();
        }

        private string Secondary(string text)
        {
            string[] parts = text.Split('-');
            if (parts.Length != 1 && parts.Length != 4)
            {
                return Form;
            }

            Address.Manufacturer = 0xFFFF;
            Address.Version = 0xFF;
            Address.DeviceType = 0xFF;
            bool isGood = TryDigits(parts.Length == 1 ? parts[0] : parts[1]);
            if (parts.Length == 4)
            {
                isGood = isGood && TryManufacturer(parts[0]) && TryByte(parts[2], true)
                    && TryByte(parts[3], false);
            }

            return isGood ? null : Form;
        }

        private bool TryDigits(string text)
        {
            Address.IdentificationNumber = 0xFFFFFFFF;
            if (text == "*")
            {
                return true;
            }

            uint number = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = text[i] == '*' ? 15 : HexText.Digit(text[i]);
                if (digit < 0 || (digit > 9 && text[i] != '*'))
                {
                    return false;
                }

                number = (number << 4) | (uint)digit;
            }

            Address.IdentificationNumber = number;
            return text.Length == 8;
        }

        private bool TryManufacturer(string text)
        {
            if (text == "*")
            {
                return true;
            }

            int code = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < 'A' || text[i] > 'Z')
                {
                    return false;
                }

                code = (code << 5) | (text[i] - 64);
            }

            Address.Manufacturer = code;
            return text.Length == 3;
        }

        private bool TryByte(string text, bool isVersion)
        {
            if (text == "*")
            {
                return true;
            }

            byte[] value = new byte[1];
            if (text.Length != 2 || !HexText.TryRead(text, value))
            {
                return false;
            }

            if (isVersion)
            {
                Address.Version = value[0];
            }
            else
            {
                Address.DeviceType = value[0];
            }

            return true;
        }
    }
}
