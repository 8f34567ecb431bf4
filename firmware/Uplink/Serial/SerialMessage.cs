namespace Gateway.Uplink.Serial
{
    /// <summary>First byte of a message (SPEC.md, "Messages").</summary>
    public static class SerialMessage
    {
        /// <summary>Version of everything.</summary>
        public const byte Version = 1;

        /// <summary>Board: connect to the broker for me. Client id, will topic, will, topic filter.</summary>
        public const byte Connect = (byte)'C';

        /// <summary>Board: publish. Packet id, flags, topic, payload.</summary>
        public const byte Publish = (byte)'P';

        /// <summary>Bridge: connected, a status.</summary>
        public const byte Connected = (byte)'K';

        /// <summary>Bridge: a publish is safe. Packet id.</summary>
        public const byte Published = (byte)'A';

        /// <summary>Bridge: a message for the topic filter. Topic, payload.</summary>
        public const byte Arrived = (byte)'M';

        /// <summary>Bridge: what time it is. Milliseconds since 1970.</summary>
        public const byte Time = (byte)'T';

        /// <summary>Bridge: begin (1) or end (0) a trace.</summary>
        public const byte Trace = (byte)'R';

        /// <summary>Flag of a publish: the broker keeps it.</summary>
        public const byte Retain = 1;
    }
}
