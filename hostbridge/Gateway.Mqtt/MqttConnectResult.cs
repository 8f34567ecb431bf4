namespace Gateway.Mqtt
{
    /// <summary>Result of a connection attempt.</summary>
    public enum MqttConnectResult
    {
        /// <summary>CONNACK with success.</summary>
        Ok = 0,

        /// <summary>The name could not be resolved.</summary>
        NameNotResolved,

        /// <summary>Nobody answers at the address.</summary>
        Unreachable,

        /// <summary>No CONNACK in time.</summary>
        TimedOut,

        /// <summary>The broker refused the user, password or client id (CONNACK 2, 4, 5).</summary>
        NotAuthorized,

        /// <summary>The broker refused for another reason.</summary>
        Refused,

        /// <summary>No TLS connection, and neither side said why.</summary>
        TlsFailed,

        /// <summary>The broker's certificate is not signed by the authority given.</summary>
        CertificateUntrusted,

        /// <summary>The broker's certificate is for another name or address.</summary>
        CertificateWrongName,

        /// <summary>The broker's certificate or its authority's is not valid at this time.</summary>
        CertificateExpired,

        /// <summary>The broker wants a certificate, or another one than the own.</summary>
        OwnCertificateRefused,

        /// <summary>The authority, the own certificate or its key cannot be used at all.</summary>
        CertificateUnusable,
    }
}
