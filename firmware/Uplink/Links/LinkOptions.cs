namespace Gateway.Uplink.Links
{
    /// <summary>When the uplink changes its link.</summary>
    public sealed class LinkOptions
    {
        /// <summary>Connects in a row that may fail before the next link is taken, at least 1.</summary>
        public int FailuresToChange = 3;

        /// <summary>Time in milliseconds for which a preferred link must have been up before it is taken
        /// again; doubled, up to <see cref="StableCapMs"/>, each time that it turned out not to
        /// work.</summary>
        public int StableMs = 300_000;

        /// <summary>Longest <see cref="StableMs"/> becomes.</summary>
        public int StableCapMs = 14_400_000;

        /// <summary>Time in milliseconds for which a link must be down before a standing connection over it
        /// is given up: cables are plugged over.</summary>
        public int DownMs = 5_000;
    }
}
