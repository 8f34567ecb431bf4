namespace Gateway.Link.Apl
{
    /// <summary>Whether a compact frame can be read.</summary>
    public enum CompactStatus
    {
        /// <summary>It can.</summary>
        Ok = 0,

        /// <summary>Not known yet: there is another step.</summary>
        Incomplete,

        /// <summary>No full frame and no format frame with this format signature has been seen.</summary>
        UnknownFormat,

        /// <summary>It ends within its header or within a record of its format.</summary>
        Truncated,

        /// <summary>Bytes are left behind the last record of its format, or the format has no such
        /// record.</summary>
        Mismatch,

        /// <summary>The CRC over the full frame is wrong.</summary>
        BadCrc,
    }
}
