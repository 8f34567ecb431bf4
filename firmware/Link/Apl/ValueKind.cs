namespace Gateway.Link.Apl
{
    /// <summary>Which fields of a <see cref="DataRecord"/> hold its value. Letters are the data types of
    /// EN 13757-3 annex A.</summary>
    public enum ValueKind
    {
        /// <summary>No value: DIF without data, or selection for read-out.</summary>
        None = 0,

        /// <summary>Mantissa · 10^Exponent (types A and B).</summary>
        Number,

        /// <summary>The same, Mantissa without sign (types C and D).</summary>
        Unsigned,

        /// <summary>The low 32 bits of Mantissa are an IEEE 754 single, times 10^Exponent (type H).</summary>
        Real,

        /// <summary>Year, Month, Day (type G).</summary>
        Date,

        /// <summary>Year .. Minute (type F).</summary>
        DateTime,

        /// <summary>Year .. Second (type I).</summary>
        DateTimeSeconds,

        /// <summary>Hour .. Second (type J).</summary>
        Time,

        /// <summary>Month, Day and Hour at which daylight saving begins, and
        /// <see cref="DataRecord.EndMonth"/>
        /// and so on (type K).</summary>
        DaylightSaving,

        /// <summary>Characters of ISO 8859-1, the last one first in the data bytes.</summary>
        Text,

        /// <summary>Bytes as they are.</summary>
        Bytes,
    }
}
