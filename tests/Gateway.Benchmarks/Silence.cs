using Gateway.Simulator.World;

namespace Gateway.Benchmarks;

/// <summary>Wants to hear nothing of a run.</summary>
internal sealed class Silence : IRunObserver
{
    public void Notice(string text)
    {
    }

    public void Progress(IRunProgress progress)
    {
    }
}
