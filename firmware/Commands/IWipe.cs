namespace Gateway.Commands
{
    /// <summary>Takes the gateway back to what left the factory.</summary>
    public interface IWipe
    {
        /// <summary>Whether the order is being written.</summary>
        bool IsBusy { get; }

        /// <summary>Whether the order is durable: the wipe takes place, whatever happens to the
        /// power.</summary>
        bool IsOrdered { get; }

        /// <summary>Starts to write the order.</summary>
        /// <returns>False when the worker is busy: try again.</returns>
        bool TryOrder();
    }
}
