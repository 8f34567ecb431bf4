namespace Gateway.Link.MBus
{
    /// <summary>The frames of EN 13757-2.</summary>
    public enum MBusFrameKind
    {
        /// <summary>No frame.</summary>
        None = 0,

        /// <summary>E5h.</summary>
        Acknowledge = 1,

        /// <summary>10h C A CS 16h.</summary>
        Short = 2,

        /// <summary>68h 03h 03h 68h C A CI CS 16h.</summary>
        Control = 3,

        /// <summary>68h L L 68h C A CI data CS 16h, L above 3.</summary>
        Long = 4,
    }
}
