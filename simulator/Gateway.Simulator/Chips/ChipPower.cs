namespace Gateway.Simulator.Chips;

/// <summary>What of a receiver chip takes current.</summary>
public enum ChipPower
{
    /// <summary>Nothing but the registers, or not even those.</summary>
    Sleep = 0,

    /// <summary>The crystal.</summary>
    Idle,

    /// <summary>Synthesizer and receiver, and the ways there.</summary>
    Receive,
}
