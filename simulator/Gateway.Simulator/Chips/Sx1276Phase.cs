namespace Gateway.Simulator.Chips;

/// <summary>What an SX1276 does in RX.</summary>
internal enum Sx1276Phase
{
    /// <summary>Not in RX.</summary>
    Off,

    /// <summary>On the way: TS_RE, synthesizer.</summary>
    Starting,

    /// <summary>Waits for RxTrigger.</summary>
    Waiting,

    /// <summary>AGC and AFC run.</summary>
    Adjusting,

    /// <summary>Looks for the sync word or follows a packet.</summary>
    Searching,

    /// <summary>After a packet, until a restart.</summary>
    Stopped,
}
