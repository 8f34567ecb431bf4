namespace Gateway.Simulator.Meters.Wired;

/// <summary>What a wired M-Bus slave does otherwise than a well-behaved one. Scenario files use these names.</summary>
public enum MBusTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No power: never answers.</summary>
    Dead,

    /// <summary>Answers 1.1 .. 2 s after a request, deaf until then.</summary>
    SlowAnswer,

    /// <summary>Ignores everything but SND_NKE until it has heard two of them since its last reading.</summary>
    TwoNke,

    /// <summary>Known by its secondary address, but can be selected only after SND_NKE to its primary
    /// address.</summary>
    NkeToPrimary,

    /// <summary>The first byte of each of its replies gets lost (also a lone E5).</summary>
    FirstByteLost,

    /// <summary>Sleeps: hears a request only behind at least 100 wake-up bytes, then stays awake for 2 s.</summary>
    Sleeps,

    /// <summary>Answers a selection with wildcards, but not one with its full address.</summary>
    NotSelectable,

    /// <summary>Works without a parity bit instead of even parity.</summary>
    WrongParity,

    /// <summary>Works at the speed above the line's.</summary>
    WrongSpeed,

    /// <summary>Answers with the address of another slave.</summary>
    WrongReply,

    /// <summary>Runs on a battery: one reading in 69 minutes, silent in between.</summary>
    Battery,

    /// <summary>Announces one more telegram for ever.</summary>
    AlwaysMore,

    /// <summary>Sends noise.</summary>
    Garbles,

    /// <summary>Its replies break off in the middle.</summary>
    BreaksOff,

    /// <summary>Answers with "application busy".</summary>
    Busy,

    /// <summary>Answers the first request of a reading only at its repeat.</summary>
    MissesFirst,
}
