using System;

namespace Gateway.Simulator.Air;

/// <summary>A place in the simulated world, in metres from an arbitrary origin.</summary>
/// <param name="X">East, metres.</param>
/// <param name="Y">North, metres.</param>
/// <param name="Z">Up, metres.</param>
public readonly record struct Position(double X, double Y, double Z)
{
    /// <summary>Straight-line distance in metres.</summary>
    public double DistanceTo(Position other)
    {
        var x = X - other.X;
        var y = Y - other.Y;
        var z = Z - other.Z;
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}
