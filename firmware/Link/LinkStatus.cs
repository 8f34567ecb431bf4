namespace Gateway.Link
{
    /// <summary>Result of the link layer: what became of a frame, or of a header.</summary>
    public enum LinkStatus
    {
        /// <summary>Whole and every CRC right.</summary>
        Ok = 0,

        /// <summary>Right so far; bytes are missing.</summary>
        Incomplete = 1,

        /// <summary>Chips that no symbol has (3-out-of-6, Manchester), or neither T1 nor C1.</summary>
        BadSymbol,

        /// <summary>An L-field that the frame format cannot have.</summary>
        BadLength,

        /// <summary>A C-field that the standard does not define; checked in format B only, where the first
        /// CRC comes late.</summary>
        BadCField,

        /// <summary>The CRC of the first block is wrong: L-, C-, M- and A-field are not to be
        /// trusted.</summary>
        BadCrcFirstBlock,

        /// <summary>The CRC of a later block is wrong.</summary>
        BadCrc,

        /// <summary>The radio ended the frame early, or a header announces more than the telegram
        /// has.</summary>
        Truncated,

        /// <summary>The chip's FIFO overflowed before the frame was whole.</summary>
        Overflow,

        /// <summary>A good frame that was dropped because no telegram was free.</summary>
        NoBuffer,

        /// <summary>Given up for another one: the radio began one without ending this one; or, as few
        /// telegrams were free, it was left to another radio, which receives it, too.</summary>
        Discarded,

        /// <summary>The radio profile is not one of this receiver's.</summary>
        Unsupported,

        /// <summary>A packet header whose CRC is right and whose fields are none of its
        /// specification.</summary>
        BadHeader,
    }
}
