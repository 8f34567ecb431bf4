namespace Gateway.Simulator.Chips;

/// <summary>States of the CC1101's main radio control (SWRS061I section 29.3, register 0x35
/// MARCSTATE).</summary>
public enum MarcState
{
    /// <summary>SLEEP.</summary>
    Sleep = 0x00,

    /// <summary>IDLE.</summary>
    Idle = 0x01,

    /// <summary>XOFF.</summary>
    CrystalOff = 0x02,

    /// <summary>MANCAL: calibration by strobe.</summary>
    ManualCalibration = 0x05,

    /// <summary>STARTCAL: calibration on the way to receive or transmit.</summary>
    Calibration = 0x08,

    /// <summary>FS_LOCK: the synthesizer settles.</summary>
    Settling = 0x0A,

    /// <summary>ENDCAL: calibration on the way back to IDLE.</summary>
    EndCalibration = 0x0C,

    /// <summary>RX.</summary>
    Receive = 0x0D,

    /// <summary>RX_RST: from the end of a packet to the next sync word search.</summary>
    ReceiveReset = 0x0F,

    /// <summary>TXRX_SWITCH.</summary>
    TransmitToReceive = 0x10,

    /// <summary>RXFIFO_OVERFLOW.</summary>
    RxFifoOverflow = 0x11,

    /// <summary>FSTXON.</summary>
    FastTransmitReady = 0x12,

    /// <summary>TX.</summary>
    Transmit = 0x13,

    /// <summary>RXTX_SWITCH.</summary>
    ReceiveToTransmit = 0x15,

    /// <summary>TXFIFO_UNDERFLOW.</summary>
    TxFifoUnderflow = 0x16,
}
