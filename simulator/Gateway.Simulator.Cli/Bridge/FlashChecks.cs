using System;
using System.IO;
using System.Linq;
using Gateway.App;
using Gateway.Config;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>What has to be there before a board is written.</summary>
public static class FlashChecks
{
    private const int MaxConfigBytes = 32 * 1024;

    /// <summary>The folder of the repository that this program was built in; null elsewhere.</summary>
    public static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "Gateway.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    /// <summary>Where the board's project puts its image, relative to the repository.</summary>
    public static string ImagePath(FlashBoard board) =>
        $"firmware/boards/{board.Folder}/bin/nano/Release/{board.Image}";

    /// <summary>The only serial port that a board can be at.</summary>
    /// <param name="devices">Folder of the ports.</param>
    /// <param name="problem">Why there is none; null when there is one.</param>
    public static string FindPort(string devices, out string problem)
    {
        string[] found = !Directory.Exists(devices) ? [] : [.. Directory.GetFiles(devices)
            .Where(file => Path.GetFileName(file) is string name
                && (name.StartsWith("ttyUSB", StringComparison.Ordinal)
                    || name.StartsWith("ttyACM", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];
        problem = found.Length switch
        {
            0 => "no board is plugged in (no /dev/ttyUSB*, no /dev/ttyACM*); --port names another port",
            1 => null,
            _ => "more than one port, name the board's with --port: " + string.Join(", ", found),
        };
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>Why an image cannot be written; null = it can.</summary>
    public static string OfImage(FlashBoard board, string image)
    {
        FileInfo file = new(image);
        return !file.Exists ? $"{image}: is not there; hardware-docs/flashing.md, step 4, builds it"
            : file.Length == 0 ? $"{image}: is empty"
            : file.Length > board.MaxImageBytes
                ? $"{image}: has {file.Length} bytes, the board has room for {board.MaxImageBytes}" : null;
    }

    /// <summary>Why the board would not use a gateway.json, by the firmware's own judgement; null = it would.</summary>
    public static string OfConfig(string path)
    {
        try
        {
            byte[] text = File.ReadAllBytes(path);
            GatewayConfig config = new();
            string error = $"has more than {MaxConfigBytes} bytes";
            bool isGood = text.Length <= MaxConfigBytes
                && ConfigReader.TryRead(text, text.Length, config, out error)
                && ConcentratorSetup.TryCreate(config, out _, out error);
            return isGood ? null : $"{path}: {error}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Options.FileMessage(path, e);
        }
    }
}
