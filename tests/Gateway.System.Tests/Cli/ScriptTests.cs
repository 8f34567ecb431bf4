using System;
using System.Diagnostics;
using System.IO;
using Gateway.Simulator.Cli;

namespace Gateway.System.Tests.Cli;

/// <summary>The script at the root, as far as it needs no build.</summary>
[TestClass]
public class ScriptTests
{
    [TestMethod]
    [DataRow("--help")]
    [DataRow("-h")]
    [DataRow("help")]
    public void Script_Help_ListsEveryCommand(string argument)
    {
        var (exitCode, output, errors) = Run(argument);
        Assert.AreEqual(ExitCode.Ok, exitCode, errors);
        foreach (var command in new[] { "demo", "test", "run", "replay", "feed", "capacity", "bench" })
        {
            StringAssert.Contains(output, $"\n  {command} ");
        }
    }

    [TestMethod]
    public void Script_WithoutCommand_IsWrongUsage()
    {
        var (exitCode, output, errors) = Run();
        Assert.AreEqual(ExitCode.Usage, exitCode);
        Assert.AreEqual("", output);
        StringAssert.Contains(errors, "usage: ./gateway <command>");
    }

    [TestMethod]
    public void Script_TestHelp_RunsNoTest()
    {
        var (exitCode, output, _) = Run("test", "--help");
        Assert.AreEqual(ExitCode.Ok, exitCode);
        StringAssert.Contains(output, "usage: ./gateway test");
    }

    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent!;
        }

        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("bash is not a matter of course on Windows");
        }

        var start = new ProcessStartInfo("bash")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(folder.FullName, "gateway"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
