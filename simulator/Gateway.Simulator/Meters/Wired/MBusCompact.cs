namespace Gateway.Simulator.Meters.Wired;

/// <summary>Whether and how a wired M-Bus slave sends compact frames. Scenario files use these names.</summary>
public enum MBusCompact
{
    /// <summary>Full frames only.</summary>
    None,

    /// <summary>The first reading since power-up is a full frame, the others are compact frames with a short
    /// header.</summary>
    AfterFull,

    /// <summary>The first reading since power-up is a format frame, the others are compact frames without a
    /// header.</summary>
    AfterFormat,

    /// <summary>Compact frames only: nobody can read them who does not know the format.</summary>
    Unannounced,

    /// <summary>As after a full frame, with a wrong CRC over it.</summary>
    WrongCrc,

    /// <summary>As after a full frame, and the last byte of the data is missing.</summary>
    CutOff,
}
