// A bridge at a real port in real time: one thread for the board, one for the broker, whose Connect blocks. They meet
// in the store and in the feed's queue of commands.
using System;
using System.Diagnostics;
using System.Threading;
using Gateway.Bridge.Ports;

namespace Gateway.Bridge;

/// <summary>Runs a bridge until it is told to stop.</summary>
public sealed class BridgeRunner(IBoardPort port, BridgeHost host, BrokerFeed feed, BoardSessionOptions options)
{
    private const int PollMs = 5;
    private const int MaxWaitMs = 1_000;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>The session with the board.</summary>
    public BoardSession Session { get; } = new(port, host, options);

    /// <summary>Microseconds since the start.</summary>
    public long NowUs => _clock.ElapsedTicks * 1_000_000 / Stopwatch.Frequency;

    /// <summary>Runs.</summary>
    /// <param name="isOver">Asked about once a second; true ends it.</param>
    /// <param name="stop">Ends it.</param>
    public void Run(Func<bool> isOver, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var publisher = feed == null ? null : new Thread(() => Publish(ending.Token)) { Name = "broker" };
        if (feed != null)
        {
            host.WakeFeed = () => feed.Woken.Set();
            publisher.Start();
        }

        try
        {
            StepBoard(isOver, ending.Token);
        }
        finally
        {
            ending.Cancel();
            feed?.Woken.Set();
            publisher?.Join();
        }
    }

    private void StepBoard(Func<bool> isOver, CancellationToken stop)
    {
        var handles = port.Woken == null ? null : new[] { port.Woken, stop.WaitHandle };
        while (!stop.IsCancellationRequested && !isOver())
        {
            var nowUs = NowUs;
            Session.Step(nowUs);
            var waitMs = (int)Math.Clamp((Session.NextWakeUs(NowUs) - NowUs) / 1_000, 1, MaxWaitMs);
            if (handles == null)
            {
                stop.WaitHandle.WaitOne(PollMs);
            }
            else
            {
                // A command of the broker wakes nobody here: it is looked for often enough.
                WaitHandle.WaitAny(handles, feed == null ? waitMs : Math.Min(waitMs, 50));
            }
        }
    }

    private void Publish(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var nextUs = feed.Step(NowUs);
            var waitMs = (int)Math.Clamp((nextUs - NowUs) / 1_000, 1, MaxWaitMs);
            feed.Woken.WaitOne(waitMs);
        }
    }
}
