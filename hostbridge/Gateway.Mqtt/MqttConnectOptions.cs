namespace Gateway.Mqtt
{
    /// <summary>What a connection needs.</summary>
    public sealed class MqttConnectOptions
    {
        /// <summary>Host name or address.</summary>
        public string Host { get; set; }

        /// <summary>TCP port.</summary>
        public int Port { get; set; } = 1883;

        /// <summary>MQTT client id; empty lets the broker choose.</summary>
        public string ClientId { get; set; } = "";

        /// <summary>User name, or null.</summary>
        public string UserName { get; set; }

        /// <summary>Password, or null.</summary>
        public string Password { get; set; }

        /// <summary>Keep-alive in seconds.</summary>
        public int KeepAliveS { get; set; } = 60;

        /// <summary>Clean session.</summary>
        public bool CleanSession { get; set; } = true;

        /// <summary>Topic of the will, or null for none.</summary>
        public string WillTopic { get; set; }

        /// <summary>Payload of the will.</summary>
        public byte[] WillPayload { get; set; }

        /// <summary>Whether the will is retained.</summary>
        public bool WillRetain { get; set; }

        /// <summary>QoS of the will.</summary>
        public int WillQos { get; set; }

        /// <summary>Certificates; null = clear text. There is no falling back from one to the other.</summary>
        public MqttTlsOptions Tls { get; set; }

        /// <summary>Milliseconds to wait for CONNACK.</summary>
        public int TimeoutMs { get; set; } = 10_000;
    }
}
