using System;
using Gateway.Core;

namespace Gateway.Uplink.Tests;

/// <summary>A worker that takes a fixed time for each job.</summary>
internal sealed class FakeWorker : IWorker
{
    private IJob _job;
    private long _readyUs;
    private bool _faulted;

    /// <summary>Time that a job takes.</summary>
    public long JobUs { get; set; } = 1_000;

    /// <summary>Whether somebody else has the slot.</summary>
    public bool IsTaken { get; set; }

    public long NowUs { get; set; }

    public long NextWakeUs => _job == null ? long.MaxValue : _readyUs;

    public bool IsBusy => IsTaken || _job != null;

    public bool TryStart(IJob job)
    {
        if (IsBusy)
        {
            return false;
        }

        _job = job;
        _readyUs = NowUs + JobUs;
        try
        {
            job.Run();
            _faulted = false;
        }
        catch (InvalidOperationException)
        {
            _faulted = true;
        }

        return true;
    }

    public void Step(long nowUs)
    {
        if (_job != null && nowUs >= _readyUs)
        {
            var job = _job;
            _job = null;
            job.Completed(nowUs, _faulted);
        }
    }
}
