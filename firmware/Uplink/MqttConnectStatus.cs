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

        /// <summary>No TLS connection: a certificate was refused, or the session cannot do TLS.</summary>
        TlsFailed,

        /// <summary>The link itself is not there: no registration, no SIM, no modem.</summary>
        LinkDown,

        /// <summary>Not a result yet: the session reports it to the listener.</summary>
        Pending,
    }
}
