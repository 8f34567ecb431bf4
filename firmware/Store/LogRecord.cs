using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>One entry of the log, in memory. Reused: readers copy what they keep.</summary>
    public sealed class LogRecord
    {
        /// <summary>Most payload bytes of a record.</summary>
        public const int MaxPayloadBytes = 1024;

        /// <summary>A record with room for any payload.</summary>
        public LogRecord()
            : this(MaxPayloadBytes)
        {
        }

        /// <summary>A record for a writer that needs less.</summary>
        /// <param name="payloadBytes">1 .. <see cref="MaxPayloadBytes"/>.</param>
        public LogRecord(int payloadBytes)
        {
            Payload = new byte[payloadBytes];
        }

        /// <summary>A record over an array of the caller's.</summary>
        public LogRecord(byte[] payload)
        {
            Payload = payload;
        }

        /// <summary>Sequence number: persistent, never reused; set by the store.</summary>
        public uint Seq;

        /// <summary>Milliseconds since 1970-01-01 UTC; in the log a negative number when
        /// <see cref="Quality"/> is None (<see cref="WallClock.Stamp"/>), published as milliseconds since
        /// boot.</summary>
        public long TimeMs;

        /// <summary>While it is published: number of the start that <see cref="TimeMs"/> counts from; 0 when
        /// it is wall-clock time.</summary>
        public uint Boot;

        /// <summary>How the time came about.</summary>
        public TimeQuality Quality;

        /// <summary>Class.</summary>
        public RecordClass Class;

        /// <summary>Source.</summary>
        public Protocol Protocol;

        /// <summary>Link mode; <see cref="LinkMode.None"/> for what did not come from the air.</summary>
        public LinkMode Mode;

        /// <summary>Received power in dBm, −128 .. 127; −128 = none.</summary>
        public int RssiDbm;

        /// <summary>Received power in dBm at a second radio that had the same frame, −128 .. −1 or 1 .. 127;
        /// 0 = none.</summary>
        public int SecondRssiDbm;

        /// <summary>Link quality 0 .. 127; 255 = none.</summary>
        public int Lqi;

        /// <summary>Frequency offset in hertz, ±(2^23 − 1).</summary>
        public int FrequencyOffsetHz;

        /// <summary>Tenants that it is for: bit n for the one with number n, 0 .. 7.</summary>
        public int Tenants;

        /// <summary>Whether it is for them alone, not for the gateway's own topic.</summary>
        public bool IsForTenantsOnly;

        /// <summary>true when the record was in the log before the last start or outage: backlog
        /// (<c>h</c>).</summary>
        public bool IsBacklog;

        /// <summary>[0, PayloadLength): for wireless M-Bus, the telegram. Who only appends may put another
        /// array here instead of copying.</summary>
        public byte[] Payload;

        /// <summary>Number of valid payload bytes.</summary>
        public int PayloadLength;
    }
}
