namespace Gateway.Link.Apl
{
    /// <summary>What stands at one place of an application layer payload.</summary>
    public enum RecordKind
    {
        /// <summary>DIF, VIF and value.</summary>
        Value = 0,

        /// <summary>DIF 0F: the rest belongs to the manufacturer.</summary>
        ManufacturerData,

        /// <summary>DIF 1F: the same, and the next telegram goes on with more records.</summary>
        MoreRecordsFollow,

        /// <summary>DIF 7F: request to read out everything; no VIF, no value.</summary>
        ReadoutRequest,

        /// <summary>Bytes whose structure cannot be known; the status says why. Always the last.</summary>
        Unreadable,
    }
}
