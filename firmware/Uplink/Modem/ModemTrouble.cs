namespace Gateway.Uplink.Modem
{
    /// <summary>What is wrong with the modem or its connection.</summary>
    public enum ModemTrouble
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>No answer on the UART, also after the power key.</summary>
        NoAnswer,

        /// <summary>Answers that make no sense: wrong baud rate, noise.</summary>
        Garbled,

        /// <summary>No SIM.</summary>
        SimMissing,

        /// <summary>The SIM wants a PIN and none is configured.</summary>
        SimPinNeeded,

        /// <summary>The SIM refused the configured PIN; it is not tried again.</summary>
        SimPinWrong,

        /// <summary>The SIM wants its PUK.</summary>
        SimBlocked,

        /// <summary>The SIM does not work.</summary>
        SimFailed,

        /// <summary>No network takes the modem in.</summary>
        NoNetwork,

        /// <summary>The network denies the registration.</summary>
        RegistrationDenied,

        /// <summary>Only foreign networks, and roaming is off.</summary>
        RoamingNotAllowed,

        /// <summary>Registered, but no data connection: the access point name is wrong or data is
        /// barred.</summary>
        NoDataService,

        /// <summary>The broker's name is unknown.</summary>
        NameNotResolved,

        /// <summary>Nobody answers at the broker's address.</summary>
        BrokerUnreachable,

        /// <summary>The broker does not answer in time.</summary>
        BrokerTimedOut,

        /// <summary>The broker refused user, password or client id.</summary>
        BrokerRefusedLogin,

        /// <summary>The broker refused for another reason.</summary>
        BrokerRefused,

        /// <summary>The TLS handshake failed: one side refused the other's certificate.</summary>
        CertificateRefused,

        /// <summary>The modem has lost the certificate files.</summary>
        CertificateMissing,

        /// <summary>The modem's firmware does not know a TLS setting without which nothing is
        /// checked.</summary>
        TlsNotSupported,

        /// <summary>Settings that cannot be said to a modem.</summary>
        BadSettings,

        /// <summary>The connection was lost.</summary>
        ConnectionLost,
    }
}
