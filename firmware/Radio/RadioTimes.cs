namespace Gateway.Radio
{
    /// <summary>What the loop looks at in each of its passes. Fields, as asking a property costs the board
    /// eighteen times as much, and hardly ever has anything changed.</summary>
    public class RadioTimes
    {
        /// <summary>Whether a frame is coming in: begun and not ended.</summary>
        public bool IsReceiving;

        /// <summary>When to look again at the latest, in microseconds since boot;
        /// <see cref="long.MaxValue"/> = never.</summary>
        public long WakeUs = long.MaxValue;

        /// <summary>Whether <see cref="IRadio.QuietUntilUs"/> may have changed since whoever keeps it has
        /// cleared this.</summary>
        public bool HasMoved;
    }
}
