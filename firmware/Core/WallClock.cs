namespace Gateway.Core
{
    /// <summary>Wall-clock time as an offset to the time since boot. It is added when a record is stamped and
    /// never used to measure.</summary>
    public sealed class WallClock
    {
        private long _offsetUs;

        /// <summary>How the offset came about.</summary>
        public TimeQuality Quality { get; private set; }

        /// <summary>Sets the wall clock.</summary>
        /// <param name="unixMs">Milliseconds since 1970-01-01 UTC at <paramref name="nowUs"/>.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="quality">Where the time came from.</param>
        public void Set(long unixMs, long nowUs, TimeQuality quality)
        {
            _offsetUs = (unixMs * 1000) - nowUs;
            Quality = quality;
        }

        /// <summary>Milliseconds since 1970-01-01 UTC at <paramref name="atUs"/>; since boot while
        /// <see cref="Quality"/> is <see cref="TimeQuality.None"/>.</summary>
        public long ToUnixMs(long atUs)
        {
            return (atUs + _offsetUs) / 1000;
        }
    }
}
