namespace Gateway.Store
{
    /// <summary>The two read positions in the log.</summary>
    public enum RecordQueueKind
    {
        /// <summary>Class alarm: overtakes the rest.</summary>
        Alarms = 0,

        /// <summary>All other classes, in order of seq.</summary>
        Bulk = 1,
    }
}
