namespace Gateway.Simulator.Meters.Wired;

/// <summary>What a DL/T 645 meter does otherwise than the standard says; scenario files use these names.</summary>
public enum Dlt645Trouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No power.</summary>
    Dead,

    /// <summary>Works at another line speed than its papers say.</summary>
    WrongSpeed,

    /// <summary>Sends no wake-up bytes.</summary>
    NoWakeUp,

    /// <summary>An extra 68 in front of each answer.</summary>
    ExtraStart,

    /// <summary>Some bytes behind each answer.</summary>
    TrailingBytes,

    /// <summary>Sends each answer twice.</summary>
    Repeats,

    /// <summary>Another meter's frame comes before the answer.</summary>
    OtherFirst,

    /// <summary>Its previous answer comes before the answer.</summary>
    StaleFirst,

    /// <summary>Answers with the address AAAAAAAAAAAA.</summary>
    WildcardAddress,

    /// <summary>Digits above 9 in its energies.</summary>
    InvalidDigits,

    /// <summary>Refuses with C5 and three bytes of its own.</summary>
    OddError,

    /// <summary>Says nothing to identifiers that it does not know.</summary>
    SilentOnUnknown,

    /// <summary>Answers after 500 ms, as late as allowed.</summary>
    Late,

    /// <summary>400 ms pause within each answer.</summary>
    Pauses,

    /// <summary>Hears only every second request.</summary>
    MissesFirst,

    /// <summary>A wrong check sum in every second answer.</summary>
    BadSums,

    /// <summary>Announces more frames without end.</summary>
    EndlessMore,

    /// <summary>Breaks off in the middle of every answer.</summary>
    BreaksOff,

    /// <summary>Also answers what is asked of others, later than they do.</summary>
    AnswersOthers,
}
