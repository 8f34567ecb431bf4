namespace Gateway.Simulator.Network;

/// <summary>A plain <see cref="IBlockingCost"/>: <see cref="Take"/> after each job.</summary>
public sealed class BlockingCost : IBlockingCost
{
    /// <inheritdoc/>
    public long ElapsedNs { get; private set; }

    /// <inheritdoc/>
    public void Charge(long ns) => ElapsedNs += ns;

    /// <summary>What the job took, in nanoseconds; starts again at 0.</summary>
    public long Take()
    {
        var taken = ElapsedNs;
        ElapsedNs = 0;
        return taken;
    }
}
