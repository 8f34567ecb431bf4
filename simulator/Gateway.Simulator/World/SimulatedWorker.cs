using System;
using Gateway.Core;
using Gateway.Simulator.Storage;

namespace Gateway.Simulator.World;

/// <summary>
/// A worker in simulated time: the job's calls happen when it starts and say how long they took; its completion
/// comes that much later.
/// </summary>
internal sealed class SimulatedWorker(SimulatedBoard board, string name) : IWorker
{
    private const long LookNs = 100_000;

    private IJob _job;
    private bool _isDone;
    private bool _isFaulted;

    /// <inheritdoc/>
    public bool IsBusy => _job != null;

    /// <summary>Jobs that ended with an exception.</summary>
    public int Faults { get; private set; }

    /// <summary>Longest job, in ns.</summary>
    public long LongestNs { get; private set; }

    /// <inheritdoc/>
    public bool TryStart(IJob job)
    {
        if (_job != null)
        {
            return false;
        }

        _job = job;
        _isFaulted = false;
        board.BeginBlocking();
        try
        {
            job.Run();
        }
        catch (Exception e) when (e is not PowerCutException)
        {
            _isFaulted = true;
            Faults++;
            board.Warn($"{name} worker: {e.GetType().Name}: {e.Message}");
        }

        var costNs = board.EndBlocking();
        LongestNs = Math.Max(LongestNs, costNs);
        board.Time.Schedule(board.Time.NowNs + costNs, End);
        return true;
    }

    // Not before what it interprets has run.
    private void End()
    {
        if (board.Jobs.IsWaiting)
        {
            board.Time.Schedule(board.Time.NowNs + LookNs, End);
            return;
        }

        _isDone = true;
        board.Signal();
    }

    /// <inheritdoc/>
    public void Step(long nowUs)
    {
        if (_isDone)
        {
            _isDone = false;
            var job = _job;
            _job = null;
            job.Completed(nowUs, _isFaulted);
        }
    }
}
