using Gateway.Core;

namespace Gateway.Schedule
{
    /// <summary>The two day fields of an expression, answered for a whole month at once: bit d of a mask is
    /// day d.</summary>
    internal sealed class CronDays
    {
        // Days 1, 8, 15, 22 and 29, shifted right by one.
        private const uint EverySeventh = 0x10204081;
        private const int AllWeek = 0x7F;
        private const uint AllMonth = 0xFFFFFFFE;

        /// <summary>Bit d: day d of the month.</summary>
        public uint Days;

        /// <summary>Bit n: the n-th day before the last (L, L-n).</summary>
        public uint BeforeLast;

        /// <summary>Bit d: the Monday .. Friday nearest to day d (dW).</summary>
        public uint NearestWeekday;

        /// <summary>Bit n: the Monday .. Friday nearest to the n-th day before the last (LW,
        /// L-nW).</summary>
        public uint NearestBeforeLast;

        /// <summary>Bit w: day of the week, 0 Sunday.</summary>
        public int Week;

        /// <summary>Bit w: the last such day of the week in the month (nL).</summary>
        public int LastOfWeek;

        /// <summary>Bit w + 7 (k − 1): the k-th such day of the week in the month (n#k).</summary>
        public ulong Numbered;

        /// <summary>Days of a month on which both fields agree.</summary>
        public uint Mask(int year, int month)
        {
            int last = CivilDate.DaysInMonth(year, month);
            int first = CivilDate.DayOfWeek(CivilDate.ToDays(year, month, 1));
            uint all = last == 31 ? AllMonth : (1U << (last + 1)) - 2;
            uint days = Days & all;
            if (days != all && (BeforeLast | NearestWeekday | NearestBeforeLast) != 0)
            {
                days |= SpecialDays(first, last);
            }

            if (Week == AllWeek || days == 0)
            {
                return days;
            }

            return days & all & WeekDays(first, last);
        }

        private static uint Nearest(int day, int first, int last)
        {
            int week = (first + day - 1) % 7;
            if (week == 6)
            {
                day += day > 1 ? -1 : 2;
            }
            else if (week == 0)
            {
                day += day < last ? 1 : -2;
            }

            return 1U << day;
        }

        private uint SpecialDays(int first, int last)
        {
            uint days = 0;
            for (int n = 0; n < last; n++)
            {
                int fromLast = last - n;
                if (((BeforeLast >> n) & 1) != 0)
                {
                    days |= 1U << fromLast;
                }

                if (((NearestBeforeLast >> n) & 1) != 0)
                {
                    days |= Nearest(fromLast, first, last);
                }

                if (((NearestWeekday >> (n + 1)) & 1) != 0)
                {
                    days |= Nearest(n + 1, first, last);
                }
            }

            return days;
        }

        private uint WeekDays(int first, int last)
        {
            uint days = 0;
            for (int w = 0; w < 7; w++)
            {
                int day = 1 + ((w - first + 7) % 7);
                if (((Week >> w) & 1) != 0)
                {
                    days |= EverySeventh << day;
                }

                if (((LastOfWeek >> w) & 1) != 0)
                {
                    days |= 1U << (day + (7 * ((last - day) / 7)));
                }

                for (int k = 0; k < 5 && Numbered != 0; k++)
                {
                    int numbered = day + (7 * k);
                    if (numbered <= last && ((Numbered >> (w + (7 * k))) & 1) != 0)
                    {
                        days |= 1U << numbered;
                    }
                }
            }

            return days;
        }
    }
}
