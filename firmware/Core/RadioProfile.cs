namespace Gateway.Core
{
    /// <summary>What a radio listens to.</summary>
    public enum RadioProfile
    {
        /// <summary>T1 and C1 (formats A and B) on 868.95 MHz with one sync word.</summary>
        T1C1 = 0,

        /// <summary>S1 on 868.30 MHz.</summary>
        S1 = 1,

        /// <summary>The linkIQ-style narrow-band mode.</summary>
        LinkIq = 2,
    }
}
