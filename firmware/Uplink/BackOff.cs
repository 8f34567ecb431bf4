using Gateway.Core;

namespace Gateway.Uplink
{
    /// <summary>
    /// Reconnect delays: exponential, capped, with full jitter (uniform over the whole window), because a
    /// thousand gateways that lost the same broker in the same instant must not come back in step.
    /// </summary>
    public sealed class BackOff
    {
        private readonly RandomSource _random;
        private readonly int _baseMs;
        private readonly int _capMs;

        /// <summary>Delays from a generator that is seeded per device.</summary>
        /// <param name="baseMs">First window, at least 1.</param>
        /// <param name="capMs">Largest window, baseMs .. 2^30.</param>
        public BackOff(RandomSource random, int baseMs, int capMs)
        {
            _random = random;
            _baseMs = baseMs;
            _capMs = capMs;
            WindowMs = baseMs;
        }

        /// <summary>The window from which the next delay is drawn, in milliseconds.</summary>
        public int WindowMs { get; private set; }

        /// <summary>Draws a delay in milliseconds and doubles the window.</summary>
        public int NextMs()
        {
            int delayMs = 1 + _random.Next(WindowMs);
            WindowMs = WindowMs > _capMs / 2 ? _capMs : WindowMs * 2;
            return delayMs;
        }

        /// <summary>Back to the first window.</summary>
        public void Reset()
        {
            WindowMs = _baseMs;
        }
    }
}
