using Gateway.Simulator.Air;

namespace Gateway.Simulator.World;

/// <summary>Something that sends now and then.</summary>
public interface IAirSender
{
    /// <summary>Simulated time at which the next transmission starts; <see cref="long.MaxValue"/>: never.</summary>
    long NextStartNs { get; }

    /// <summary>That transmission; moves <see cref="NextStartNs"/> on, never back.</summary>
    Transmission Next();
}
