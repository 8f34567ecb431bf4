namespace Gateway.Installer
{
    /// <summary>What is asked. Reused.</summary>
    public sealed class TopicRequest
    {
        /// <summary>Word of the topic: hear, listen, antenna, wayout, worst, live, wired, drops, report,
        /// survey; or null.</summary>
        public string Topic;

        /// <summary>Last digits of an identification number, as they were typed.</summary>
        public string Digits;

        /// <summary>Length of a listen, in seconds, or of a survey, in minutes; 0 = only tell.</summary>
        public int Time;

        /// <summary>Whole hours that are asked about; 0 or less = whatever is known.</summary>
        public int Hours;

        /// <summary>Wired line to test, or −1.</summary>
        public int Line;

        /// <summary>Wired meter to test, or −1.</summary>
        public int Meter;

        /// <summary>How to search the line: addresses, primary or digits; null = not at all.</summary>
        public string Search;

        /// <summary>Nothing is asked.</summary>
        public void Clear()
        {
            Topic = null;
            Digits = string.Empty;
            Time = 0;
            Hours = 0;
            Line = -1;
            Meter = -1;
            Search = null;
        }
    }
}
