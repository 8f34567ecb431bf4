namespace Gateway.Uplink
{
    /// <summary>Result of a connection attempt.</summary>
    public enum MqttConnectStatus
    {
        /// <summary>CONNACK with success.</summary>
        Ok = 0,

        /// <summary>The name could not be resolved.</summary>
        NameNotResolved,

        /// <summary>Nobody answers at the address.</summary>
        Unreachable,

        /// <summary>No CONNACK in time.</summary>
        TimedOut,

        /// <summary>The broker refused the user, password or client id.</summary>
        NotAuthorized,

        /// <summary>The broker refused for another reason.</summary>
        Refused,

        /// <summary>No TLS connection, and nobody said why; or the session cannot do TLS.</summary>
        TlsFailed,

        /// <summary>The broker's certificate was not accepted; the board's TLS does not say why.</summary>
        CertificateRefused,

        /// <summary>The broker's certificate is not signed by the configured authority.</summary>
        CertificateUntrusted,

        /// <summary>The broker's certificate is for another name or address.</summary>
        CertificateWrongName,

        /// <summary>The broker's certificate is not valid now, by the gateway's clock.</summary>
        CertificateExpired,

        /// <summary>The broker wants a certificate, or another one than the own.</summary>
        OwnCertificateRefused,

        /// <summary>The configured authority, certificate or key cannot be used at all.</summary>
        CertificateUnusable,

        /// <summary>The link itself is not there: no registration, no SIM, no modem.</summary>
        LinkDown,

        /// <summary>Not a result yet: the session reports it to the listener.</summary>
        Pending,
    }
}
