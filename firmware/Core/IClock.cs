namespace Gateway.Core
{
    /// <summary>
    /// The board's time since boot. Only <c>App</c> reads it; every stage is given the time as a parameter.
    /// </summary>
    public interface IClock
    {
        /// <summary>Microseconds since boot; monotonic, never set.</summary>
        long NowUs { get; }
    }
}
