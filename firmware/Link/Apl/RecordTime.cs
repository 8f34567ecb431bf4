// Dates and times of EN 13757-3 annex A: types F, G, I, J and K. A field may say "every" (or, in type I, "not
// specified"), which is -1 here. All times are the meter's local time.
namespace Gateway.Link.Apl
{
    /// <summary>Sets a record's time from its data bytes.</summary>
    internal static class RecordTime
    {
        private const int Every = -1;

        /// <summary>Type G, 2 bytes; FFFF = invalid.</summary>
        public static void SetDate(DataRecord record)
        {
            int low = record.DataBytes[record.DataOffset];
            int high = record.DataBytes[record.DataOffset + 1];
            record.ValueKind = ValueKind.Date;
            SetDay(record, low, high, 0);
            if (low == 0xFF && high == 0xFF)
            {
                record.Fail(RecordStatus.InvalidDate);
            }

            Finish(record, true);
        }

        /// <summary>Type F, 4 bytes: minute, hour, and a date as in type G with two bits for the
        /// century.</summary>
        public static void SetDateTime(DataRecord record)
        {
            byte[] bytes = record.DataBytes;
            int at = record.DataOffset;
            record.ValueKind = ValueKind.DateTime;
            record.Minute = bytes[at] & 0x3F;
            record.Hour = bytes[at + 1] & 0x1F;
            record.IsSummerTime = (bytes[at + 1] & 0x80) != 0;
            SetDay(record, bytes[at + 2], bytes[at + 3], (bytes[at + 1] >> 5) & 3);
            if ((bytes[at] & 0x80) != 0)
            {
                record.Fail(RecordStatus.InvalidDate);
            }

            Finish(record, true);
        }

        /// <summary>Type I, 6 bytes: second, minute, hour with day of week, date, week with the deviation of
        /// daylight saving.</summary>
        public static void SetDateTimeSeconds(DataRecord record)
        {
            byte[] bytes = record.DataBytes;
            int at = record.DataOffset;
            record.ValueKind = ValueKind.DateTimeSeconds;
            record.Second = bytes[at] & 0x3F;
            record.IsSummerTime = (bytes[at] & 0x40) != 0;
            record.Minute = bytes[at + 1] & 0x3F;
            record.Hour = bytes[at + 2] & 0x1F;
            SetDay(record, bytes[at + 3], bytes[at + 4], 0);
            if ((bytes[at + 1] & 0x80) != 0)
            {
                record.Fail(RecordStatus.InvalidDate);
            }

            Finish(record, false);
        }

        /// <summary>Type J, 3 bytes: second, minute, hour; FFFFFF = invalid.</summary>
        public static void SetTimeOfDay(DataRecord record)
        {
            byte[] bytes = record.DataBytes;
            int at = record.DataOffset;
            record.ValueKind = ValueKind.Time;
            record.Second = bytes[at] & 0x3F;
            record.Minute = bytes[at + 1] & 0x3F;
            record.Hour = bytes[at + 2] & 0x1F;
            record.Day = 1;
            record.Month = 1;
            if (bytes[at] == 0xFF && bytes[at + 1] == 0xFF && bytes[at + 2] == 0xFF)
            {
                record.Fail(RecordStatus.InvalidDate);
            }

            Finish(record, true);
        }

        /// <summary>Type K, 4 bytes: begin (hour, day, month) and end (day, month) of daylight saving, the
        /// hours it adds, the zone, and whether it is used. The bits are those of public decoders.</summary>
        public static void SetDaylightSaving(DataRecord record)
        {
            byte[] bytes = record.DataBytes;
            int at = record.DataOffset;
            record.ValueKind = ValueKind.DaylightSaving;
            record.Year = Every;
            record.Hour = bytes[at] & 0x1F;
            record.Day = bytes[at + 1] & 0x1F;
            record.Month = bytes[at + 3] & 0x0F;
            int endMonth = record.EndMonth;
            int zone = record.ZoneHours;
            if (record.Day == 0 || record.Month > 12 || record.EndDay == 0 || endMonth < 1 || endMonth > 12
                || record.EndDay > DaysOf(endMonth, Every) || (zone > 23 && zone != 31))
            {
                record.Fail(RecordStatus.InvalidDate);
            }

            Finish(record, true);
        }

        // Day, month and a year of 7 bits that is spread over both bytes. Without a century, years 0 .. 80
        // are 2000 .. 2080, as annex A recommends.
        private static void SetDay(DataRecord record, int low, int high, int century)
        {
            int year = (low >> 5) | ((high & 0xF0) >> 1);
            record.Day = low & 0x1F;
            record.Month = high & 0x0F;
            record.Year = year == 127 ? Every
                : century == 0 && year <= 80 ? 2000 + year : 1900 + (100 * century) + year;
            if (year >= 100 && year != 127)
            {
                record.Fail(RecordStatus.InvalidDate);
            }
        }

        // Checks the ranges and puts -1 for "every"; an invalid time keeps its fields as they were sent.
        private static void Finish(DataRecord record, bool everyMonthIs15)
        {
            bool isEveryDay = record.Day == 0;
            bool isEveryMonth = everyMonthIs15 ? record.Month == 15 : record.Month == 0;
            bool isEveryHour = record.Hour == 31;
            bool isEveryMinute = record.Minute == 63;
            bool isEverySecond = record.Second == 63;
            if ((!isEveryMonth && (record.Month < 1 || record.Month > 12))
                || (!isEveryHour && record.Hour > 23)
                || (!isEveryMinute && record.Minute > 59)
                || (!isEverySecond && record.Second > 59)
                || (!isEveryMonth && record.Day > DaysOf(record.Month, record.Year)))
            {
                record.Fail(RecordStatus.InvalidDate);
            }

            if (record.Status == RecordStatus.InvalidDate)
            {
                record.Year = record.Year == Every ? 2127 : record.Year;
                return;
            }

            record.Day = isEveryDay ? Every : record.Day;
            record.Month = isEveryMonth ? Every : record.Month;
            record.Hour = isEveryHour ? Every : record.Hour;
            record.Minute = isEveryMinute ? Every : record.Minute;
            record.Second = isEverySecond ? Every : record.Second;
        }

        private static int DaysOf(int month, int year)
        {
            if (month == 2)
            {
                bool isLeap = year < 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
                return isLeap ? 29 : 28;
            }

            return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        }
    }
}
