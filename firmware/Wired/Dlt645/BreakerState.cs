namespace Gateway.Wired.Dlt645
{
    /// <summary>What a meter says about its breaker.</summary>
    public enum BreakerState
    {
        /// <summary>It was not read.</summary>
        Unknown = 0,

        /// <summary>Connected.</summary>
        Closed = 1,

        /// <summary>Disconnected.</summary>
        Open = 2,
    }
}
