using System;
using System.CommandLine;
using Gateway.Linux;
using Gateway.Linux.Kernel;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>bridge linux: the very firmware on this computer, with the chips that are wired to it.</summary>
internal static class LinuxCommand
{
    public static Command Create()
    {
        var config = new Option<string>("--config")
        {
            Description = "what is wired to this computer (hostbridge/README.md); gateway.json is in its \"folder\"",
            HelpName = "linux.json",
            Required = true,
        };
        var check = new Option<bool>("--check")
        {
            Description = "only open everything, start the radios once and say what was found",
        };
        var linux = new Command("linux", "Runs the firmware on this Linux computer with real chips, until Ctrl-C.")
        {
            config, check,
        };
        linux.SetAction(parsed => Run(parsed.GetValue(config), parsed.GetValue(check)));
        return linux;
    }

    private static int Run(string file, bool isCheck)
    {
        try
        {
            var settings = SettingsReader.Read(file);
            var gateway = new LinuxGateway(new LinuxKernel(), settings, new LinuxServices(), Console.Out);
            if (isCheck)
            {
                return gateway.Check() ? ExitCode.Ok : ExitCode.Failed;
            }

            using var stop = new StopSignal();
            Console.Out.WriteLine($"the gateway runs; files in {settings.Folder}; Ctrl-C ends it");
            gateway.Run(stop.Token);
            return ExitCode.Ok;
        }
        catch (SettingsException e)
        {
            throw new UsageException(e.Message);
        }
        catch (Exception e) when (e is DeviceException or PlatformNotSupportedException)
        {
            Console.Error.WriteLine("error: " + e.Message);
            return ExitCode.Failed;
        }
    }
}
