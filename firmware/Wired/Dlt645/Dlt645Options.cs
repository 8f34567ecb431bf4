namespace Gateway.Wired.Dlt645
{
    /// <summary>What a line's master may be told to do otherwise.</summary>
    public sealed class Dlt645Options
    {
        /// <summary>Bytes FE in front of a request, 0 .. 4. The standard wants 4.</summary>
        public int WakeUps = 4;

        /// <summary>How often the same request is sent again when no good answer came.</summary>
        public int Repeats = 2;

        /// <summary>Longest time to a meter's answer, in microseconds; the standard's 500 ms and some time
        /// for clocks that differ.</summary>
        public long AnswerUs = 520000;

        /// <summary>Longest pause between two bytes of an answer, in microseconds; the standard's.</summary>
        public long GapUs = 500000;

        /// <summary>Tariffs that are asked for one by one where a meter has no blocks, the total not counted,
        /// 0 .. 14.</summary>
        public int Tariffs = 4;

        /// <summary>Frames taken after the first when a meter announces more.</summary>
        public int MoreFrames = 16;
    }
}
