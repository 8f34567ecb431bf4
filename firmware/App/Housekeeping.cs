using Gateway.Core;
using Gateway.Uplink.Links;

namespace Gateway.App
{
    /// <summary>Follows the board's wall clock, which others set: the offset to the time since boot is taken
    /// again now and then, and a jump of it becomes an event. Writes what the gateway keeps beside its
    /// log.</summary>
    public sealed class Housekeeping : IStage, ITimeSetter
    {
        // While nobody has set the clock, records carry time since boot: ask often.
        private const long UnsetPeriodUs = 1000000;
        private const long SetPeriodUs = 60000000;

        // Differences below this are the drift of two oscillators, not a jump.
        private const long JumpMs = 2000;

        // How soon to ask a busy file worker again.
        private const long RetryUs = 20000;

        private readonly ITimeSource _time;
        private readonly ILinkTime _link;
        private readonly WallClock _clock;
        private readonly ClockMemory _starts;
        private readonly EventLog _events;
        private long _clockUs;
        private long _wakeUs;

        /// <summary>Follows the network's time, and a link's while the network does not tell.</summary>
        /// <param name="time">The board's clock, set by a time server.</param>
        /// <param name="link">A modem or a bridge that knows it; null when there is none.</param>
        /// <param name="clock">What is set.</param>
        /// <param name="starts">Remembers when this start was.</param>
        /// <param name="events">Hears of jumps; its ring is written from here.</param>
        public Housekeeping(
            ITimeSource time, ILinkTime link, WallClock clock, ClockMemory starts, EventLog events)
        {
            _time = time;
            _link = link;
            _clock = clock;
            _starts = starts;
            _events = events;
        }

        /// <summary>Times that the wall clock jumped after it had been set.</summary>
        public uint ClockJumps { get; private set; }

        /// <summary>The last of these jumps in seconds, to the future positive.</summary>
        public int LastClockJumpS { get; private set; }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                long ringUs = _events.Ring.DueUs;
                return ringUs < _wakeUs ? ringUs : _wakeUs;
            }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _events.Ring.Step(nowUs);
            _starts.Step();
            if (nowUs >= _clockUs)
            {
                StepClock(nowUs);
            }

            _wakeUs = _starts.IsDirty ? nowUs + RetryUs : _clockUs;
        }

        /// <inheritdoc/>
        public bool TrySet(long unixMs, long nowUs)
        {
            if (_clock.Quality == TimeQuality.Ntp || (_link != null && _clock.Quality != TimeQuality.None))
            {
                return false;
            }

            Set(unixMs, nowUs, TimeQuality.Rtc, "headend");
            _wakeUs = nowUs;
            return true;
        }

        private void StepClock(long nowUs)
        {
            long unixMs;
            if (_time.TryGetUnixMs(out unixMs))
            {
                Set(unixMs, nowUs, TimeQuality.Ntp, "ntp");
                return;
            }

            _time.Start();
            if (_link != null && _link.TryGetUnixMs(nowUs, out unixMs))
            {
                // As good as the mobile network, or the computer of the bridge, keeps it.
                Set(unixMs, nowUs, TimeQuality.Rtc, _link.TimeSource);
                return;
            }

            // With the headend's time alone nobody waits for a better one.
            _clockUs = nowUs + (_clock.Quality == TimeQuality.None ? UnsetPeriodUs : SetPeriodUs);
        }

        private void Set(long unixMs, long nowUs, TimeQuality quality, string source)
        {
            bool wasSet = _clock.Quality != TimeQuality.None;
            long differenceMs = unixMs - _clock.ToUnixMs(nowUs);
            bool isJump = differenceMs > JumpMs || differenceMs < -JumpMs;
            if (!wasSet || isJump)
            {
                JsonWriter json = _events.Begin("clock", wasSet ? EventLevel.Event : EventLevel.Note);
                json.Name("source");
                json.Word(source);
                json.Name(wasSet ? "jump_ms" : "after_ms");
                json.Number(wasSet ? differenceMs : nowUs / 1000);
                _starts.Set(unixMs - (nowUs / 1000));
            }

            _clock.Set(unixMs, nowUs, quality);
            _clockUs = nowUs + SetPeriodUs;
            if (!wasSet || isJump)
            {
                // Stamped with the time that holds from now on.
                _events.End(nowUs);
                ClockJumps += wasSet ? 1U : 0U;
                long halfMs = differenceMs < 0 ? -500 : 500;
                LastClockJumpS = wasSet ? (int)((differenceMs + halfMs) / 1000) : 0;
            }
        }
    }
}
