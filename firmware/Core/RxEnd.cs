namespace Gateway.Core
{
    /// <summary>Why the reception of a frame ended.</summary>
    public enum RxEnd
    {
        /// <summary>All bytes that the sink asked for were delivered.</summary>
        Complete = 0,

        /// <summary>The sink did not want the rest.</summary>
        Aborted,

        /// <summary>The chip's FIFO overflowed: the firmware was late.</summary>
        Overflow,

        /// <summary>No byte came for longer than the watchdog allows, or the chip left receive
        /// mode.</summary>
        Stalled,
    }
}
