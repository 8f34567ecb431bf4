using System;

namespace Gateway.Simulator.World;

/// <summary>
/// What the jobs of the workers have made the interpreter do beside the loop. Its threads share one processor: a job runs
/// when the loop waits, and a loop that wants to go on waits for it, for as long as a quantum at most. Counted
/// instructions only; by the price table jobs are free.
/// </summary>
public sealed class JobShare
{
    private long _waitingOps;

    /// <summary>Jobs so far.</summary>
    public int Count { get; private set; }

    /// <summary>IL-op equivalents of all of them; the class library's own work, M2Mqtt's above all, is not in it.</summary>
    public long Ops { get; private set; }

    /// <summary>IL-op equivalents of the longest one.</summary>
    public long LongestOps { get; private set; }

    /// <summary>Ops of jobs that the loop has not let run yet.</summary>
    public long TakeWaiting()
    {
        var ops = _waitingOps;
        _waitingOps = 0;
        return ops;
    }

    internal void Add(long ops)
    {
        Count++;
        Ops += ops;
        LongestOps = Math.Max(LongestOps, ops);
        _waitingOps += ops;
    }
}
