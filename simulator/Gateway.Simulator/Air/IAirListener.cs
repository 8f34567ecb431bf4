namespace Gateway.Simulator.Air;

/// <summary>What a receiver is told by the air. Both calls come from within an event.</summary>
public interface IAirListener
{
    /// <summary>The first bit of a transmission begins to arrive.</summary>
    void ArrivalStarted(Arrival arrival);

    /// <summary>The last bit of it has arrived.</summary>
    /// <param name="arrival">The same object as at the start.</param>
    /// <param name="outcome">What a perfect receiver would have made of it.</param>
    void ArrivalEnded(Arrival arrival, AirOutcome outcome);
}
