namespace Gateway.Core
{
    /// <summary>The gateway's own events of late, oldest first. Called on the loop.</summary>
    public interface IEventReader
    {
        /// <summary>Number of the oldest event that is kept; <see cref="NextSeq"/> when there is
        /// none.</summary>
        uint FirstSeq { get; }

        /// <summary>Number that the next event will get.</summary>
        uint NextSeq { get; }

        /// <summary>Copies the first event whose number is <paramref name="fromSeq"/> or higher: some 30 IL
        /// operations for each that is kept before it.</summary>
        /// <returns>false when there is none.</returns>
        bool TryRead(uint fromSeq, EventEntry into);
    }
}
