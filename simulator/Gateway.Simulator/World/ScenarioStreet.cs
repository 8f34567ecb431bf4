using System;

namespace Gateway.Simulator.World;

/// <summary>A straight street with houses on both sides; the meters of a group stand along it in order, floor by floor
/// within a house.</summary>
public sealed record ScenarioStreet
{
    /// <summary>Beginning of its middle line, in metres; z is the height of the lowest floor.</summary>
    public required (double X, double Y, double Z) FromMetres { get; init; }

    /// <summary>End of its middle line.</summary>
    public required (double X, double Y, double Z) ToMetres { get; init; }

    /// <summary>Distance between the meters of the two sides.</summary>
    public double WidthMetres { get; init; } = 20;

    /// <summary>Floors of a house.</summary>
    public int Floors { get; init; } = 1;

    /// <summary>Height of a floor.</summary>
    public const double FloorMetres = 3;

    /// <summary>Place of one of the meters.</summary>
    /// <param name="index">Its number in the group.</param>
    /// <param name="count">Meters of the group.</param>
    /// <param name="first">A uniform random number: how far along within its house.</param>
    /// <param name="second">Another one: how deep in its house.</param>
    public (double X, double Y, double Z) PlaceOf(int index, int count, double first, double second)
    {
        var house = index / Floors;
        var housesASide = Math.Max(1, (((count + Floors - 1) / Floors) + 1) / 2);
        var along = ((house / 2) + first) / housesASide;
        var (dx, dy) = (ToMetres.X - FromMetres.X, ToMetres.Y - FromMetres.Y);
        var length = Math.Max(1e-9, Math.Sqrt((dx * dx) + (dy * dy)));
        var side = ((house & 1) == 0 ? 0.5 : -0.5) * WidthMetres * (1 + (0.4 * second));
        return (
            FromMetres.X + (along * dx) - (side * dy / length),
            FromMetres.Y + (along * dy) + (side * dx / length),
            FromMetres.Z + (along * (ToMetres.Z - FromMetres.Z)) + (index % Floors * FloorMetres));
    }
}
