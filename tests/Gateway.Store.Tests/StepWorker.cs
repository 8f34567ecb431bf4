using Gateway.Core;

namespace Gateway.Store.Tests;

/// <summary>Runs a job at the first step after it was started, and delivers it at once.</summary>
internal sealed class StepWorker : IWorker
{
    private IJob _job;

    public int RunCount { get; private set; }

    public bool IsBusy => _job != null;

    public bool TryStart(IJob job)
    {
        if (_job != null)
        {
            return false;
        }

        _job = job;
        return true;
    }

    public void Step(long nowUs)
    {
        if (_job == null)
        {
            return;
        }

        var job = _job;
        job.Run();
        _job = null;
        RunCount++;
        job.Completed(nowUs, false);
    }
}
