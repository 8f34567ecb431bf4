namespace Gateway.Commands
{
    /// <summary>A request to a valve or a breaker. Reused.</summary>
    public sealed class ControlRequest
    {
        /// <summary>Name of the command's sender for it.</summary>
        public string Id;

        /// <summary>Name of the port.</summary>
        public string Port;

        /// <summary>Meter, as configured.</summary>
        public string Meter;

        /// <summary>What to do; the line knows which words its protocol has.</summary>
        public string Action;

        /// <summary>Who asked for it, for the audit.</summary>
        public string Who;

        /// <summary>Not sent at or after this time, in milliseconds since 1970-01-01 UTC.</summary>
        public long ExpiresMs;
    }
}
