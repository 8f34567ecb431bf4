namespace Gateway.Store
{
    /// <summary>
    /// What the uplink sees of the log: committed, un-acknowledged records in order of seq, alarms apart from
    /// the rest. Reading does not acknowledge. Every record handed out is durable already.
    /// </summary>
    public interface IRecordQueue
    {
        /// <summary>Log id, drawn at format: (gateway, lid, seq) names a record for ever.</summary>
        uint LogId { get; }

        /// <summary>Changes whenever there may be something to read that was not there before: a cheap
        /// question for a loop.</summary>
        uint Revision { get; }

        /// <summary>Committed records of the queue that were not acknowledged.</summary>
        int PendingCount(RecordQueueKind queue);

        /// <summary>The queue's records up to and including this seq were acknowledged.</summary>
        uint AcknowledgedSeq(RecordQueueKind queue);

        /// <summary>Time stamp of the oldest un-acknowledged record of the queue; 0 when there is
        /// none.</summary>
        long OldestPendingMs(RecordQueueKind queue);

        /// <summary>Copies the next record of the queue and moves the read position on. Bounded: may return
        /// false with records left when they still have to be fetched from a file; ask again.</summary>
        bool TryRead(RecordQueueKind queue, LogRecord into);

        /// <summary>Moves the read position back to the first un-acknowledged record.</summary>
        void Rewind(RecordQueueKind queue);

        /// <summary>Acknowledges all records of the queue up to and including <paramref name="seq"/>; made
        /// durable lazily.</summary>
        void Acknowledge(RecordQueueKind queue, uint seq);
    }
}
