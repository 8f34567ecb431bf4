namespace Gateway.Link
{
    /// <summary>Frame format of the data-link layer (EN 13757-4).</summary>
    public enum FrameFormat
    {
        /// <summary>A CRC after the first 10 bytes and after each 16 that follow.</summary>
        A = 0,

        /// <summary>One CRC over the first ≤ 126 bytes and a second over the rest; L counts the
        /// CRCs.</summary>
        B = 1,
    }
}
