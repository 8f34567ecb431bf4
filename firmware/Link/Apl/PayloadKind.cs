namespace Gateway.Link.Apl
{
    /// <summary>What follows a transport header, by its CI-field.</summary>
    public enum PayloadKind
    {
        /// <summary>A CI-field whose payload is not read here: DLMS, commands of other layers, the
        /// manufacturer's own, reserved ones.</summary>
        Unsupported = 0,

        /// <summary>Records (CI 72, 78, 7A of a meter; 51, 53, 55, 5A, 5B to one).</summary>
        Records,

        /// <summary>Compact frame (CI 79, 7B, and 73 on the radio).</summary>
        Compact,

        /// <summary>Format frame (CI 69, 6A, 6B).</summary>
        Format,

        /// <summary>Fixed data structure (CI 73 on the wire).</summary>
        Fixed,

        /// <summary>Application error (CI 70, 6E, 6F).</summary>
        ApplicationError,

        /// <summary>Alarm (CI 71, 74, 75).</summary>
        Alarm,

        /// <summary>A command of the wire without records: application reset (CI 50), selection by secondary
        /// address (52), switch of the baud rate (B8 .. BF).</summary>
        Command,

        /// <summary>Mode 2, high byte first (CI 76, 77): withdrawn from the standard and not read.</summary>
        HighByteFirst,
    }
}
