// bridge flash: checks, then prints or does what hardware-docs/flashing.md says. Nothing is written without --yes.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>bridge flash: the image onto a board.</summary>
internal static class FlashCommand
{
    // What a person who has not got the tool yet will get.
    private const int PrintedVersion = 2;

    private sealed record Request(
        FlashBoard Board, string Port, string Image, string Config, bool IsImageOnly, bool IsPrint, bool IsYes);

    public static Command Create()
    {
        string names = string.Join('|', FlashBoard.All.Select(board => board.Name));
        Option<string> name = new("--board")
        {
            Description = "which board", HelpName = names, DefaultValueFactory = _ => "esp32",
        };
        Option<string> port = new("--port")
        {
            Description = "serial port of an ESP32 (default: the only one there); the STM32 is written by its ST-LINK",
            HelpName = "PORT",
        };
        Option<string> image = new("--image")
        {
            Description = "default: what the board's project has built", HelpName = "FILE",
        };
        Option<string> config = new("--config")
        {
            Description = "gateway.json for an ESP32: checked as the board will, then copied to it", HelpName = "FILE",
        };
        Option<bool> imageOnly = new("--image-only")
        {
            Description = "a new image for a board that has run one before",
        };
        Option<bool> print = new("--print") { Description = "only print the lines, whatever is missing" };
        Option<bool> yes = new("--yes") { Description = "do it: what is on the board is overwritten" };
        Command flash = new("flash", "Checks, then prints or (--yes) does what writes the gateway onto a board.")
        {
            name, port, image, config, imageOnly, print, yes,
        };
        flash.SetAction(parsed =>
        {
            FlashBoard board = FlashBoard.Find(parsed.GetValue(name))
                ?? throw new UsageException($"--board: \"{parsed.GetValue(name)}\" is not one of {names}");
            if (parsed.GetValue(print) && parsed.GetValue(yes))
            {
                throw new UsageException("--print and --yes exclude each other");
            }

            return Run(new Request(
                board, parsed.GetValue(port), parsed.GetValue(image), parsed.GetValue(config),
                parsed.GetValue(imageOnly), parsed.GetValue(print), parsed.GetValue(yes)));
        });
        return flash;
    }

    private static int Run(Request request)
    {
        FlashBoard board = request.Board;
        List<string> problems = [];
        string image = request.Image ?? Path.Combine(FlashChecks.Repository() ?? "", FlashChecks.ImagePath(board));
        string port = request.Port ?? (board.UsesProbe
            ? null : FlashChecks.FindPort("/dev", out string noPort) ?? Note(noPort));
        if (request.Port != null && !OperatingSystem.IsWindows() && !File.Exists(request.Port))
        {
            problems.Add($"{request.Port}: is not there");
        }

        FlashTool tool = FlashTool.Find();
        if (tool == null)
        {
            problems.Add("nanoff is not installed: " + FlashTool.InstallLine);
        }

        AddTo(problems, FlashChecks.OfImage(board, image));
        AddTo(problems, request.Config == null ? null : FlashChecks.OfConfig(request.Config));
        string deployment = request.Config == null || board.UsesProbe ? null : "deploy.json";
        FlashPlan plan = new(board, port ?? "<port>", image, deployment, request.IsImageOnly);
        int major = tool == null ? PrintedVersion : tool.MajorVersion();
        if (request.IsYes && problems.Count == 0)
        {
            return Do(plan, tool, major, request.Config);
        }

        Print(plan, major, request.Config);
        foreach (string problem in problems)
        {
            Console.Error.WriteLine((request.IsPrint ? "note: " : "error: ") + problem);
        }

        if (problems.Count == 0 && !request.IsPrint)
        {
            Console.Error.WriteLine("everything is there; --yes does it");
        }

        return request.IsPrint || problems.Count == 0 ? ExitCode.Ok : ExitCode.Failed;

        string Note(string problem)
        {
            AddTo(problems, problem);
            return null;
        }
    }

    private static void AddTo(List<string> problems, string problem)
    {
        if (problem != null)
        {
            problems.Add(problem);
        }
    }

    private static void Print(FlashPlan plan, int major, string config)
    {
        foreach (FlashStep step in plan.Steps(major))
        {
            Console.Out.WriteLine("# " + step.What);
            if (step.Arguments.Contains("deploy.json"))
            {
                Console.Out.WriteLine("# deploy.json: " + DeploymentOf(plan, config));
            }

            Console.Out.WriteLine(step.Line);
        }

        if (plan.Board.UsesProbe)
        {
            Console.Out.WriteLine("# gateway.json: copy it to the root of the SD card");
        }
    }

    private static int Do(FlashPlan plan, FlashTool tool, int major, string config)
    {
        string folder = Directory.CreateTempSubdirectory("gateway-flash-").FullName;
        try
        {
            FlashPlan real = plan;
            if (plan.Deployment != null)
            {
                real = plan with { Deployment = Path.Combine(folder, plan.Deployment) };
                File.WriteAllText(real.Deployment, DeploymentOf(plan, config));
            }

            foreach (FlashStep step in real.Steps(major))
            {
                Console.Out.WriteLine($"{step.What}: {step.Line}");
                int status = tool.Run(step);
                if (status != 0)
                {
                    Console.Error.WriteLine(
                        $"error: nanoff ended with {status}; nothing behind this step was done "
                        + "(hardware-docs/flashing.md)");
                    return ExitCode.Failed;
                }
            }

            Console.Out.WriteLine("done; next: hardware-docs/flashing.md, step 7");
            return ExitCode.Ok;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static string DeploymentOf(FlashPlan plan, string config) => JsonSerializer.Serialize(new
    {
        serialport = plan.Port,
        files = new[] { new { DestinationFilePath = @"I:\gateway.json", SourceFilePath = Path.GetFullPath(config) } },
    });
}
