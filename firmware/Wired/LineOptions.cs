namespace Gateway.Wired
{
    /// <summary>What is special about one line and its converter.</summary>
    public sealed class LineOptions
    {
        /// <summary>The converter gives back what is sent: the own bytes are compared and removed.</summary>
        public bool Echo;

        /// <summary>Longest time by which the way to the converter and back delays bytes (a converter behind
        /// TCP), in microseconds; added to every timeout.</summary>
        public long LatencyUs;

        /// <summary>Tasks that can wait, besides the one that runs.</summary>
        public int QueueLength = 16;
    }
}
