namespace Gateway.Uplink
{
    /// <summary>Certificates of a TLS connection, PEM text as bytes. None of it is ever printed.</summary>
    public sealed class TlsFiles
    {
        /// <summary>The authority that signed the broker's certificate; never null or empty: a broker that is
        /// not checked is not connected to.</summary>
        public byte[] Authority;

        /// <summary>Own certificate, or null when the broker asks for none.</summary>
        public byte[] Certificate;

        /// <summary>Private key of the own certificate; null with it.</summary>
        public byte[] PrivateKey;
    }
}
