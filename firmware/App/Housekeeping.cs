using Gateway.Core;

namespace Gateway.App
{
    /// <summary>Follows the board's wall clock, which others set: the offset to the time since boot is taken
    /// again now and then, and a jump of it is counted.</summary>
    public sealed class Housekeeping : IStage
    {
        // While nobody has set the clock, records carry time since boot: ask often.
        private const long UnsetPeriodUs = 1000000;
        private const long SetPeriodUs = 60000000;

        // Differences below this are the drift of two oscillators, not a jump.
        private const long JumpMs = 2000;

        private readonly ITimeSource _time;
        private readonly WallClock _clock;

        /// <summary>Follows <paramref name="time"/>.</summary>
        public Housekeeping(ITimeSource time, WallClock clock)
        {
            _time = time;
            _clock = clock;
        }

        /// <summary>Times that the wall clock jumped after it had been set.</summary>
        public uint ClockJumps { get; private set; }

        /// <inheritdoc/>
        public long NextWakeUs { get; private set; }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            long unixMs;
            if (_time.TryGetUnixMs(out unixMs))
            {
                long differenceMs = unixMs - _clock.ToUnixMs(nowUs);
                if (_clock.Quality != TimeQuality.None && (differenceMs > JumpMs || differenceMs < -JumpMs))
                {
                    ClockJumps++;
                }

                _clock.Set(unixMs, nowUs, TimeQuality.Ntp);
                NextWakeUs = nowUs + SetPeriodUs;
            }
            else
            {
                _time.Start();
                NextWakeUs = nowUs + UnsetPeriodUs;
            }
        }
    }
}
