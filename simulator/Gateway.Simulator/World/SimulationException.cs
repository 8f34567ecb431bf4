using System;

namespace Gateway.Simulator.World;

/// <summary>A simulation cannot start or go on; the message is meant for the person at the
/// terminal.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>With a message.</summary>
    public SimulationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what led to it.</summary>
    public SimulationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
