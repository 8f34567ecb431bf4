namespace Gateway.Simulator.World;

// What the firmware's work costs, in simulated time.
public sealed partial class SimulatedBoard
{
    /// <summary>The processor will stand still for so long, from where the running job has got to.</summary>
    public void StallFor(long ns)
    {
        if (_blockingDepth > 0)
        {
            var fromNs = Time.NowNs + _blockingNs;
            _stalls.Enqueue((fromNs, fromNs + ns));
        }
    }

    /// <summary>Simulated time until which the processor stands still; not later than now when it does not.</summary>
    public long StalledUntilNs
    {
        get
        {
            while (_stalls.TryPeek(out var stall) && stall.ToNs <= Time.NowNs)
            {
                _stalls.Dequeue();
            }

            return _stalls.TryPeek(out var next) && next.FromNs <= Time.NowNs ? next.ToNs : 0;
        }
    }

    /// <summary>From here on costs of blocking calls are collected instead of moving the clock.</summary>
    public void BeginBlocking()
    {
        ChargeExecuted();
        _blockingDepth++;
        _blockingNs = 0;
    }

    /// <summary>What the blocking calls of the running job took so far, in ns; 0 outside a job.</summary>
    public long BlockingNs => _blockingDepth > 0 ? _blockingNs : 0;

    /// <summary>Microseconds since boot, without a bill for asking.</summary>
    public long PeekUs => (Time.NowNs - _bootNs) / 1000;

    /// <summary>Ends <see cref="BeginBlocking"/> and returns what was collected, in ns.</summary>
    public long EndBlocking()
    {
        var before = _executedOps;
        ForgetExecuted();
        Jobs.Add(_executedOps - before, Time.NowNs);
        _blockingDepth--;
        return _blockingNs + _cpu.OpsToNs(_executedOps - before);
    }

    /// <summary>What jobs have interpreted, where instructions are counted.</summary>
    public JobShare Jobs { get; } = new();

    /// <summary>A call blocked for so long.</summary>
    public void ChargeBlocking(long ns)
    {
        if (_blockingDepth > 0)
        {
            _blockingNs += ns;
        }
        else
        {
            Time.AdvanceTo(Time.NowNs + ns);
        }
    }

    /// <summary>The processor worked, at the price of the table; nothing where instructions are counted.</summary>
    public void Charge(double ops)
    {
        if (_blockingDepth == 0 && _cpu.ExecutedOps == null)
        {
            Time.AdvanceTo(Time.NowNs + _cpu.OpsToNs(ops));
        }
    }

    /// <summary>Time for what the firmware has executed since the last time, where it is counted.</summary>
    public void ChargeExecuted()
    {
        if (_blockingDepth == 0 && _cpu.ExecutedOps != null)
        {
            var ops = _cpu.ExecutedOps();
            var moved = ops - _executedOps;
            _executedOps = ops;
            Time.AdvanceTo(Time.NowNs + _cpu.OpsToNs(moved));
        }
    }

    /// <summary>The concentrator has returned to the main loop.</summary>
    public void EndPass()
    {
        ChargeExecuted();
        if (_cpu.ExecutedOps != null)
        {
            Time.AdvanceTo(Time.NowNs + _cpu.OpsToNs(_cpu.MainLoopOps));
        }
    }

    /// <summary>What was executed until now is not this board's loop: another board's work, or a job's.</summary>
    public void ForgetExecuted()
    {
        _executedOps = _cpu.ExecutedOps?.Invoke() ?? 0;
    }
}
