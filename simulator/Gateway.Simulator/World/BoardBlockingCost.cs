using Gateway.Simulator.Network;

namespace Gateway.Simulator.World;

/// <summary>Books what network calls cost to the board's running job.</summary>
internal sealed class BoardBlockingCost(SimulatedBoard board) : IBlockingCost
{
    /// <inheritdoc/>
    public long ElapsedNs => board.BlockingNs;

    /// <inheritdoc/>
    public void Charge(long ns) => board.ChargeBlocking(ns);
}
