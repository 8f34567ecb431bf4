using System.Diagnostics;
using System.IO;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>Progress as plain lines, for files and pipes.</summary>
internal sealed class PlainObserver(TextWriter to, int everySeconds) : IRunObserver
{
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

    public void Notice(string text) => to.WriteLine(text);

    public void Progress(IRunProgress progress)
    {
        if (_sinceLine.Elapsed.TotalSeconds < everySeconds)
        {
            return;
        }

        _sinceLine.Restart();
        to.WriteLine(LineOf(progress));
        to.Flush();
    }

    /// <summary>State of a run in one line.</summary>
    public static string LineOf(IRunProgress progress)
    {
        var r = progress.Counters();
        return $"{Durations.Clock(progress.SimTimeNs)} of {Durations.Clock(progress.DurationNs)}: " +
            $"{r.Air.Sent} sent, {r.Radio.ReceivedOk} received, {r.Store.Appended} stored, " +
            $"{r.Store.Acked} acknowledged, uplink {progress.UplinkState}";
    }
}
