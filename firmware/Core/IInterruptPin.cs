namespace Gateway.Core
{
    /// <summary>An input whose rising edge wakes the loop. The callback behind it only sets a flag.</summary>
    public interface IInterruptPin
    {
        /// <summary>Level now: true = high.</summary>
        bool Read();

        /// <summary>Whether a rising edge came since the last call; clears the flag.</summary>
        bool TakeEdge();
    }
}
