namespace Gateway.Simulator.Meters;

/// <summary>How a meter puts a telegram on the air: link mode and frame format (EN 13757-4).</summary>
public enum AirMode
{
    /// <summary>T1: 3-out-of-6, frame format A.</summary>
    T1,

    /// <summary>C1: NRZ, frame format A.</summary>
    C1A,

    /// <summary>C1: NRZ, frame format B.</summary>
    C1B,
}
