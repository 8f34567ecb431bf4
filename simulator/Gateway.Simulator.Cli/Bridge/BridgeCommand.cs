using System.CommandLine;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>bridge: joins a gateway, real or simulated, to the outside.</summary>
internal static class BridgeCommand
{
    public static Command Create()
    {
        var command = new Command("bridge", "The host bridge: joins a gateway, real or simulated, to the outside.");
        command.Subcommands.Add(SerialCommand.CreateSerial());
        command.Subcommands.Add(LinuxCommand.Create());
        command.Subcommands.Add(SerialCommand.CreateRecord());
        command.Subcommands.Add(EmitCommand.Create());
        command.Subcommands.Add(FlashCommand.Create());
        return command;
    }
}
