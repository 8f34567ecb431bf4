namespace Gateway.Mqtt
{
    /// <summary>Certificates of a TLS connection (1.2 or later), PEM text as bytes. The broker's certificate and
    /// its name are always checked; there is no switch against it.</summary>
    public sealed class MqttTlsOptions
    {
        /// <summary>The authorities that may have signed the broker's certificate; never null.</summary>
        public byte[] Authority { get; set; }

        /// <summary>Own certificate, with the chain that the broker needs; or null.</summary>
        public byte[] Certificate { get; set; }

        /// <summary>Private key of the own certificate; null with it.</summary>
        public byte[] PrivateKey { get; set; }
    }
}
