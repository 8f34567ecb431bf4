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
    private long _sinceNs;

    /// <summary>Jobs so far.</summary>
    public int Count { get; private set; }

    /// <summary>IL-op equivalents of all of them; the class library's own work, M2Mqtt's above all, is not in it.</summary>
    public long Ops { get; private set; }

    /// <summary>IL-op equivalents of the longest one.</summary>
    public long LongestOps { get; private set; }

    /// <summary>Whether a job has work that has not run yet: it cannot have ended.</summary>
    public bool IsWaiting => _waitingOps > 0;

    /// <summary>Takes what runs now of the jobs that wait: a quantum at most, and nothing while the loop goes on and its own
    /// quantum lasts.</summary>
    /// <param name="nowNs">Simulated time.</param>
    /// <param name="isLoopWaiting">Whether the loop waits.</param>
    /// <param name="cpu">Price of an op, and the quantum.</param>
    /// <returns>How long it takes, in ns.</returns>
    public long TakePart(long nowNs, bool isLoopWaiting, CpuModel cpu)
    {
        if (_waitingOps == 0 || (!isLoopWaiting && nowNs - _sinceNs < cpu.QuantumNs))
        {
            return 0;
        }

        var ops = (long)Math.Min(_waitingOps, cpu.QuantumNs / cpu.OpsToNs(1));
        _waitingOps -= ops;
        _sinceNs = nowNs;
        return cpu.OpsToNs(ops);
    }

    /// <summary>What waits runs elsewhere, or never: the board has lost its power.</summary>
    public void Forget() => _waitingOps = 0;

    internal void Add(long ops, long nowNs)
    {
        Count++;
        Ops += ops;
        LongestOps = Math.Max(LongestOps, ops);
        _sinceNs = _waitingOps > 0 ? _sinceNs : nowNs;
        _waitingOps += ops;
    }
}
