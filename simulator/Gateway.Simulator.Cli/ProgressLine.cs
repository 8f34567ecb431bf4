using System;
using System.Diagnostics;
using Gateway.Simulator.World;
using Spectre.Console;

namespace Gateway.Simulator.Cli;

/// <summary>One line at the terminal that is rewritten while a run goes on. On standard error, so that the
/// summary can be redirected.</summary>
internal sealed class ProgressLine : IRunObserver
{
    private readonly StatusContext _status;
    private readonly IAnsiConsole _console;
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

    private ProgressLine(IAnsiConsole console, StatusContext status)
    {
        _console = console;
        _status = status;
    }

    /// <summary>Runs something with such a line.</summary>
    public static RunResult Execute(Func<IRunObserver, RunResult> run)
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) };
        var console = AnsiConsole.Create(settings);
        return console.Status().Start("starting", status => run(new ProgressLine(console, status)));
    }

    public void Notice(string text) => _console.WriteLine(text);

    public void Progress(IRunProgress progress)
    {
        if (_sinceLine.ElapsedMilliseconds >= 200)
        {
            _sinceLine.Restart();
            var percent = 100.0 * progress.SimTimeNs / Math.Max(1, progress.DurationNs);
            _status.Status($"{percent:F0} % {Markup.Escape(PlainObserver.LineOf(progress))}");
        }
    }
}
