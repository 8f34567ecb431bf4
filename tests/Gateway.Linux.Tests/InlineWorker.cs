using Gateway.Core;

namespace Gateway.Linux.Tests;

/// <summary>Runs a job when the loop next looks: no thread, the same order each time.</summary>
internal sealed class InlineWorker(System.Action wake) : IWorker
{
    private IJob _job;

    public bool IsBusy => _job != null;

    public bool TryStart(IJob job)
    {
        if (_job != null)
        {
            return false;
        }

        _job = job;
        wake();
        return true;
    }

    public void Step(long nowUs)
    {
        if (_job is IJob job)
        {
            job.Run();
            _job = null;
            job.Completed(nowUs, false);
        }
    }
}
