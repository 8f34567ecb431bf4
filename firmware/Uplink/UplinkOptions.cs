using Gateway.Core;

namespace Gateway.Uplink
{
    /// <summary>Everything that the uplink is told at start. It is read once, by the constructor.</summary>
    public sealed class UplinkOptions
    {
        /// <summary>Gateway id, valid as <see cref="GatewayName"/> has it; also the MQTT client id.</summary>
        public string GatewayId;

        /// <summary>First levels of every topic.</summary>
        public string TopicPrefix = "metering";

        /// <summary>Firmware version (<c>fw</c>).</summary>
        public string FirmwareVersion = "0.0.0";

        /// <summary>Number of this start (<c>boot</c>).</summary>
        public long BootCount;

        /// <summary>Broker's name or address.</summary>
        public string BrokerHost;

        /// <summary>Broker's TCP port.</summary>
        public int BrokerPort = 1883;

        /// <summary>User name, or null.</summary>
        public string UserName;

        /// <summary>Password, or null.</summary>
        public string Password;

        /// <summary>Certificates; null = without TLS.</summary>
        public TlsFiles Tls;

        /// <summary>Keep-alive in seconds.</summary>
        public int KeepAliveS = 60;

        /// <summary>Knows the time of records that were stamped before it was set; null = they keep time
        /// since boot.</summary>
        public WallClock Clock;

        /// <summary>Hears of connections and of who was refused; may be null.</summary>
        public IEventLog Events;

        /// <summary>Decodes wired frames; null = records have the raw frame only.</summary>
        public IValueWriter Values;

        /// <summary>Records go out as CBOR instead of JSON; everything else stays JSON.</summary>
        public bool UsesCbor;

        /// <summary>Most records of a batch.</summary>
        public int BatchMaxRecords = Limits.MaxBatchRecords;

        /// <summary>Most bytes of a batch, at least <see cref="MessageBuilder.MinBytes"/>.</summary>
        public int BatchMaxBytes = 4096;

        /// <summary>Records that may be out before messages are sent unfilled; of interest with
        /// tenants.</summary>
        public int PressRecords = int.MaxValue;

        /// <summary>Longest time in milliseconds that a record waits for its batch to fill.</summary>
        public int BatchMaxAgeMs = Limits.MaxBatchAgeS * 1000;

        /// <summary>Time between two statistics in seconds; 0 = none.</summary>
        public int StatsIntervalS = 900;

        /// <summary>Most bytes of one radio in it.</summary>
        public const int StatsRadioBytes = 256;

        /// <summary>Most bytes of a statistics message; the buffer exists only while one is
        /// written.</summary>
        public int StatsMaxBytes = 2432 + StatsRadioBytes;

        /// <summary>Longest wait in milliseconds for a PUBACK before the connection is given up. The M2Mqtt
        /// client sends again by itself after 1 s, so this is several of its tries.</summary>
        public int AckTimeoutMs = 20_000;

        /// <summary>The first connection attempt comes after a random part of this many milliseconds, because
        /// after a mains failure a whole district starts in the same second.</summary>
        public int FirstDelayMs = 2_000;

        /// <summary>Window in milliseconds of the first reconnect delay.</summary>
        public int BackOffBaseMs = 5_000;

        /// <summary>Largest window in milliseconds of a reconnect delay.</summary>
        public int BackOffCapMs = 300_000;

        /// <summary>A connection that stood for this many milliseconds resets the back-off.</summary>
        public int StableMs = 60_000;
    }
}
