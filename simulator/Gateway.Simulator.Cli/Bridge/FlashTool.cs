using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>The nanoff of this computer.</summary>
public sealed class FlashTool
{
    /// <summary>The line that installs it.</summary>
    public const string InstallLine = "dotnet tool install -g nanoff";

    private readonly string _file;

    private FlashTool(string file) => _file = file;

    /// <summary>nanoff on PATH, or where the .NET SDK puts its tools; null when it is not installed.</summary>
    public static FlashTool Find()
    {
        string name = OperatingSystem.IsWindows() ? "nanoff.exe" : "nanoff";
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders =
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            Path.Combine(home, ".dotnet", "tools"),
        ];
        string file = folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return file == null ? null : new FlashTool(file);
    }

    /// <summary>Its major version.</summary>
    /// <exception cref="IOException">It does not tell.</exception>
    public int MajorVersion()
    {
        using Process process = Start(["--version"], true);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        int digit = output.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        int end = digit < 0 ? -1 : output.IndexOf('.', digit);
        return end > digit && int.TryParse(output.AsSpan(digit, end - digit), out int major)
            ? major : throw new IOException($"{_file} --version says no version: {output.Trim()}");
    }

    /// <summary>Calls it; its output goes to the terminal.</summary>
    /// <returns>Its exit status.</returns>
    public int Run(FlashStep step)
    {
        using Process process = Start([.. step.Arguments], false);
        process.WaitForExit();
        return process.ExitCode;
    }

    private Process Start(string[] arguments, bool isRead)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(_file, arguments) { RedirectStandardOutput = isRead });
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"{_file}: cannot be started: {e.Message}", e);
        }
    }
}
