namespace Gateway.Simulator.World;

/// <summary>Where the command line gets its simulation from.</summary>
public static class SimulationFactory
{
    /// <summary>A new simulation.</summary>
    public static ISimulation Create() => new Simulation();
}
