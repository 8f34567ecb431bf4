namespace Gateway.Link.Apl
{
    /// <summary>Why a record's value is not to be used. From <see cref="Truncated"/> on the record's length
    /// is unknown as well, so that it is the last one.</summary>
    public enum RecordStatus
    {
        /// <summary>The value is good.</summary>
        Ok = 0,

        /// <summary>The meter says that it has no value: BCD digits DB..BB.</summary>
        NotAvailable,

        /// <summary>A digit A .. E, or F elsewhere than in front.</summary>
        InvalidBcd,

        /// <summary>A date that the meter marks invalid, or with a field out of range.</summary>
        InvalidDate,

        /// <summary>A real that is no number.</summary>
        InvalidReal,

        /// <summary>More digits than 64 bits hold.</summary>
        Overflow,

        /// <summary>The VIF names a time, and the data field is of no type for times.</summary>
        TypeMismatch,

        /// <summary>Data of a type that this decoder keeps raw (types K, L, M).</summary>
        UnsupportedType,

        /// <summary>A VIF or VIFE that the standard reserves: a number without known meaning.</summary>
        ReservedVif,

        /// <summary>A VIFE carries an error that the meter reports:
        /// <see cref="DataRecord.ErrorCode"/>.</summary>
        MeterError,

        /// <summary>The payload ends within the record.</summary>
        Truncated,

        /// <summary>More than 10 DIFEs.</summary>
        TooManyDife,

        /// <summary>More than 10 VIFEs.</summary>
        TooManyVife,

        /// <summary>A special DIF that the standard reserves.</summary>
        ReservedDif,

        /// <summary>A length of variable data (LVAR) that the standard reserves.</summary>
        ReservedLength,

        /// <summary>A compact frame has more bytes than its format describes.</summary>
        DataLeft,
    }
}
