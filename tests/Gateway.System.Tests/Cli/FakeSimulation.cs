using System;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.Cli;

/// <summary>A simulation that does what a test says, for the command line's own logic.</summary>
internal sealed class FakeSimulation : ISimulation
{
    public RunOptions LastRun { get; private set; }

    public Func<RunOptions, IRunObserver, RunResult> OnRun { get; set; } = (_, _) =>
        new RunResult(new Report(), false);

    public Action<FeedOptions, IFeedObserver> OnFeed { get; set; } = (_, _) => { };

    public RunResult Run(RunOptions options, IRunObserver observer)
    {
        LastRun = options;
        return OnRun(options, observer);
    }

    public void Feed(FeedOptions options, IFeedObserver observer) => OnFeed(options, observer);
}
