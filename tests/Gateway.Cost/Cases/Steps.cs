namespace Gateway.Cost;

/// <summary>What the steps of a stage have cost.</summary>
internal sealed class Steps
{
    public int Count { get; private set; }

    public long Ops { get; private set; }

    public long Longest { get; private set; }

    /// <summary>Notes a step and returns its ops.</summary>
    public long Add(long ops)
    {
        Count++;
        Ops += ops;
        Longest = Math.Max(Longest, ops);
        return ops;
    }
}
