namespace Gateway.Link
{
    /// <summary>Link mode and frame format of a received frame.</summary>
    public enum FrameKind
    {
        /// <summary>Ended before it could be told.</summary>
        Unknown = 0,

        /// <summary>T1, format A.</summary>
        T1 = 1,

        /// <summary>C1, format A.</summary>
        C1A = 2,

        /// <summary>C1, format B.</summary>
        C1B = 3,

        /// <summary>S1, format A.</summary>
        S1 = 4,

        /// <summary>The linkIQ-style mode.</summary>
        LinkIq = 5,
    }
}
