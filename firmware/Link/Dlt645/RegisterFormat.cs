namespace Gateway.Link.Dlt645
{
    /// <summary>How the bytes of a register are coded. All are sent low byte first.</summary>
    public enum RegisterFormat : byte
    {
        /// <summary>Not taken apart: structured records and everything unknown.</summary>
        Raw = 0,

        /// <summary>BCD number.</summary>
        Bcd = 1,

        /// <summary>BCD number whose highest bit is the sign, 1 = negative.</summary>
        SignedBcd = 2,

        /// <summary>BCD number of 3 bytes and behind it YYMMDDhhmm.</summary>
        Demand = 3,

        /// <summary>The same with a sign.</summary>
        SignedDemand = 4,

        /// <summary>YYMMDDWW, 0 = Sunday.</summary>
        Date = 5,

        /// <summary>hhmmss.</summary>
        Time = 6,

        /// <summary>YYMMDDhhmm.</summary>
        DateMinute = 7,

        /// <summary>YYMMDDhhmmss.</summary>
        DateSecond = 8,

        /// <summary>YYMMDDWWhhmmss.</summary>
        DateWeekSecond = 9,

        /// <summary>MMDDhhmm.</summary>
        MonthMinute = 10,

        /// <summary>DDhh.</summary>
        DayHour = 11,

        /// <summary>hhmm.</summary>
        HourMinute = 12,

        /// <summary>Digits that are a name, no number.</summary>
        Digits = 13,

        /// <summary>ASCII, the last character first.</summary>
        Text = 14,

        /// <summary>A word of single bits.</summary>
        Bits = 15,

        /// <summary>Pairs of a number of events and their minutes.</summary>
        CountsAndMinutes = 16,

        /// <summary>Frozen powers: active total, A, B, C, then reactive.</summary>
        Powers = 17,
    }
}
