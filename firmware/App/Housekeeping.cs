using Gateway.Core;
using Gateway.Uplink.Modem;

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
        private readonly ModemDriver _modem;
        private readonly WallClock _clock;

        /// <summary>Follows the network's time, and a modem's while the network does not tell.</summary>
        /// <param name="time">The board's clock, set by a time server.</param>
        /// <param name="modem">null when there is none.</param>
        /// <param name="clock">What is set.</param>
        public Housekeeping(ITimeSource time, ModemDriver modem, WallClock clock)
        {
            _time = time;
            _modem = modem;
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
                Set(unixMs, nowUs, TimeQuality.Ntp);
                return;
            }

            _time.Start();
            if (_modem != null && _modem.TryGetUnixMs(nowUs, out unixMs))
            {
                // To the second, and as good as the mobile network keeps it.
                Set(unixMs, nowUs, TimeQuality.Rtc);
                return;
            }

            NextWakeUs = nowUs + UnsetPeriodUs;
        }

        private void Set(long unixMs, long nowUs, TimeQuality quality)
        {
            long differenceMs = unixMs - _clock.ToUnixMs(nowUs);
            if (_clock.Quality != TimeQuality.None && (differenceMs > JumpMs || differenceMs < -JumpMs))
            {
                ClockJumps++;
            }

            _clock.Set(unixMs, nowUs, quality);
            NextWakeUs = nowUs + SetPeriodUs;
        }
    }
}
