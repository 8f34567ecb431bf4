using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Gateway.System.Tests.Cli;

/// <summary>Runs the built `gateway` program to its end.</summary>
internal static class GatewayProcess
{
    /// <summary>Longest time that a run may take before the test fails.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments) =>
        RunProgram("dotnet", [Path.Combine(AppContext.BaseDirectory, "gateway.dll"), .. arguments]);

    /// <summary>Runs any program to its end.</summary>
    public static (int ExitCode, string Output, string Errors) RunProgram(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {_patience}");
        }

        Task.WaitAll(output, errors);
        return (process.ExitCode, output.Result, errors.Result);
    }
}
