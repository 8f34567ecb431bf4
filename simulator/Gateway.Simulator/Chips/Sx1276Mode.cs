namespace Gateway.Simulator.Chips;

/// <summary>Operating modes of the SX1276 in FSK (Semtech rev. 4, RegOpMode bits 2-0).</summary>
public enum Sx1276Mode
{
    /// <summary>Sleep: no crystal.</summary>
    Sleep = 0,

    /// <summary>Stdby: crystal only.</summary>
    Standby = 1,

    /// <summary>FSTx: synthesizer on the transmit frequency.</summary>
    SynthesizerTransmit = 2,

    /// <summary>Tx.</summary>
    Transmit = 3,

    /// <summary>FSRx: synthesizer on the receive frequency.</summary>
    SynthesizerReceive = 4,

    /// <summary>Rx.</summary>
    Receive = 5,
}
