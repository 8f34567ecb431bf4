namespace Gateway.Core
{
    /// <summary>Days of the Gregorian calendar, counted from 1970-01-01, in integers. For 1970 .. 2199; no
    /// time zone.</summary>
    public static class CivilDate
    {
        /// <summary>Seconds of a day; leap seconds do not exist in Unix time.</summary>
        public const int SecondsPerDay = 86400;

        // 400 years of the calendar, and the days from 0000-03-01 to 1970-01-01: counted from March, the
        // leap day is the last of its year and month lengths follow (153 m + 2) / 5.
        private const int DaysPer400Years = 146097;
        private const int EpochDays = 719468;

        /// <summary>Days from 1970-01-01 to a date.</summary>
        /// <param name="month">1 .. 12.</param>
        /// <param name="day">1 .. 31.</param>
        public static int ToDays(int year, int month, int day)
        {
            int y = month > 2 ? year : year - 1;
            int m = month > 2 ? month - 3 : month + 9;
            return (365 * y) + (y / 4) - (y / 100) + (y / 400) + (((153 * m) + 2) / 5) + day - 1 - EpochDays;
        }

        /// <summary>The date of a day.</summary>
        /// <param name="days">Days since 1970-01-01, not negative.</param>
        public static void FromDays(int days, out int year, out int month, out int day)
        {
            int fromMarch = days + EpochDays;
            int era = fromMarch / DaysPer400Years;
            int inEra = fromMarch - (era * DaysPer400Years);

            // Taking out the leap days of 4, 100 and 400 years leaves years of 365 days.
            int y = (inEra - (inEra / 1460) + (inEra / 36524) - (inEra / 146096)) / 365;
            int inYear = inEra - ((365 * y) + (y / 4) - (y / 100));
            int m = ((5 * inYear) + 2) / 153;
            day = inYear - (((153 * m) + 2) / 5) + 1;
            month = m < 10 ? m + 3 : m - 9;
            year = y + (era * 400) + (month <= 2 ? 1 : 0);
        }

        /// <summary>Day of the week: 0 Sunday .. 6 Saturday.</summary>
        /// <param name="days">Days since 1970-01-01, not negative.</param>
        public static int DayOfWeek(int days)
        {
            return (days + 4) % 7;
        }

        /// <summary>Days of a month, 28 .. 31.</summary>
        public static int DaysInMonth(int year, int month)
        {
            if (month == 2)
            {
                bool isLeap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
                return isLeap ? 29 : 28;
            }

            // Months 4, 6, 9 and 11 have 30 days.
            return ((0xA50 >> month) & 1) != 0 ? 30 : 31;
        }
    }
}
