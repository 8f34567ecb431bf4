namespace Gateway.Linux.Ports;

/// <summary>How the direction of a half-duplex line is switched.</summary>
public enum SerialDirection
{
    /// <summary>Not by the computer: full duplex, an M-Bus level converter, or a transceiver that does it
    /// itself.</summary>
    None,

    /// <summary>The driver's RS-485 mode, RTS high while sending.</summary>
    RtsHigh,

    /// <summary>The driver's RS-485 mode, RTS low while sending.</summary>
    RtsLow,
}
