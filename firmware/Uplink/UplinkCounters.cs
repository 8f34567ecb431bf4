namespace Gateway.Uplink
{
    /// <summary>Counters since start; they wrap.</summary>
    public sealed class UplinkCounters
    {
        /// <summary>Connection attempts that ended, by <see cref="MqttConnectStatus"/>; index 0 =
        /// connected.</summary>
        public readonly int[] ConnectsByStatus = new int[(int)MqttConnectStatus.LinkDown + 1];

        /// <summary>Messages handed to the session.</summary>
        public int Published;

        /// <summary>Messages acknowledged by the broker, of any kind.</summary>
        public int Messages;

        /// <summary>Records acknowledged, alarms among them.</summary>
        public int Records;

        /// <summary>Alarm records acknowledged.</summary>
        public int Alarms;

        /// <summary>Statistics acknowledged.</summary>
        public int Stats;

        /// <summary>Statistics that did not fit into their buffer and were not sent.</summary>
        public int StatsTooLong;

        /// <summary>Times that no PUBACK came in time.</summary>
        public int AckTimeouts;

        /// <summary>Times that the client gave up on a publish.</summary>
        public int GaveUp;

        /// <summary>Times that a publish could not be sent.</summary>
        public int PublishFailures;

        /// <summary>Established connections that were lost.</summary>
        public int Losses;

        /// <summary>Jobs that ended with an exception.</summary>
        public int JobFaults;

        /// <summary>Incoming messages that found the inbox full.</summary>
        public int MessagesDropped;

        /// <summary>The reconnect delay drawn last, in milliseconds.</summary>
        public int LastDelayMs;

        /// <summary>Connections established.</summary>
        public int Connects => ConnectsByStatus[0];
    }
}
