namespace Gateway.Link.Dlt645
{
    /// <summary>Whether a value can be used.</summary>
    public enum RegisterState : byte
    {
        /// <summary>It can.</summary>
        Ok = 0,

        /// <summary>All bytes FF: the meter has no value.</summary>
        NotAvailable = 1,

        /// <summary>A nibble above 9 where a digit belongs.</summary>
        InvalidDigit = 2,

        /// <summary>A date or time that does not exist.</summary>
        InvalidTime = 3,

        /// <summary>The data have another length than the register.</summary>
        WrongLength = 4,

        /// <summary>The data identifier is not in the table; the bytes are kept raw.</summary>
        Unknown = 5,
    }
}
