// All radios of the board as one stage. Every frame that is coming in has a FIFO that overflows 5.12 ms after
// its first byte: while there is one, radios are served and nothing else; idle duties, restarts and changes
// of profile, which take milliseconds, wait until no radio receives. ADR 0007 has the arithmetic.

using Gateway.Core;
using Gateway.Link;
using Gateway.Radio;

namespace Gateway.App
{
    /// <summary>Serves the radios one after the other.</summary>
    public sealed class RadioBank : IStage
    {
        // Frames that end at two radios at once take 3.6 ms to decode. A slice of another stage behind that
        // could outlast the FIFO of the next frame, so there is a look first, unless so many telegrams wait
        // that a busy channel would leave nobody else a turn. Where a radio says that its next frame has
        // begun, there is one in any case: once it is open, it is known how long a slice may take.
        private const int MostWaiting = 4;

        // LatestSliceUs while that look is due.
        private const long NoSlice = long.MinValue;

        // Fields where the loop looks several times a pass: a property costs the board eighteen times as
        // much.

        /// <summary>Whether a frame is coming in at any radio, as the last step found it; also when frames
        /// have just ended and a look is due before anything else.</summary>
        public bool IsReceiving;

        /// <summary>The same as <see cref="NextWakeUs"/>.</summary>
        public long WakeUs;

        /// <summary>Last moment at which another stage may begin a slice: while a frame is coming in, the
        /// slice ends before <see cref="IRadio.QuietUntilUs"/> of every radio then.</summary>
        public long LatestSliceUs;

        // What serving one radio holds the others up for: 35 bytes drained and decoded, rounded up.
        private const long ServeUs = 800;

        private readonly RadioLine[] _lines;
        private readonly TelegramPool _pool;
        private long _switchUs;

        /// <summary>Makes one stage of several radios.</summary>
        /// <param name="lines">One or more; kept.</param>
        /// <param name="pool">Telegrams of all of them.</param>
        public RadioBank(RadioLine[] lines, TelegramPool pool)
        {
            _pool = pool;
            _lines = lines;
        }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get { return WakeUs; }
        }

        /// <summary>Starts every radio.</summary>
        public void Start(long nowUs)
        {
            foreach (RadioLine line in _lines)
            {
                line.Start(nowUs);
            }

            FindNextWake();
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            // The time is that of the first radio's turn: what comes in while it is served makes the others
            // look a little earlier than they have to, never later. While a frame is coming in, the others'
            // idle duties do not count: a sync word of theirs wakes the loop by its edge.
            RadioLine[] lines = _lines;
            bool wasReceiving = IsReceiving;
            bool hasFrame = false;
            long idleUs = _switchUs;
            long frameUs = long.MaxValue;
            long quietUs = long.MaxValue;
            bool isPressed = _pool.ReadyCount > MostWaiting;
            for (int i = 0; i < lines.Length; i++)
            {
                RadioLine line = lines[i];
                RadioTimes times = line.Times;
                if (wasReceiving)
                {
                    line.Radio.Serve(nowUs);
                }
                else
                {
                    line.Radio.Step(nowUs);
                }

                long wakeUs = times.WakeUs;
                if (times.IsReceiving)
                {
                    if (times.HasMoved)
                    {
                        times.HasMoved = false;
                        line.QuietUntilUs = line.Radio.QuietUntilUs;
                    }

                    hasFrame = true;
                    frameUs = wakeUs < frameUs ? wakeUs : frameUs;
                    bool isUnknown = line.QuietUntilUs == 0;
                    long untilUs = isUnknown && isPressed ? line.Radio.FullUs : line.QuietUntilUs;
                    quietUs = untilUs < quietUs ? untilUs : quietUs;
                }
                else if (wakeUs < idleUs)
                {
                    idleUs = wakeUs;
                }
            }

            bool isLookDue = wasReceiving && LatestSliceUs != NoSlice && !hasFrame
                && (idleUs <= nowUs || (lines.Length > 1 && !isPressed));
            IsReceiving = hasFrame || isLookDue;
            LatestSliceUs = hasFrame ? quietUs - Limits.MaxSliceUs - ((lines.Length - 1) * ServeUs)
                : isLookDue ? NoSlice : long.MaxValue;
            WakeUs = hasFrame ? frameUs : isLookDue ? nowUs : idleUs;
            if (nowUs >= _switchUs && !IsReceiving)
            {
                Switch(nowUs);
            }
        }

        /// <summary>A plan of windows knows something new.</summary>
        public void Replan(long nowUs)
        {
            foreach (RadioLine line in _lines)
            {
                line.Replan(nowUs);
            }

            if (!IsReceiving)
            {
                FindNextWake();
            }
            else
            {
                _switchUs = nowUs;
            }
        }

        // One a step: it takes some milliseconds, in which others may get a sync word.
        private void Switch(long nowUs)
        {
            for (int i = 0; i < _lines.Length; i++)
            {
                if (_lines[i].SwitchUs <= nowUs)
                {
                    _lines[i].TrySwitch(nowUs, _pool.ReadyCount > 0);
                    break;
                }
            }

            FindNextWake();
        }

        private void FindNextWake()
        {
            _switchUs = long.MaxValue;
            long wakeUs = long.MaxValue;
            foreach (RadioLine line in _lines)
            {
                long switchUs = line.SwitchUs;
                long radioUs = line.Radio.NextWakeUs;
                _switchUs = switchUs < _switchUs ? switchUs : _switchUs;
                wakeUs = radioUs < wakeUs ? radioUs : wakeUs;
            }

            WakeUs = _switchUs < wakeUs ? _switchUs : wakeUs;
        }
    }
}
