namespace Gateway.Core
{
    /// <summary>Class of a record: order of forwarding and of dropping. Stored in the log: never
    /// renumber.</summary>
    public enum RecordClass
    {
        /// <summary>Forwarded at once, unbatched, ahead of any backlog; dropped last.</summary>
        Alarm = 0,

        /// <summary>A meter of the priority list.</summary>
        Priority = 1,

        /// <summary>Everything else that a list wants.</summary>
        Regular = 2,

        /// <summary>An event of the gateway itself.</summary>
        Event = 3,
    }
}
