namespace Gateway.Uplink.Modem
{
    /// <summary>Counters since start; they wrap.</summary>
    public sealed class ModemCounters
    {
        /// <summary>Commands that got no answer in time.</summary>
        public int Silences;

        /// <summary>Commands that were refused.</summary>
        public int Refusals;

        /// <summary>Lines that nobody knows, or that were too long.</summary>
        public int UnknownLines;

        /// <summary>Times that the modem was switched on or off and on by its key.</summary>
        public int PowerCycles;

        /// <summary>Times that the reset line was used.</summary>
        public int Resets;

        /// <summary>Starts of the modem that nobody asked for.</summary>
        public int Reboots;

        /// <summary>Times that the modem's input was filled up to end a command that waits for
        /// data.</summary>
        public int Flushes;

        /// <summary>Connections to the broker.</summary>
        public int Connects;

        /// <summary>Connections lost.</summary>
        public int Losses;

        /// <summary>Incoming messages that were too long or incomplete.</summary>
        public int MessagesDropped;

        /// <summary>Bytes read from the modem.</summary>
        public int BytesIn;

        /// <summary>Bytes sent to the modem.</summary>
        public int BytesOut;
    }
}
