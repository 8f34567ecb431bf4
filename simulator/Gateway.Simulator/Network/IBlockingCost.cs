namespace Gateway.Simulator.Network;

/// <summary>
/// Where a call that would block the firmware's worker books the simulated time it took. The call returns at
/// once; whoever runs the job lets it complete after <see cref="ElapsedNs"/>.
/// </summary>
public interface IBlockingCost
{
    /// <summary>Nanoseconds booked since the running job began; 0 outside a job.</summary>
    long ElapsedNs { get; }

    /// <summary>Books <paramref name="ns"/> nanoseconds.</summary>
    void Charge(long ns);
}
