namespace Gateway.Commands
{
    /// <summary>A request to commission a meter. Reused.</summary>
    public sealed class CommissionRequest
    {
        /// <summary>Name of the command's sender for it.</summary>
        public string Id;

        /// <summary>Name of the port.</summary>
        public string Port;

        /// <summary>Meter, as configured; <c>*</c> = the only one of a line.</summary>
        public string Meter;

        /// <summary>Who asked for it, for the audit.</summary>
        public string Who;

        /// <summary>Primary address that it shall have, 1 .. 250; 0 = it keeps its own.</summary>
        public int NewAddress;

        /// <summary>No turn begins at or after this time, in milliseconds since 1970-01-01 UTC.</summary>
        public long ExpiresMs;
    }
}
