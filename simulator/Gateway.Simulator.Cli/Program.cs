using Gateway.Simulator.Cli.Bridge;

namespace Gateway.Simulator.Cli;

/// <summary>Entry point of the `gateway` program.</summary>
public static class Program
{
    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Main(string[] args) => CommandLine.Run(args, BridgedSimulation.Create);
}
