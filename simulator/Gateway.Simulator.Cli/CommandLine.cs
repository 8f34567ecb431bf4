using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using Gateway.Mqtt;
using Gateway.Simulator.Cli.Bridge;
using Gateway.Simulator.Cli.Capacity;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>The commands, and how their failures become messages and exit codes.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs.</summary>
    /// <param name="args">Arguments without the program's name.</param>
    /// <param name="create">Makes the simulation, only when a command needs it.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, Func<ISimulation> create)
    {
        var root =
            new RootCommand("Simulated smart-meter gateway: the board's firmware on simulated hardware.");
        root.Subcommands.Add(RunCommands.Demo(create));
        root.Subcommands.Add(RunCommands.Run(create));
        root.Subcommands.Add(RunCommands.Replay(create));
        root.Subcommands.Add(FeedCommand.Create(create));
        root.Subcommands.Add(DecodeCommand.Create());
        root.Subcommands.Add(CapacityCommand.Create());
        root.Subcommands.Add(UpdateCommand.Create());
        root.Subcommands.Add(BridgeCommand.Create());
        root.Subcommands.Add(SurveyCommand.Create());

        // No response files: a telegram file whose name begins with @ is a file like any other.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine("error: " + error.Message);
            }

            Console.Error.WriteLine(parsed.CommandResult.Command == root
                ? "try: gateway --help"
                : $"try: gateway{PathOf(parsed.CommandResult)} --help");
            return ExitCode.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e) when (e is UsageException or ScenarioException)
        {
            Console.Error.WriteLine("error: " + e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is SimulationException or MqttLibraryMissingException
            or MosquittoStartException or IOException)
        {
            Console.Error.WriteLine("error: " + e.Message);
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            // A defect of the simulator: everything that helps to find it, and still the promised exit code.
            Console.Error.WriteLine("error: the simulator failed: " + e);
            return ExitCode.Failed;
        }
    }

    // " update make": the words that were typed.
    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "";
}
