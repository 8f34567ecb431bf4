namespace Gateway.Cost;

/// <summary>What the steps of a stage have cost.</summary>
internal sealed class Steps
{
    public int Number { get; private set; }

    public long Ops { get; private set; }

    public long Longest { get; private set; }

    /// <summary>The longest by method, as <see cref="Counter.ByMethod"/> has them; null unless
    /// <see cref="IsProfiled"/>.</summary>
    public double[] LongestByMethod { get; private set; }

    /// <summary>Whether the longest is to be told by method.</summary>
    public bool IsProfiled { get; init; }

    /// <summary>Counts a step and returns its ops.</summary>
    public long Count(Action step)
    {
        var before = IsProfiled ? (long[])Counter.ByMethod.Clone() : null;
        var ops = Counter.Of(step);
        if (before != null && ops > Longest)
        {
            LongestByMethod = [.. Counter.ByMethod.Select((after, method) => (double)(after - before[method]))];
        }

        return Add(ops);
    }

    /// <summary>Notes a step and returns its ops.</summary>
    public long Add(long ops)
    {
        Number++;
        Ops += ops;
        Longest = Math.Max(Longest, ops);
        return ops;
    }
}
