namespace Gateway.Core
{
    /// <summary>
    /// The limits that are the same on every board, in one place. What depends on the board's memory is in
    /// <see cref="SizeProfile"/>; sizes that a standard or a chip fixes stay where they are used.
    /// </summary>
    public static class Limits
    {
        /// <summary>Longest stage slice between two frames, in microseconds.</summary>
        public const int MaxSliceUs = 2000;

        /// <summary>Records of one uplink message, at most (uplink contract).</summary>
        public const int MaxBatchRecords = 16;

        /// <summary>Longest time a record waits for its batch to fill, in seconds (uplink
        /// contract).</summary>
        public const int MaxBatchAgeS = 30;

        /// <summary>Shortest reduction interval, in seconds.</summary>
        public const int MinIntervalS = 1;

        /// <summary>Longest reduction interval, in seconds: a day.</summary>
        public const int MaxIntervalS = 86400;

        /// <summary>Reduction interval of class regular unless a rule says otherwise, in seconds.</summary>
        public const int RegularIntervalS = 3600;

        /// <summary>Reduction interval of class priority unless a rule says otherwise, in seconds.</summary>
        public const int PriorityIntervalS = 300;

        /// <summary>Time within which equal telegrams of a meter are one reception, in seconds.</summary>
        public const int DedupWindowS = 60;

        /// <summary>Time within which packets of one meter with the same type, sequence and part are one
        /// reception, in seconds: longer than all repeats of a packet take (Link/LinkIq/SPEC.md).</summary>
        public const int PacketRepeatWindowS = 300;

        /// <summary>Longest <see cref="DedupWindowS"/> that can be configured, in seconds.</summary>
        public const int MaxDedupWindowS = 3600;

        /// <summary>Longest text of one rule of the meter list, in characters.</summary>
        public const int MaxRuleChars = 96;
    }
}
