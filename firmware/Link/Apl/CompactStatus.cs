namespace Gateway.Link.Apl
{
    /// <summary>Whether a compact frame can be read.</summary>
    public enum CompactStatus
    {
        /// <summary>It can.</summary>
        Ok = 0,

        /// <summary>No full frame with this format signature has been seen.</summary>
        UnknownFormat,

        /// <summary>Shorter than its header.</summary>
        Truncated,

        /// <summary>The data do not fill the format, or their CRC is wrong.</summary>
        Mismatch,
    }
}
