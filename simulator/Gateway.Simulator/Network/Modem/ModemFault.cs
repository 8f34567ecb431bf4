namespace Gateway.Simulator.Network.Modem;

/// <summary>What can be wrong with a modem, its SIM or its network.</summary>
public enum ModemFault
{
    /// <summary>No cell in reach: no registration, a standing connection dies.</summary>
    NetworkLost,

    /// <summary>The network denies the registration.</summary>
    RegistrationDenied,

    /// <summary>No SIM in its holder; seen when the modem starts.</summary>
    SimMissing,

    /// <summary>The SIM is locked by a PIN; seen when the modem starts.</summary>
    SimPin,

    /// <summary>The firmware hangs: no answer to anything but the power key.</summary>
    Stuck,

    /// <summary>The firmware hangs and the key does nothing: only the reset line helps.</summary>
    StuckHard,

    /// <summary>Every answer takes 0.8 s longer.</summary>
    SlowAnswers,

    /// <summary>One in 200 bytes to the gateway is changed or lost.</summary>
    GarbledAnswers,

    /// <summary>Prompts do not reach the gateway; the modem waits for the data all the same.</summary>
    LostPrompt,

    /// <summary>The data service cannot be started: wrong access point name, no credit.</summary>
    NoData,

    /// <summary>The broker refuses the login.</summary>
    BrokerRefused,

    /// <summary>The TLS handshake fails.</summary>
    TlsRefused,
}
