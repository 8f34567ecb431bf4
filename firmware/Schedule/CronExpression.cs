// When a job runs. The dialect (SPEC.md): Quartz's six or seven fields, or crontab's five, with H for a
// time of the gateway's own. Fields become bit masks once; the next occurrence is found a month, then a
// unit of time at a time, never second by second. Fixed offset to UTC; daylight saving is not known here.
using Gateway.Core;

namespace Gateway.Schedule
{
    /// <summary>A parsed schedule expression. Immutable.</summary>
    public sealed class CronExpression
    {
        /// <summary>What <see cref="NextAfter"/> returns when there is no occurrence any more.</summary>
        public const long Never = long.MaxValue;

        /// <summary>First year that an expression can name.</summary>
        public const int FirstYear = 1970;

        /// <summary>Last year that an expression can name; there are no occurrences after it.</summary>
        public const int LastYear = 2099;

        /// <summary>Most characters of an expression.</summary>
        public const int MaxChars = 120;

        /// <summary>Largest offset to UTC, in minutes, either way.</summary>
        public const int MaxOffsetMinutes = 14 * 60;

        private const int AllMonths = 12 * (LastYear - FirstYear + 1);

        private const ulong AllHours = 0xFFFFFF;

        private readonly CronFields _fields;
        private readonly int _offsetS;

        private CronExpression(CronFields fields, int offsetMinutes)
        {
            _fields = fields;
            _offsetS = offsetMinutes * 60;
        }

        /// <summary>Whether it names every hour of the days that it names.</summary>
        public bool IsOfEveryHour
        {
            get { return _fields.Hours == AllHours; }
        }

        /// <summary>Reads an expression. For the start and for commands: it takes some
        /// milliseconds.</summary>
        /// <param name="text">Five, six or seven fields.</param>
        /// <param name="gatewayId">What H hashes.</param>
        /// <param name="offsetMinutes">Local time minus UTC, −840 .. 840.</param>
        /// <param name="expression">The expression, or null.</param>
        /// <param name="error">Field and reason, or null.</param>
        public static bool TryParse(
            string text, string gatewayId, int offsetMinutes, out CronExpression expression, out string error)
        {
            expression = null;
            if (offsetMinutes < -MaxOffsetMinutes || offsetMinutes > MaxOffsetMinutes)
            {
                error = "offset: " + offsetMinutes.ToString() + " minutes is not in -840..840";
                return false;
            }

            CronFields fields = new CronFields();
            error = new CronParser(text, gatewayId, fields).Parse();
            if (error != null)
            {
                return false;
            }

            CronExpression parsed = new CronExpression(fields, offsetMinutes);
            if (parsed.NextAfter(0) == Never)
            {
                error = "day of month, month, day of week, year: no day fits all of them";
                return false;
            }

            expression = parsed;
            return true;
        }

        /// <summary>The first occurrence after an instant.</summary>
        /// <param name="unixMs">Milliseconds since 1970-01-01 UTC.</param>
        /// <returns>Milliseconds since 1970-01-01 UTC, a full second; <see cref="Never"/> when there is
        /// none.</returns>
        public long NextAfter(long unixMs)
        {
            long nextMs;
            return TryNextAfter(unixMs, AllMonths, out nextMs) ? nextMs : Never;
        }

        /// <summary>As <see cref="NextAfter"/>, but looks at a few months only: some hundred IL operations
        /// each.</summary>
        /// <param name="maxMonths">Months of the expression to look at, at least 1.</param>
        /// <param name="nextMs">The occurrence; when there is none in those months, the instant from which
        /// to go on, <see cref="Never"/> when that is past the last year.</param>
        /// <returns>Whether it is an occurrence.</returns>
        public bool TryNextAfter(long unixMs, int maxMonths, out long nextMs)
        {
            long seconds = (unixMs / 1000) + 1 + _offsetS;
            if (unixMs < 0 || seconds < 0)
            {
                seconds = 0;
            }

            nextMs = Never;
            if (seconds >= (long)CivilDate.SecondsPerDay * CivilDate.ToDays(LastYear + 1, 1, 1))
            {
                return false;
            }

            int days = (int)(seconds / CivilDate.SecondsPerDay);
            int secondOfDay = (int)(seconds % CivilDate.SecondsPerDay);
            bool found = Search(ref days, ref secondOfDay, maxMonths);
            if (days >= 0)
            {
                // What is no occurrence is the first instant not looked at: "after" the second before it.
                long atS = ((long)days * CivilDate.SecondsPerDay) + secondOfDay - _offsetS - (found ? 0 : 1);
                nextMs = atS * 1000;
            }

            return found;
        }

        /// <summary>Moves to the first occurrence from there on, or to the first month not looked at; −1
        /// days when there is none.</summary>
        private bool Search(ref int days, ref int secondOfDay, int maxMonths)
        {
            int year;
            int month;
            int day;
            int second = secondOfDay;
            CivilDate.FromDays(days, out year, out month, out day);
            while (NextMonth(ref year, ref month, ref day, ref second))
            {
                if (maxMonths-- == 0)
                {
                    days = CivilDate.ToDays(year, month, 1);
                    secondOfDay = 0;
                    return false;
                }

                uint mask = _fields.Days.Mask(year, month);
                while ((day = CronFields.Next(mask, day, ref second)) >= 0)
                {
                    second = _fields.NextSecondOfDay(second);
                    if (second >= 0)
                    {
                        days = CivilDate.ToDays(year, month, day);
                        secondOfDay = second;
                        return true;
                    }

                    day++;
                    second = 0;
                }

                month++;
                day = 1;
                second = 0;
            }

            days = -1;
            return false;
        }

        /// <summary>Moves on to a month and year that the expression has, if this one is none.</summary>
        private bool NextMonth(ref int year, ref int month, ref int day, ref int second)
        {
            while (year <= LastYear)
            {
                int next = _fields.HasYear(year) ? CronFields.Next(_fields.Months, month) : -1;
                if (next == month)
                {
                    return true;
                }

                day = 1;
                second = 0;
                if (next > 0)
                {
                    month = next;
                    return true;
                }

                year++;
                month = 1;
            }

            return false;
        }
    }
}
