using Gateway.Standins;

namespace System
{
    /// <summary>nanoFramework's wall clock: it jumps when the network time service sets it.</summary>
    internal readonly struct DateTime
    {
        private DateTime(long ticks)
        {
            Ticks = ticks;
        }

        /// <summary>Now, by the board's clock.</summary>
        public static DateTime UtcNow => new DateTime(StandinHost.Required.UtcTicks);

        /// <summary>100 ns since 0001-01-01.</summary>
        public long Ticks { get; }
    }
}
