namespace Gateway.Commands
{
    /// <summary>A request to search a line. Reused.</summary>
    public sealed class SearchRequest
    {
        /// <summary>Id of the command, for events.</summary>
        public string Id;

        /// <summary>Name of the port.</summary>
        public string Port;

        /// <summary>Word of the command: <c>addresses</c>, <c>primary</c> or <c>digits</c>.</summary>
        public string What;

        /// <summary>Speed in bit/s; 0 = the line's usual one.</summary>
        public int BaudRate;

        /// <summary>Parity: 0 even, 1 none, 2 odd.</summary>
        public int Parity;

        /// <summary>No turn begins at or after this time, in milliseconds since 1970-01-01 UTC.</summary>
        public long ExpiresMs;
    }
}
