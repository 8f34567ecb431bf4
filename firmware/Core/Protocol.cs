namespace Gateway.Core
{
    /// <summary>Where a record came from (<c>proto</c> of the uplink contract). Stored in the log: never
    /// renumber.</summary>
    public enum Protocol
    {
        /// <summary>The gateway itself.</summary>
        Gateway = 0,

        /// <summary>Wireless M-Bus.</summary>
        Wmbus = 1,

        /// <summary>The linkIQ-style mode.</summary>
        LinkIq = 2,

        /// <summary>Wired M-Bus.</summary>
        MBus = 3,

        /// <summary>DL/T 645.</summary>
        Dlt645 = 4,
    }
}
