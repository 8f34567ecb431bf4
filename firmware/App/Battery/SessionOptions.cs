namespace Gateway.App.Battery
{
    /// <summary>When there is a session with the broker, and for how long. Times in microseconds.</summary>
    public sealed class SessionOptions
    {
        /// <summary>From one session to the next, if nothing else asks for one.</summary>
        public long PeriodUs = 6L * 3600 * 1000000;

        /// <summary>Records that make one due before.</summary>
        public int Records = 64;

        /// <summary>How long commands are waited for when everything is delivered.</summary>
        public long LingerUs = 3000000;

        /// <summary>How long the broker is tried to be reached.</summary>
        public long ConnectUs = 60000000;

        /// <summary>Longest session: a backlog goes on in the next one.</summary>
        public long LongestUs = 600000000;

        /// <summary>First wait after a session that did not reach the broker; it doubles up to
        /// <see cref="PeriodUs"/>.</summary>
        public long RetryUs = 900000000;
    }
}
