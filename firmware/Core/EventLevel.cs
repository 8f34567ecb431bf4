namespace Gateway.Core
{
    /// <summary>Who hears of an event beside the gateway's own event ring, which keeps all of them.</summary>
    public enum EventLevel
    {
        /// <summary>Nobody: it stays in the ring.</summary>
        Note = 0,

        /// <summary>The headend, as a record of class event.</summary>
        Event = 1,

        /// <summary>The headend, as a record of class alarm: security. At most a few a minute; more are
        /// counted.</summary>
        Alarm = 2,
    }
}
