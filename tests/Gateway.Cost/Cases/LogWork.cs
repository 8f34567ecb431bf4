namespace Gateway.Cost;

/// <summary>Tells the price of a step of the log from those of what it does.</summary>
internal sealed class LogWork
{
    private readonly Line _checks = new();
    private readonly List<(long Ops, uint Bytes, uint Staged)> _staging = [];

    /// <summary>Ops of a step that does nothing but look.</summary>
    public double StepOps => _checks.Intercept;

    /// <summary>Ops of a byte's CRC-32.</summary>
    public double ByteOps => _checks.Slope;

    /// <summary>Ops of a record copied into a commit.</summary>
    public double StagedOps =>
        _staging.Sum(step => step.Ops - StepOps - (step.Bytes * ByteOps)) / _staging.Sum(step => step.Staged);

    /// <summary>Notes a step.</summary>
    public void Add(long ops, uint bytes, uint staged)
    {
        if (staged > 0)
        {
            _staging.Add((ops, bytes, staged));
        }
        else
        {
            _checks.Add(bytes, ops);
        }
    }
}
