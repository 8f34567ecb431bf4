using System;
using System.Collections.Concurrent;
using System.Threading;
using Gateway.Core;

namespace Gateway.Uplink.Tests.EndToEnd;

/// <summary>A worker with a real thread, as a board has.</summary>
internal sealed class ThreadWorker : IWorker, IDisposable
{
    private readonly BlockingCollection<IJob> _jobs = [];
    private readonly AutoResetEvent _wake;
    private readonly Thread _thread;
    private IJob _finished;
    private bool _faulted;
    private bool _isBusy;

    public ThreadWorker(AutoResetEvent wake)
    {
        _wake = wake;
        _thread = new Thread(Run) { IsBackground = true, Name = "network worker" };
        _thread.Start();
    }

    public bool IsBusy => _isBusy;

    public bool TryStart(IJob job)
    {
        if (_isBusy)
        {
            return false;
        }

        _isBusy = true;
        _jobs.Add(job);
        return true;
    }

    public void Step(long nowUs)
    {
        var job = Interlocked.Exchange(ref _finished, null);
        if (job != null)
        {
            _isBusy = false;
            job.Completed(nowUs, _faulted);
        }
    }

    public void Dispose()
    {
        _jobs.CompleteAdding();
        _thread.Join();
        _jobs.Dispose();
    }

    private void Run()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            try
            {
                job.Run();
                _faulted = false;
            }
            catch (Exception)
            {
                _faulted = true;
            }

            Volatile.Write(ref _finished, job);
            _wake.Set();
        }
    }
}
