namespace Gateway.Schedule
{
    /// <summary>The fields of an expression as bit masks.</summary>
    internal sealed class CronFields
    {
        /// <summary>Words of 32 years from <see cref="CronExpression.FirstYear"/>.</summary>
        public readonly uint[] Years =
            new uint[((CronExpression.LastYear - CronExpression.FirstYear) / 32) + 1];

        /// <summary>Bit s: second of the minute.</summary>
        public ulong Seconds;

        /// <summary>Bit m: minute of the hour.</summary>
        public ulong Minutes;

        /// <summary>Bit h: hour of the day.</summary>
        public ulong Hours;

        /// <summary>Bit m: month, 1 January.</summary>
        public ulong Months;

        /// <summary>The two day fields.</summary>
        public readonly CronDays Days = new CronDays();

        /// <summary>Lowest bit set at or above a position; −1 when there is none.</summary>
        public static int Next(ulong mask, int from)
        {
            if (from > 63)
            {
                return -1;
            }

            mask >>= from;
            if (mask == 0)
            {
                return -1;
            }

            int at = from;
            for (int half = 32; half > 0; half >>= 1)
            {
                if ((mask & ((1UL << half) - 1)) == 0)
                {
                    mask >>= half;
                    at += half;
                }
            }

            return at;
        }

        /// <summary>As above; a later day begins with its first second.</summary>
        public static int Next(uint mask, int from, ref int second)
        {
            int next = Next((ulong)mask, from);
            if (next != from)
            {
                second = 0;
            }

            return next;
        }

        /// <summary>Whether a year is named; not beyond the last.</summary>
        public bool HasYear(int year)
        {
            int bit = year - CronExpression.FirstYear;
            return ((Years[bit >> 5] >> (bit & 31)) & 1) != 0;
        }

        /// <summary>First second of the day, at or after one, that hours, minutes and seconds name; −1 when
        /// the day has none left.</summary>
        public int NextSecondOfDay(int secondOfDay)
        {
            int hour = secondOfDay / 3600;
            int minute = (secondOfDay / 60) % 60;
            int nextHour = Next(Hours, hour);
            if (nextHour == hour)
            {
                int nextMinute = Next(Minutes, minute);
                if (nextMinute == minute)
                {
                    int second = Next(Seconds, secondOfDay % 60);
                    if (second >= 0)
                    {
                        return (hour * 3600) + (minute * 60) + second;
                    }

                    nextMinute = Next(Minutes, minute + 1);
                }

                if (nextMinute >= 0)
                {
                    return (hour * 3600) + (nextMinute * 60) + Next(Seconds, 0);
                }

                nextHour = Next(Hours, hour + 1);
            }

            return nextHour < 0 ? -1 : (nextHour * 3600) + (Next(Minutes, 0) * 60) + Next(Seconds, 0);
        }
    }
}
