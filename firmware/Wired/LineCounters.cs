namespace Gateway.Wired
{
    /// <summary>What happened on one line since start.</summary>
    public sealed class LineCounters
    {
        /// <summary>Tasks that ended.</summary>
        public int Tasks;

        /// <summary>Tasks refused because the queue was full.</summary>
        public int Refused;

        /// <summary>Requests sent.</summary>
        public int Exchanges;

        /// <summary>Exchanges that ended Ok.</summary>
        public int Ok;

        /// <summary>Exchanges without an answer.</summary>
        public int Silent;

        /// <summary>Exchanges whose answer was garbled.</summary>
        public int Garbled;

        /// <summary>Exchanges whose answer broke off.</summary>
        public int Truncated;

        /// <summary>Exchanges whose echo was wrong.</summary>
        public int EchoWrong;

        /// <summary>Exchanges or settings that the port refused.</summary>
        public int PortFailed;

        /// <summary>Times that a request had to wait because somebody was still sending.</summary>
        public int Strays;

        /// <summary>Bytes sent.</summary>
        public long SentBytes;

        /// <summary>Bytes received, echo not included.</summary>
        public long ReceivedBytes;

        /// <summary>Time during which there was a task, in microseconds.</summary>
        public long BusyUs;

        /// <summary>Time that the same exchanges take at least by the protocol: their bytes, its shortest
        /// pauses, and the first-byte timeout of each silent one; in microseconds. Divided by
        /// <see cref="BusyUs"/> it is the line's utilisation.</summary>
        public long MinimumUs;
    }
}
