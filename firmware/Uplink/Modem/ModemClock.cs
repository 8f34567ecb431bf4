namespace Gateway.Uplink.Modem
{
    /// <summary>The time that the mobile network tells (AT+CCLK?, 3GPP TS 27.007, 8.15):
    /// "yy/MM/dd,hh:mm:ss±zz", local time and its distance to UTC in quarters of an hour. Seconds, and as
    /// good as the network keeps it.</summary>
    public static class ModemClock
    {
        // A modem that nobody has told the time starts at 1970 or 1980: what the two digits of the year can
        // mean begins with this firmware.
        private const int FirstYear = 25;
        private const int LastYear = 69;
        private const long DayMs = 86_400_000;
        private const long QuarterMs = 900_000;

        /// <summary>Reads a time.</summary>
        /// <param name="at">Position of the year.</param>
        /// <returns>Milliseconds since 1970-01-01 UTC; 0 when it is not a time that can be.</returns>
        public static long UnixMs(byte[] line, int length, int at)
        {
            int year = AtText.TwoDigits(line, length, at);
            int month = AtText.TwoDigits(line, length, at + 3);
            int day = AtText.TwoDigits(line, length, at + 6);
            int hour = AtText.TwoDigits(line, length, at + 9);
            int minute = AtText.TwoDigits(line, length, at + 12);
            int second = AtText.TwoDigits(line, length, at + 15);
            int sign = AtText.Sign(line, length, at + 17);
            int zone = AtText.TwoDigits(line, length, at + 18);
            bool isDate = year >= FirstYear && year <= LastYear && month >= 1 && month <= 12
                && day >= 1 && day <= DaysOf(year, month);
            bool isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
            if (!isDate || !isTime || sign == 0 || zone < 0 || zone > 96)
            {
                return 0;
            }

            long days = DaysBefore(year) + day - 1;
            for (int i = 1; i < month; i++)
            {
                days += DaysOf(year, i);
            }

            long timeMs = ((((hour * 60L) + minute) * 60) + second) * 1000;
            return (days * DayMs) + timeMs - (sign * zone * QuarterMs);
        }

        /// <summary>Days from 1970 to 2000 + year.</summary>
        private static long DaysBefore(int year)
        {
            // 10,957 to 2000; 2000 was a leap year, 2100 is out of reach.
            return 10_957 + (365L * year) + ((year + 3) / 4);
        }

        private static int DaysOf(int year, int month)
        {
            return month == 2 ? ((year & 3) == 0 ? 29 : 28)
                : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        }
    }
}
