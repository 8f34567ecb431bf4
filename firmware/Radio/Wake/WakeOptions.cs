namespace Gateway.Radio.Wake
{
    /// <summary>How much listening a battery pays for beyond the windows.</summary>
    public sealed class WakeOptions
    {
        /// <summary>Listening in microseconds that the search for meters may take at first, without a
        /// pause: two intervals of a meter that sends once a day, and some.</summary>
        public long FirstSearchUs = 50L * 3600 * 1000000;

        /// <summary>Listening in microseconds that may be saved up for one search afterwards.</summary>
        public long LongestSearchUs = 3600L * 1000000;

        /// <summary>Of each thousand units of time so many are saved up for searches.</summary>
        public int SearchPerMille = 5;
    }
}
