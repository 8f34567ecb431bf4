namespace Gateway.Simulator.World;

/// <summary>The simulator as the command line sees it.</summary>
public interface ISimulation
{
    /// <summary>Runs a scenario to its end, or until it is asked to stop.</summary>
    /// <exception cref="SimulationException">It cannot be run: no broker, port in use and the
    /// like.</exception>
    RunResult Run(RunOptions options, IRunObserver observer);

    /// <summary>
    /// Puts lines on the air of a quiet bench, one after the other, at a gateway that forwards every
    /// telegram. Lines with an error are left out: the caller has told of them.
    /// </summary>
    /// <exception cref="SimulationException">As <see cref="Run"/>.</exception>
    void Feed(FeedOptions options, IFeedObserver observer);
}
