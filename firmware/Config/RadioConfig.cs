namespace Gateway.Config
{
    /// <summary>One element of <c>radios</c>. A new one is a CC1101 that listens to T1 and C1.</summary>
    public sealed class RadioConfig
    {
        /// <summary>chip: the receiver that is mounted, "cc1101" or "sx1276".</summary>
        public string Chip = "cc1101";

        /// <summary>id: its name in the statistics, 1 .. 16 of [A-Za-z0-9_-], or null.</summary>
        public string Id;

        /// <summary>profile or schedule[].profile: what it listens to, "T1C1", "S1" or "LIQ"; several are
        /// listened to in turn.</summary>
        public string[] Profiles = new string[] { "T1C1" };

        /// <summary>schedule[].s: seconds of each of <see cref="Profiles"/>, 1 .. 3,600; without meaning when
        /// there is one.</summary>
        public int[] DwellS = new int[] { 0 };
    }
}
