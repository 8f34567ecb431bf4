namespace Gateway.Core
{
    /// <summary>One event of the ring, in memory. Reused: readers copy what they keep.</summary>
    public sealed class EventEntry
    {
        /// <summary>Most bytes of an event's text.</summary>
        public const int MaxTextBytes = 480;

        /// <summary>Number of the event since the flash was wiped; consecutive.</summary>
        public uint Seq;

        /// <summary>Its time, as <see cref="WallClock.Stamp"/> made it.</summary>
        public long Stamp;

        /// <summary>How the time came about.</summary>
        public TimeQuality Quality;

        /// <summary>Who heard of it.</summary>
        public EventLevel Level;

        /// <summary>[0, TextLength): a JSON object, UTF-8, whose first member is <c>event</c>.</summary>
        public readonly byte[] Text = new byte[MaxTextBytes];

        /// <summary>Number of valid bytes.</summary>
        public int TextLength;
    }
}
