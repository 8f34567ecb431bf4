using Gateway.Core;

namespace Gateway.Simulator.World;

/// <summary>The button on a simulated device.</summary>
public sealed class SimulatedButton : IInputPin
{
    /// <summary>Whether somebody presses it.</summary>
    public bool IsPressed { get; set; }

    /// <inheritdoc/>
    public bool Read() => IsPressed;
}
