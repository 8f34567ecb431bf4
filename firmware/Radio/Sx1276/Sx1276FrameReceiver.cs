// One frame from the sync word to its end. The chip has no byte counter, only FifoLevel: n + 1 bytes or more
// wait. So the threshold n is moved along: first to the first block, then to half the FIFO, at last to the
// frame's very end. One byte stays in the FIFO until then, as an emptied FIFO takes back the sync flag. The
// chip never stops by itself (unlimited length), so a restart ends every frame. Source: Semtech
// SX1276/77/78/79 datasheet rev. 4 sections 4.2.7, 4.2.10 and 4.2.13. It does not look at the bytes.

using Gateway.Core;

namespace Gateway.Radio.Sx1276
{
    internal sealed class Sx1276FrameReceiver : FrameReceiver
    {
        /// <summary>Most bytes that FifoLevel waits for: half the FIFO.</summary>
        public const int MaxLevelBytes = 32;

        // The receiver is deaf behind a frame, and a pass of the loop takes some 300 µs: the end is waited
        // for, when it is that near, with looks at the pin of 30 µs each.
        private const long EndSpinUs = 400;
        private const int EndSpins = 16;

        private readonly Sx1276Bus _bus;
        private readonly IInterruptPin _dio1;
        private readonly IInterruptPin _dio2;

        private int _firstBytes;
        private int _threshold;
        private long _levelUs; // when FifoLevel is due
        private int _afcRaw;

        public Sx1276FrameReceiver(
            Sx1276Bus bus, IInterruptPin dio1, IInterruptPin dio2, RadioCounters counters)
            : base(counters)
        {
            _bus = bus;
            _dio1 = dio1;
            _dio2 = dio2;
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
            _levelUs = nowUs + ((_threshold + 1 - waiting) * (long)ByteTimeUs);
            WakeBehindLevel(nowUs);
        }

        /// <inheritdoc/>
        public override void Step(long nowUs)
        {
            if (nowUs < NextWakeUs)
            {
                if (!_dio1.Read() && (nowUs < _levelUs - EndSpinUs || !WaitForEnd()))
                {
                    return;
                }

                if (Total > 0)
                {
                    TakeSure(nowUs);
                    return;
                }
            }

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
                TakeChunk(waiting - 1, nowUs);
            }
            else if (nowUs < _levelUs)
            {
                WakeBehindLevel(nowUs); // DIO1 was high with a level of before
            }
            else
            {
                _levelUs = nowUs + ByteTimeUs; // one more byte at least
                RetryOrStall(nowUs);
            }
        }

        /// <inheritdoc/>
        /// <remarks>Three transfers, of which the first makes the receiver listen; four when the synthesizer
        /// is calibrated.</remarks>
        public override void Rearm(long nowUs)
        {
            if (IsCalibrationDue)
            {
                // The way from standby calibrates the VCO (section 4.2.5) and takes 60 µs more.
                _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeStandby);
                _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeReceive);
            }
            else
            {
                _bus.Restart();
            }

            // While the receiver settles: a sync word takes far longer than these, so no edge that counts is
            // lost.
            _dio1.TakeEdge();
            _dio2.TakeEdge();
            SetThreshold(_firstBytes);
            _bus.Clear();
            IsCalibrationDue = false;
            ArmedUs = nowUs;
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

        // DIO1 in time says that threshold + 1 bytes wait, as within a frame the threshold is never raised
        // behind a read. Asking for the flags first would keep the receiver deaf for longer.
        private void TakeSure(long nowUs)
        {
            int threshold = _threshold;
            if (threshold >= Total - Drained - 1)
            {
                TakeLast(nowUs);
            }
            else
            {
                TakeChunk(threshold > 0 ? threshold : 1, nowUs);
            }
        }

        private void TakeChunk(int count, long nowUs)
        {
            // Before the FIFO is read, so that reading brings FifoLevel up to date: a raised threshold with
            // the old level would promise bytes that are not there.
            if (nowUs < _levelUs)
            {
                _levelUs = nowUs;
            }

            int rest = Total - Drained - count;
            SetThreshold(Total > 0 ? NextThreshold(rest) : MaxLevelBytes - 1);
            _bus.ReadFifo(count);
            bool goesOn = Deliver(_bus.Fifo, 1, count, nowUs);
            if (!goesOn)
            {
                Finish(Verdict, nowUs);
                return;
            }

            rest = Total - Drained;
            if (Total > 0)
            {
                // The same, or lowered: an old level then promises less than there is.
                int threshold = NextThreshold(rest);
                if (threshold < _threshold)
                {
                    SetThreshold(threshold);
                }
            }

            _levelUs += _threshold * (long)ByteTimeUs; // and the byte that stayed
            if (rest == 1 || _dio1.Read())
            {
                NextWakeUs = nowUs; // the byte that stayed is all, or the edge has passed
            }
            else
            {
                WakeBehindLevel(nowUs);
            }
        }

        // Equal parts, lest the last one be a few bytes that come while the one before is still being served:
        // that would keep the receiver from the next frame. A part leaves one byte to the next, so with the
        // longer parts first the threshold is written anew once in a frame at most.
        private static int NextThreshold(int rest)
        {
            const int MostTaken = MaxLevelBytes - 1;
            if (rest <= MaxLevelBytes)
            {
                return rest - 1;
            }

            int parts = (rest - 1 + MostTaken - 1) / MostTaken;
            return (rest - 1 + parts - 1) / parts;
        }

        // Reckoned from when the last level was due, not seen, lest a lost edge leave more in the FIFO each
        // time.
        private void WakeBehindLevel(long nowUs)
        {
            long wakeUs = _levelUs + (RadioTiming.GraceBytes * (long)ByteTimeUs);
            NextWakeUs = wakeUs > nowUs ? wakeUs : nowUs;
        }

        // All that the sink wants is in the FIFO. The chip listens again before the sink decodes.
        private void TakeLast(long nowUs)
        {
            int count = Total - Drained;
            _bus.ReadFifo(count);
            Rearm(nowUs);
            End(Deliver(_bus.Fifo, 1, count, nowUs) ? RxEnd.Complete : Verdict, nowUs);
        }

        // FifoLevel cannot be trusted from a full FIFO until an empty one (section 4.2.10), so a frame goes
        // on no further. One whose length nobody has seen yet may be whole among the 64 bytes.
        // UNVERIFIED-HW: that an overrun leaves the first 64 bytes as they were.
        private void Rescue(int waiting, long nowUs)
        {
            if (Total != FrameLength.Unknown || waiting < Sx1276Bus.FifoBytes)
            {
                Finish(RxEnd.Overflow, nowUs);
                return;
            }

            _bus.ReadFifo(waiting);
            Rearm(nowUs);
            End(Deliver(_bus.Fifo, 1, waiting, nowUs) ? RxEnd.Overflow : Verdict, nowUs);
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
