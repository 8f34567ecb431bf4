namespace Gateway.Simulator.Air;

/// <summary>What became of a transmission at a receiver's antenna, whatever its chip and firmware
/// did.</summary>
public enum AirOutcome
{
    /// <summary>Every bit from the sync word to the end of the frame arrived undamaged, and a receiver with
    /// no dead time would have been free to follow it.</summary>
    Delivered,

    /// <summary>Another transmission damaged it, or held such a receiver while its sync word went
    /// by.</summary>
    Collided,

    /// <summary>Noise alone damaged it.</summary>
    Weak,
}
