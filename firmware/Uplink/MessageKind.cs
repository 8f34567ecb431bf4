namespace Gateway.Uplink
{
    /// <summary>What the one outstanding publish is.</summary>
    internal enum MessageKind
    {
        /// <summary>Nothing is outstanding.</summary>
        None = 0,

        /// <summary>The retained "online".</summary>
        Hello,

        /// <summary>One alarm record.</summary>
        Alarm,

        /// <summary>A batch of records.</summary>
        Bulk,

        /// <summary>The answer to a command.</summary>
        Response,

        /// <summary>A retained part of the gateway's state.</summary>
        State,

        /// <summary>Counters.</summary>
        Stats,

        /// <summary>The retained "offline" of a stop that was asked for.</summary>
        Goodbye,
    }
}
