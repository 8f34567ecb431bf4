namespace Gateway.Uplink.Links
{
    /// <summary>Counters since start; they wrap.</summary>
    public sealed class LinkCounters
    {
        /// <summary>Changes of the link by <see cref="LinkChange"/>.</summary>
        public readonly int[] Changes = new int[(int)LinkChange.Return + 1];

        /// <summary>Connections by link, in the order of preference.</summary>
        public readonly int[] Connects;

        /// <summary>Failed attempts by link, in the order of preference.</summary>
        public readonly int[] Failures;

        /// <summary>Counters for a number of links.</summary>
        public LinkCounters(int links)
        {
            Connects = new int[links];
            Failures = new int[links];
        }
    }
}
