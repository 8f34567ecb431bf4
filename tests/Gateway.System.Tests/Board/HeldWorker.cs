using Gateway.Core;

namespace Gateway.System.Tests.Board;

/// <summary>A worker that takes a job and runs it when it is let go.</summary>
internal sealed class HeldWorker : IWorker
{
    private IJob _job;

    public bool IsHeld { get; set; }

    public bool IsBusy => IsHeld || _job != null;

    public bool TryStart(IJob job)
    {
        if (IsBusy)
        {
            return false;
        }

        _job = job;
        return true;
    }

    public void Step(long nowUs)
    {
        if (_job == null || IsHeld)
        {
            return;
        }

        var job = _job;
        job.Run();
        _job = null;
        job.Completed(nowUs, false);
    }
}
