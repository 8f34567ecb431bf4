namespace Gateway.Uplink
{
    /// <summary>Everything that a connection needs. No key or password of it is ever printed.</summary>
    public sealed class MqttConnectRequest
    {
        /// <summary>Host name or address.</summary>
        public string Host;

        /// <summary>TCP port.</summary>
        public int Port;

        /// <summary>MQTT client id.</summary>
        public string ClientId;

        /// <summary>User name, or null.</summary>
        public string UserName;

        /// <summary>Password, or null.</summary>
        public string Password;

        /// <summary>Topic of the retained will.</summary>
        public string WillTopic;

        /// <summary>Payload of the will.</summary>
        public string WillPayload;

        /// <summary>Keep-alive in seconds.</summary>
        public int KeepAliveS;

        /// <summary>Certificates; null = without TLS. A session that cannot do TLS refuses: there is no
        /// falling back to clear text.</summary>
        public TlsFiles Tls;
    }
}
