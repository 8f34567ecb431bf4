namespace Gateway.Link
{
    /// <summary>What a packet of the linkIQ-style mode carries (Link/LinkIq/SPEC.md, table of packet types).
    /// Other values of 1 .. 15 are reserved and handled like data.</summary>
    public enum PacketType
    {
        /// <summary>No packet: a link mode without packet types.</summary>
        None = 0,

        /// <summary>An alarm: sent at once, forwarded at once.</summary>
        Alarm = 1,

        /// <summary>Readings of this moment.</summary>
        Current = 2,

        /// <summary>Values of the hour that has ended.</summary>
        Hourly = 3,

        /// <summary>Values of the day that has ended.</summary>
        Daily = 4,

        /// <summary>Data that hardly changes.</summary>
        Rare = 5,

        /// <summary>A telegram of any kind, whole.</summary>
        Telegram = 15,
    }
}
