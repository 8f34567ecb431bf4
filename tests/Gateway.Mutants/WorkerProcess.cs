using System.Diagnostics;
using System.Globalization;

namespace Gateway.Mutants;

/// <summary>A child process that tries one mutant after the other; anew after a crash, a hang or some dozens of
/// them.</summary>
/// <param name="target">Which part of the firmware.</param>
/// <param name="without">Tests that do not count, as <see cref="Worker.Run"/> has it.</param>
/// <param name="timeoutSeconds">Processor time that all tests together may take.</param>
internal sealed class WorkerProcess(Target target, string without, double timeoutSeconds) : IDisposable
{
    private const int MaxMutants = 30; // each leaves its assemblies behind
    private const int PollMs = 250;
    private const long MaxHeapBytes = 1L << 30;
    private Process? _process;
    private int _tried;

    /// <summary>Processor time of the child so far.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Tries a mutant.</summary>
    /// <param name="key">Which one; empty: none, the firmware as it is.</param>
    public Outcome Try(string key)
    {
        Process process = _tried < MaxMutants && _process is { HasExited: false } ? _process : Restart();
        _tried++;
        double before = process.TotalProcessorTime.TotalSeconds;
        process.StandardInput.WriteLine(key);
        process.StandardInput.Flush();
        Task<string?> answer = process.StandardOutput.ReadLineAsync();
        while (!answer.Wait(PollMs))
        {
            process.Refresh();
            if (!process.HasExited && process.TotalProcessorTime.TotalSeconds - before > timeoutSeconds)
            {
                End();
                return new Outcome(true, "", "hangs", 0);
            }
        }

        if (answer.Result == null)
        {
            End();
            return new Outcome(true, "", "ends the process", 0);
        }

        string[] parts = answer.Result.Split('\t');
        return parts[0] == Worker.Killed
            ? new Outcome(true, parts[1], parts[2], 0)
            : new Outcome(false, "", "", int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public void Dispose() => End();

    private Process Restart()
    {
        End();
        var start = new ProcessStartInfo(
            Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
            [typeof(Program).Assembly.Location, "--worker", target.Name, without])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = MaxHeapBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        _tried = 0;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { }; // what a crash has to say; nobody asks
        _process.BeginErrorReadLine();
        return _process;
    }

    private void End()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _process = null;
    }
}
