namespace Gateway.Simulator.World;

/// <summary>What fails, and how.</summary>
public enum FaultKind
{
    /// <summary>The radio chip has no power or no crystal.</summary>
    RadioDead,

    /// <summary>The data line from the radio chip is stuck high.</summary>
    RadioStuckHigh,

    /// <summary>A dip of the radio chip's supply: every register at its reset value.</summary>
    RadioBrownOut,

    /// <summary>The radio's crystal jumps by some parts per million, or drifts for a while.</summary>
    CrystalStep,

    /// <summary>The antenna or its cable loses some decibels.</summary>
    AntennaLoss,

    /// <summary>A network interface has lost its cable or its access point.</summary>
    InterfaceDown,

    /// <summary>Something is wrong with the modem, its SIM or its network.</summary>
    Modem,

    /// <summary>The broker, or what is between it and the gateway's network, does not do its part.</summary>
    Broker,

    /// <summary>The supply is gone.</summary>
    PowerCut,

    /// <summary>The supply warns that its input is gone.</summary>
    PowerWarning,

    /// <summary>Somebody presses the button.</summary>
    ButtonPressed,

    /// <summary>The card was pulled out.</summary>
    DiskDead,

    /// <summary>Somebody else's files take all the room that the log does not have yet.</summary>
    DiskFull,

    /// <summary>Bits of the log's files flip.</summary>
    DiskRot,

    /// <summary>The drive takes many times as long for everything.</summary>
    DiskSlow,

    /// <summary>The network's time is wrong.</summary>
    ClockStep,
}
