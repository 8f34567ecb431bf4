namespace Gateway.Simulator.Meters;

/// <summary>How a meter puts a telegram on the air: link mode and frame format .</summary>
public enum AirMode
{
    /// <summary>T1: 3-out-of-6, frame format A.</summary>
    T1,

    /// <summary>C1: NRZ, frame format A.</summary>
    C1A,

    /// <summary>C1: NRZ, frame format B.</summary>
    C1B,

    /// <summary>S1: Manchester, frame format A, long preamble.</summary>
    S1,

    /// <summary>The linkIQ-style mode (firmware/Link/LinkIq/SPEC.md).</summary>
    LinkIq,
}
