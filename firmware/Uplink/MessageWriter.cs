using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Writes a message of records into a buffer of its own, in slices. One for each format of the
    /// contract.</summary>
    internal abstract class MessageWriter
    {
        /// <summary>Work done: payload bytes, and for what stands around them so many as it costs.
        /// Wraps.</summary>
        public uint Work;

        /// <summary>Whether a record is being written.</summary>
        public bool IsBusy;

        /// <summary>Whether what was written last did not fit.</summary>
        public abstract bool Overflow { get; }

        /// <summary>What stands before the records of every message, in an array of its own.</summary>
        /// <param name="gatewayId">gw.</param>
        /// <param name="logId">lid.</param>
        /// <param name="firmwareVersion">fw.</param>
        public abstract byte[] CreateHead(string gatewayId, uint logId, string firmwareVersion);

        /// <summary>Starts a message.</summary>
        /// <param name="head">As <see cref="CreateHead"/> made it.</param>
        public abstract void Open(byte[] head);

        /// <summary>A place between records to come back to.</summary>
        public abstract int Mark();

        /// <summary>Takes back what was written since.</summary>
        public abstract void Restore(int mark);

        /// <summary>Takes a record; it must not change until the record is written.</summary>
        /// <param name="isAlone">It is the first of its message: what does not fit now never will.</param>
        public abstract void Begin(LogRecord record, bool isBacklog, bool isAlone);

        /// <summary>Writes the next slice; when it is the last, or nothing fits any more, IsBusy
        /// ends.</summary>
        public abstract void Step();

        /// <summary>Ends the message.</summary>
        /// <param name="count">Records in it.</param>
        /// <returns>The message, in an array of its own.</returns>
        public abstract byte[] Close(int count);

        /// <summary>Forgets a record that is half written.</summary>
        public abstract void Cancel();
    }
}
