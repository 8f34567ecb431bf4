namespace Gateway.Schedule
{
    /// <summary>What one field of an expression may hold.</summary>
    internal sealed class CronField
    {
        /// <summary>Order of the fields.</summary>
        public const int Second = 0;
        public const int Minute = 1;
        public const int Hour = 2;
        public const int DayOfMonth = 3;
        public const int Month = 4;
        public const int DayOfWeek = 5;
        public const int Year = 6;

        private CronField(int index, string name, int least, int most)
        {
            Index = index;
            Name = name;
            Least = least;
            Most = most;
            Last = most;
            LastHashed = most;
        }

        /// <summary>Which field.</summary>
        public int Index { get; private set; }

        /// <summary>As errors call it.</summary>
        public string Name { get; private set; }

        /// <summary>Smallest number.</summary>
        public int Least { get; private set; }

        /// <summary>Largest number that may be written.</summary>
        public int Most { get; private set; }

        /// <summary>Largest number that * and an open step reach: crontab's 7 is its 0 again.</summary>
        public int Last { get; private set; }

        /// <summary>Largest number that H takes by itself: day 28 exists in every month.</summary>
        public int LastHashed { get; private set; }

        /// <summary>Three letters a value from <see cref="Least"/>, or null.</summary>
        public string Names { get; private set; }

        /// <summary>Whether ? may stand for *.</summary>
        public bool IsDay
        {
            get { return Index == DayOfMonth || Index == DayOfWeek; }
        }

        /// <summary>Makes the description of a field.</summary>
        /// <param name="index">Which.</param>
        /// <param name="isCrontab">Sunday is 0 (and 7), not 1.</param>
        public static CronField Create(int index, bool isCrontab)
        {
            switch (index)
            {
                case Second:
                    return new CronField(index, "seconds", 0, 59);
                case Minute:
                    return new CronField(index, "minutes", 0, 59);
                case Hour:
                    return new CronField(index, "hours", 0, 23);
                case DayOfMonth:
                    return new CronField(index, "day of month", 1, 31) { LastHashed = 28 };
                case Month:
                    return new CronField(index, "month", 1, 12)
                    {
                        Names = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC",
                    };
                case DayOfWeek:
                    int sunday = isCrontab ? 0 : 1;
                    return new CronField(index, "day of week", sunday, 7)
                    {
                        Last = sunday + 6,
                        LastHashed = sunday + 6,
                        Names = "SUNMONTUEWEDTHUFRISAT",
                    };
                default:
                    return new CronField(
                        index, "year", CronExpression.FirstYear, CronExpression.LastYear);
            }
        }
    }
}
