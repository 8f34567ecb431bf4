using System;
using System.Threading;
using Gateway.Core;

namespace Gateway.Linux.Ports;

/// <summary>A worker with a thread of its own.</summary>
public sealed class ThreadWorker : IWorker
{
    private readonly AutoResetEvent _start = new(false);
    private readonly Action _wake;
    private IJob _job;
    private int _isDone;
    private bool _isFaulted;

    /// <summary>Starts the thread.</summary>
    /// <param name="wake">Called when a job has ended.</param>
    public ThreadWorker(Action wake)
    {
        _wake = wake;
        new Thread(Loop) { IsBackground = true, Name = "worker" }.Start();
    }

    /// <inheritdoc/>
    public bool IsBusy => _job != null;

    /// <summary>What the last faulted job threw; null when there was none.</summary>
    public Exception LastFault { get; private set; }

    /// <inheritdoc/>
    public bool TryStart(IJob job)
    {
        if (_job != null)
        {
            return false;
        }

        _job = job;
        _start.Set();
        return true;
    }

    /// <inheritdoc/>
    public void Step(long nowUs)
    {
        if (Interlocked.CompareExchange(ref _isDone, 0, 1) == 1)
        {
            IJob job = _job;
            _job = null;
            job.Completed(nowUs, _isFaulted);
        }
    }

    private void Loop()
    {
        for (; ; )
        {
            _start.WaitOne();
            try
            {
                _job.Run();
                _isFaulted = false;
            }
            catch (Exception e)
            {
                // The job is told; the firmware's own code must not end the process.
                _isFaulted = true;
                LastFault = e;
            }

            Interlocked.Exchange(ref _isDone, 1);
            _wake();
        }
    }
}
