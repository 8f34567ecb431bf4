// One frame from the sync word to its end. The chip has no byte counter, only FifoLevel: n + 1 bytes or more
// wait. So the threshold n is moved along: first to the first block, then to most of the FIFO, at last to the
// frame's very end, which has a file of its own. One byte stays in the FIFO until then, as an emptied FIFO
// takes back the sync flag. Source: Semtech SX1276/77/78/79 datasheet rev. 4 sections 4.2.10 and 4.2.13. It
// does not look at the bytes.

using Gateway.Core;

namespace Gateway.Radio.Sx1276
{
    internal sealed partial class Sx1276FrameReceiver : FrameReceiver
    {
        /// <summary>Most bytes that FifoLevel waits for: 28 are left until the FIFO overflows, a slice of 2
        /// ms, and 3.</summary>
        public const int MaxLevelBytes = 36;

        // Least bytes of the last of several parts: while they come the part before is served, which takes
        // some 0.7 ms.
        private const int MinLastBytes = 16;

        // The receiver is deaf behind a frame, and a pass of the loop takes some 300 µs: the end is waited
        // for, when it is that near, with looks at the pin of 40 µs each: 1 ms at most.
        private const long EndSpinUs = 400;
        private const int EndSpins = 24;

        private readonly Sx1276Bus _bus;
        private readonly IInterruptPin _dio1;
        private readonly IInterruptPin _dio2;
        private readonly byte[] _fifo;

        private int _firstBytes;
        private int _threshold;
        private long _levelUs; // when FifoLevel is due
        private int _afcRaw;
        private int _graceUs;

        public Sx1276FrameReceiver(
            Sx1276Bus bus, IInterruptPin dio1, IInterruptPin dio2, RadioCounters counters)
            : base(counters)
        {
            _bus = bus;
            _dio1 = dio1;
            _dio2 = dio2;
            _fifo = bus.Fifo;
        }

        /// <inheritdoc/>
        /// <remarks>The receiver is deaf from the end until it is armed again, and levels are seen, and
        /// dated, a little late.</remarks>
        protected override long TailUs => Total - Drained > Sx1276Bus.FifoBytes ? -1
            : _levelUs + ((Total - Drained - 1 - _threshold) * (long)ByteTimeUs) - RadioTiming.DrainUs;

        /// <inheritdoc/>
        protected override int Lqi => NoLqi;

        /// <inheritdoc/>
        protected override int FrequencyOffsetHz => Sx1276Units.FrequencyOffsetHz(_afcRaw);

        public void Configure(IFrameSink sink, Sx1276Profile profile)
        {
            Configure(sink, profile.ByteTimeUs);
            _firstBytes = profile.FirstBytes;
            _graceUs = RadioTiming.GraceBytes * profile.ByteTimeUs;
            _bus.RestartValue =
                (byte)(profile.Image[Sx1276Registers.RxConfig] | Sx1276Registers.RestartWithPllLock);
        }

        /// <summary>Opens a frame.</summary>
        /// <param name="profile">What the radio listens to.</param>
        /// <param name="flags">The chip's flags, which date the sync word.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Begin(RadioProfile profile, int flags, long nowUs)
        {
            int waiting = CountWaiting(flags);

            // Not frozen at the sync word: it has to be read while the sender sends.
            _bus.ReadSignal();
            _afcRaw = _bus.AfcRaw;
            Open(profile, waiting, Sx1276Units.RssiDbm(_bus.RssiRaw), nowUs);
            Came = waiting > _threshold ? Sx1276Bus.FifoBytes : waiting > 0 ? _threshold : 0;
            _levelUs = nowUs + ((_threshold + 1 - waiting) * (long)ByteTimeUs);
            WakeBehindLevel(nowUs);
        }

        /// <inheritdoc/>
        public override void Step(long nowUs)
        {
            if (nowUs < WakeUs)
            {
                if (!_dio1.Read() && (nowUs < _levelUs - EndSpinUs || !WaitForEnd()))
                {
                    return;
                }

                // DIO1 in time says that threshold + 1 bytes wait, as within a frame the threshold is never
                // raised behind a read. Asking for the flags first would cost a transfer.
                if (Total > 0)
                {
                    TakeSure(nowUs);
                    return;
                }
            }

            Look(nowUs);
        }

        // Asks the flags what there is.
        private void Look(long nowUs)
        {
            int flags = _bus.ReadFlags();
            int waiting = CountWaiting(flags);
            if (!IsSane(flags))
            {
                Finish(RxEnd.Stalled, nowUs);
            }
            else if (Total > 0 && waiting >= Total - Drained)
            {
                TakeLast(nowUs);
            }
            else if ((flags & (Sx1276Registers.FifoFull | Sx1276Registers.FifoOverrun)) != 0)
            {
                Rescue(waiting, nowUs);
            }
            else if (waiting > 1)
            {
                if (Total > 0)
                {
                    TakeSure(nowUs);
                }
                else
                {
                    TakeFirst(waiting - 1, nowUs);
                }
            }
            else if (nowUs < _levelUs)
            {
                WakeBehindLevel(nowUs); // DIO1 was high with a level of before
            }
            else
            {
                _levelUs = nowUs + ByteTimeUs; // one more byte at least
                RetryOrStall(_threshold, nowUs);
            }
        }

        /// <summary>Whether the flags are what a receiving chip says; a stuck data line is not.</summary>
        public static bool IsSane(int flags)
        {
            const int fullAndEmpty = Sx1276Registers.FifoFull | Sx1276Registers.FifoEmpty;
            return (flags & Sx1276Registers.ModeReady) != 0 && (flags & fullAndEmpty) != fullAndEmpty;
        }

        private bool WaitForEnd()
        {
            bool hasEnded = false;
            bool isEnding = Total > 0 && _threshold >= Total - Drained - 1;
            for (int i = 0; i < EndSpins && isEnding && !hasEnded; i++)
            {
                hasEnded = _dio1.Read();
            }

            return hasEnded;
        }

        // At least so many bytes wait. FifoLevel is brought up to date only when a byte enters or leaves the
        // FIFO (section 4.2.10), so behind a re-arm it says nothing before FifoEmpty has gone.
        private int CountWaiting(int flags)
        {
            if ((flags & Sx1276Registers.FifoEmpty) != 0)
            {
                return 0;
            }

            if ((flags & Sx1276Registers.FifoFull) != 0)
            {
                return Sx1276Bus.FifoBytes;
            }

            return (flags & Sx1276Registers.FifoLevel) != 0 ? _threshold + 1 : 1;
        }

        // threshold + 1 bytes wait, and the length is known. Most bytes come this way.
        private void TakeSure(long nowUs)
        {
            int count = _threshold;
            int rest = Total - Drained - count;
            if (rest <= 1)
            {
                TakeLast(nowUs);
                return;
            }

            // Before the FIFO is read, so that reading brings FifoLevel up to date.
            if (rest < MaxLevelBytes - 1 + MinLastBytes)
            {
                SetThreshold(NextThreshold(rest));
            }

            _bus.ReadFifo(count);
            if (nowUs < _levelUs)
            {
                _levelUs = nowUs;
            }

            if (Deliver(_fifo, 1, count, nowUs))
            {
                long levelUs = _levelUs + (_threshold * (long)ByteTimeUs); // and the byte that stayed
                _levelUs = levelUs;
                WakeUs = nowUs < levelUs ? levelUs + _graceUs : nowUs; // or the edge has passed
            }
            else
            {
                Finish(Verdict, nowUs);
            }
        }

        // The same, and nobody knows the length before the sink has seen the bytes.
        private void TakeFirst(int count, long nowUs)
        {
            if (nowUs < _levelUs)
            {
                _levelUs = nowUs;
            }

            // Before the FIFO is read: a raised threshold with the old level would promise bytes that are
            // not there.
            SetThreshold(MaxLevelBytes - 1);
            _bus.ReadFifo(count);
            if (!Deliver(_fifo, 1, count, nowUs))
            {
                Finish(Verdict, nowUs);
                return;
            }

            if (Total > 0)
            {
                SetThreshold(NextThreshold(Total - Drained)); // an old level promises less than there is
            }

            _levelUs += _threshold * (long)ByteTimeUs;
            if (_threshold == 0 || _dio1.Read())
            {
                WakeUs = nowUs; // the byte that stayed is all, or the edge has passed
            }
            else
            {
                WakeBehindLevel(nowUs);
            }
        }

        // As much as may be, but for a last part of a few bytes: they would come while the part before is
        // still being served, which keeps the receiver from the next frame.
        private static int NextThreshold(int rest)
        {
            return rest <= MaxLevelBytes ? rest - 1
                : rest < MaxLevelBytes - 1 + MinLastBytes ? rest >> 1 : MaxLevelBytes - 1;
        }

        // Reckoned from when the last level was due, not seen, lest a lost edge leave more in the FIFO each
        // time.
        private void WakeBehindLevel(long nowUs)
        {
            long wakeUs = _levelUs + _graceUs;
            WakeUs = wakeUs > nowUs ? wakeUs : nowUs;
        }

        private void SetThreshold(int threshold)
        {
            if (threshold != _threshold)
            {
                _threshold = threshold;
                _bus.Write(Sx1276Registers.FifoThresh, (byte)threshold);
            }
        }
    }
}
