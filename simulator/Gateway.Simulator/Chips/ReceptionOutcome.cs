namespace Gateway.Simulator.Chips;

/// <summary>What a receiver chip, as the firmware drove it, made of one transmission.</summary>
public enum ReceptionOutcome
{
    /// <summary>All its bits passed into the FIFO, in order and undamaged.</summary>
    ReceivedIntoFifo,

    /// <summary>The chip was not in receive mode, or not settled, when the sync word went by.</summary>
    MissedNotListening,

    /// <summary>The chip was busy with another frame, or with one that noise had made up.</summary>
    MissedBusy,

    /// <summary>It listened, but found no sync word: too weak, damaged, or the chip is tuned or configured
    /// otherwise.</summary>
    MissedNoSync,

    /// <summary>It listened, but carrier sense, which the sync mode asks for, was below its
    /// threshold.</summary>
    MissedCarrierSense,

    /// <summary>The chip took something inside the frame for its sync word.</summary>
    FalseSync,

    /// <summary>Its sync word was found, but bits after it arrived damaged.</summary>
    Damaged,

    /// <summary>The FIFO was full before the frame was through.</summary>
    LostOverflow,

    /// <summary>Reception was ended by the firmware, or by the packet length it set, before the frame was
    /// through.</summary>
    Aborted,
}
