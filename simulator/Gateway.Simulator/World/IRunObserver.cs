namespace Gateway.Simulator.World;

/// <summary>Is told how a run gets on. Called on the thread of the simulation, between two events.</summary>
public interface IRunObserver
{
    /// <summary>Something that the person should know, once: which broker is used, a chip register that is
    /// not modelled.</summary>
    void Notice(string text);

    /// <summary>Called at least every simulated second or about every 50 ms of wall time, whichever is
    /// rarer.</summary>
    void Progress(IRunProgress progress);
}
