// What every chip's driver does with a frame between its sync word and its end: hand drained bytes to the
// sink, judge its answer, know when to look again, count how frames end. The chip's own part (how many bytes
// wait, how to get them, how to listen again) is in the classes that derive from this one. It does not look
// at the bytes.

using Gateway.Core;

namespace Gateway.Radio
{
    internal abstract class FrameReceiver : RadioTimes
    {
        /// <summary>Link quality of a chip that has none, as <see cref="IFrameSink.End"/> has it.</summary>
        public const int NoLqi = 255;

        // Fields where a driver looks at each chunk: a property costs the board eighteen times as much.

        /// <summary>Time of one byte on the air in microseconds.</summary>
        protected int ByteTimeUs;

        /// <summary>Bytes of the frame that had come by <see cref="CameUs"/>, at most.</summary>
        protected int Came;

        /// <summary>Time of <see cref="Came"/>, in microseconds since boot.</summary>
        protected long CameUs;

        /// <summary>Bytes of this frame that were read from the FIFO.</summary>
        protected int Drained;

        /// <summary>Bytes that the sink asked for; <see cref="FrameLength.Unknown"/> before it
        /// knew.</summary>
        protected int Total;

        /// <summary>How the frame ends when <see cref="Deliver"/> said that it does not go on.</summary>
        protected RxEnd Verdict;

        protected readonly RadioCounters Counters;

        private IFrameSink _sink;
        private int _rssiDbm;
        private long _lastByteUs;

        protected FrameReceiver(RadioCounters counters)
        {
            Counters = counters;
        }

        /// <summary>Frames in a row that stalled.</summary>
        public int StallsInRow { get; private set; }

        /// <summary>Whether the next re-arm shall calibrate the synthesizer.</summary>
        public bool IsCalibrationDue { get; set; }

        /// <summary>Time of the last re-arm.</summary>
        public long ArmedUs { get; protected set; }

        /// <summary>Link quality of the last frame, as <see cref="IFrameSink.End"/> has it.</summary>
        protected abstract int Lqi { get; }

        /// <summary>Frequency offset of the last frame in hertz, as <see cref="IFrameSink.End"/> has
        /// it.</summary>
        protected abstract int FrequencyOffsetHz { get; }

        /// <summary>As <see cref="IRadio.QuietUntilUs"/> has it.</summary>
        public long QuietUntilUs
        {
            get
            {
                if (Total <= 0)
                {
                    // Not known to be a frame: the sooner the sink sees it, the sooner it can give it up.
                    return 0;
                }

                long tailUs = TailUs;
                return tailUs >= 0 ? tailUs : FillsAtUs;
            }
        }

        /// <summary>As <see cref="IRadio.FullUs"/> has it.</summary>
        public long FullUs
        {
            get { return Total <= 0 ? FillsAtUs : QuietUntilUs; }
        }

        private long FillsAtUs
        {
            get
            {
                // The fastest sender: EN 13757-4 allows T1 10 % more than its chip rate, and 12.5 % is what
                // the CC1101 can follow (SWRS061I register 0x1A).
                int free = RadioTiming.FifoBytes + Drained - Came;
                return CameUs + (free * (long)(ByteTimeUs - (ByteTimeUs >> 3))) - RadioTiming.DrainUs;
            }
        }

        /// <summary>Until when the chip can be left alone, in microseconds since boot, when all that is still
        /// to come fits into the FIFO: until the frame's end, and for as long as the chip goes on by itself
        /// then; −1 when more is to come.</summary>
        protected abstract long TailUs { get; }

        /// <summary>Takes what came; does nothing when it is not worth a transfer yet.</summary>
        public abstract void Step(long nowUs);

        /// <summary>Stops whatever the chip does and listens for the next frame.</summary>
        public abstract void Rearm(long nowUs);

        /// <summary>The chip was reset: what stalled before says nothing about it now.</summary>
        public void ForgetStalls()
        {
            StallsInRow = 0;
        }

        /// <summary>Ends an open frame because the chip is about to be reset; the caller re-arms.</summary>
        public void Cancel()
        {
            if (IsReceiving)
            {
                IsReceiving = false;
                Counters.Stalled++;
                _sink.End(RxEnd.Stalled, _rssiDbm, NoLqi, 0);
            }
        }

        protected void Configure(IFrameSink sink, int byteTimeUs)
        {
            _sink = sink;
            ByteTimeUs = byteTimeUs;
        }

        /// <summary>Opens a frame.</summary>
        /// <param name="profile">What the radio listens to.</param>
        /// <param name="waiting">Bytes that came already: they date the sync word.</param>
        /// <param name="rssiDbm">Received power in dBm.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        protected void Open(RadioProfile profile, int waiting, int rssiDbm, long nowUs)
        {
            IsReceiving = true;
            HasMoved = true;
            Came = waiting;
            CameUs = nowUs;
            Drained = 0;
            Total = FrameLength.Unknown;
            _rssiDbm = rssiDbm;
            _lastByteUs = nowUs;
            Counters.Syncs++;
            _sink.Begin(profile, nowUs - (waiting * (long)ByteTimeUs));
        }

        /// <summary>Hands bytes to the sink.</summary>
        /// <param name="buffer">Holds them.</param>
        /// <param name="offset">Index of the first one.</param>
        /// <param name="count">1 .. buffer.Length − offset.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>Whether the frame goes on; if not, <see cref="Verdict"/> says how it ends.</returns>
        protected bool Deliver(byte[] buffer, int offset, int count, long nowUs)
        {
            int drained = Drained + count;
            Drained = drained;
            HasMoved = true;
            Counters.BytesDrained += (uint)count;
            _lastByteUs = nowUs;
            int total = _sink.Push(buffer, offset, count);
            if (total > drained && total <= RadioTiming.MaxFrameBytes)
            {
                Total = total;
                return true;
            }

            if (total != FrameLength.Unknown)
            {
                Total = total;
            }

            if (Total < 0 || Total > RadioTiming.MaxFrameBytes
                || (Total == FrameLength.Unknown && Drained >= RadioTiming.MaxUnknownBytes))
            {
                Verdict = RxEnd.Aborted;
                return false;
            }

            Verdict = RxEnd.Complete;
            return Total == FrameLength.Unknown || Total > Drained;
        }

        /// <summary>Nothing worth taking has come: looks again soon, or gives the frame up.</summary>
        /// <param name="bytes">Bytes behind the last ones taken that have to come before anything is worth
        /// it.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        protected void RetryOrStall(int bytes, long nowUs)
        {
            if (nowUs - _lastByteUs > (RadioTiming.StallBytes + bytes) * (long)ByteTimeUs)
            {
                Finish(RxEnd.Stalled, nowUs);
            }
            else
            {
                WakeAfter(0, nowUs);
            }
        }

        /// <summary>Looks again a little after so many bytes are due.</summary>
        protected void WakeAfter(int bytes, long nowUs)
        {
            int wait = bytes > 0 ? bytes : 0;
            WakeUs = nowUs + ((wait + RadioTiming.GraceBytes) * (long)ByteTimeUs);
        }

        /// <summary>Listens for the next frame, then ends this one.</summary>
        protected void Finish(RxEnd end, long nowUs)
        {
            Rearm(nowUs);
            End(end, nowUs);
        }

        /// <summary>Ends the frame; the chip listens already.</summary>
        protected void End(RxEnd end, long nowUs)
        {
            IsReceiving = false;
            WakeUs = nowUs;
            StallsInRow = end == RxEnd.Stalled ? StallsInRow + 1 : 0;
            switch (end)
            {
                case RxEnd.Complete:
                    Counters.Completed++;
                    break;
                case RxEnd.Aborted:
                    Counters.Aborted++;
                    break;
                case RxEnd.Overflow:
                    Counters.Overflows++;
                    break;
                default:
                    Counters.Stalled++;
                    break;
            }

            _sink.End(end, _rssiDbm, Lqi, FrequencyOffsetHz);
        }
    }
}
