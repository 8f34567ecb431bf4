namespace Gateway.Commands
{
    /// <summary>What every request to one meter says. Reused.</summary>
    public abstract class MeterRequest
    {
        /// <summary>Name of the command's sender for it.</summary>
        public string Id;

        /// <summary>Name of the port.</summary>
        public string Port;

        /// <summary>Meter, as configured.</summary>
        public string Meter;

        /// <summary>Who asked for it, for the audit.</summary>
        public string Who;

        /// <summary>The members <c>id</c>, <c>port</c> and <c>meter</c> of an event, for
        /// <c>JsonWriter.Raw</c>: they stand in each step of the audit.</summary>
        public byte[] Facts;

        /// <summary>Nothing is begun at or after this time, in milliseconds since 1970-01-01 UTC.</summary>
        public long ExpiresMs;
    }
}
