// One frame from the sync word to its end. The FIFO (64 bytes, 80 µs each) is drained in chunks; each goes to
// the sink at once, which finds the length or gives up. Wakes: GDO0 at the FIFO threshold while more than a
// FIFO is to come, then GDO0 at the end of the packet; NextWakeUs stands in for either when its edge is
// missed. Decisions rest on levels and RXBYTES only. Sources: SWRS061I sections 15.2 and 20, errata SWRZ020.
// It does not look at the bytes.

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    internal sealed class Cc1101FrameReceiver
    {
        private const int NoLqi = 255; // as IFrameSink.End has it

        private readonly Cc1101Bus _bus;
        private readonly IInterruptPin _gdo0;
        private readonly IInterruptPin _gdo2;
        private readonly RadioCounters _counters;
        private readonly Cc1101PacketEnd _packetEnd;

        private IFrameSink _sink;
        private int _byteTimeUs;
        private int _drained;
        private int _total; // what the sink asked for; 0 = not known yet
        private int _rssiDbm;
        private int _disagreements;
        private long _lastByteUs;

        public Cc1101FrameReceiver(
            Cc1101Bus bus, IInterruptPin gdo0, IInterruptPin gdo2, RadioCounters counters)
        {
            _bus = bus;
            _gdo0 = gdo0;
            _gdo2 = gdo2;
            _counters = counters;
            _packetEnd = new Cc1101PacketEnd(bus);
        }

        /// <summary>Whether a frame is open: begun and not ended.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>When to look again at the latest.</summary>
        public long NextWakeUs { get; private set; }

        /// <summary>Frames in a row that stalled.</summary>
        public int StallsInRow { get; private set; }

        /// <summary>Whether the next re-arm shall calibrate the synthesizer.</summary>
        public bool IsCalibrationDue { get; set; }

        /// <summary>Time of the last re-arm.</summary>
        public long ArmedUs { get; private set; }

        public void Configure(IFrameSink sink, int byteTimeUs)
        {
            _sink = sink;
            _byteTimeUs = byteTimeUs;
        }

        /// <summary>The chip was reset: what stalled before says nothing about it now.</summary>
        public void ForgetStalls()
        {
            StallsInRow = 0;
        }

        /// <summary>Opens a frame.</summary>
        /// <param name="profile">What the radio listens to.</param>
        /// <param name="rxBytes">Bytes that came already: they date the sync word.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Begin(RadioProfile profile, int rxBytes, long nowUs)
        {
            int waiting = rxBytes > 0 ? rxBytes & Cc1101Registers.RxBytesMask : 0;
            IsOpen = true;
            _drained = 0;
            _total = FrameLength.Unknown;
            _packetEnd.Reset();
            _disagreements = 0;
            _lastByteUs = nowUs;
            _counters.Syncs++;
            _sink.Begin(profile, nowUs - (waiting * (long)_byteTimeUs));

            // Frozen from the sync word to the next entry into RX (SWRS061I section 17.3).
            _rssiDbm = Cc1101Units.RssiDbm(_bus.ReadStatus(Cc1101Registers.Rssi) & 0xFF);
            if (waiting < Cc1101PacketEnd.FirstThresholdBytes)
            {
                WakeAfter(Cc1101PacketEnd.FirstThresholdBytes - waiting, nowUs);
            }
            else
            {
                NextWakeUs = nowUs;
            }
        }

        /// <summary>Takes what came; does nothing when it is not worth a transfer yet.</summary>
        public void Step(long nowUs)
        {
            if (nowUs < NextWakeUs && !_gdo0.Read())
            {
                return;
            }

            // Read before RXBYTES: when the packet has ended, RXBYTES then counts all of it.
            bool inPacket = _gdo2.Read();
            int rxBytes = _bus.ReadRxBytes();
            if (rxBytes == Cc1101Bus.NoAgreement)
            {
                RetryDisagreement(nowUs);
                return;
            }

            _disagreements = 0;
            int waiting = rxBytes & Cc1101Registers.RxBytesMask;
            if (waiting > Cc1101Bus.FifoBytes)
            {
                waiting = Cc1101Bus.FifoBytes;
            }

            if (_total > 0 && waiting >= _total - _drained)
            {
                TakeLast(waiting, inPacket, nowUs);
            }
            else if ((rxBytes & Cc1101Registers.RxBytesOverflow) != 0)
            {
                Rescue(waiting, nowUs);
            }
            else if (!inPacket)
            {
                Finish(RxEnd.Stalled, nowUs);
            }
            else if (waiting < 2)
            {
                RetryOrStall(nowUs);
            }
            else
            {
                TakeChunk(waiting, nowUs);
            }
        }

        /// <summary>Ends an open frame because the chip is about to be reset; the caller re-arms.</summary>
        public void Cancel()
        {
            if (IsOpen)
            {
                IsOpen = false;
                _counters.Stalled++;
                _sink.End(RxEnd.Stalled, _rssiDbm, NoLqi, 0);
            }
        }

        /// <summary>Stops whatever the chip does and listens for the next frame: one transfer.</summary>
        public void Rearm(long nowUs)
        {
            // No edge can come between this and SRX plus settling, so none that counts is lost.
            _gdo0.TakeEdge();
            _gdo2.TakeEdge();
            _bus.Rearm(IsCalibrationDue);
            IsCalibrationDue = false;
            ArmedUs = nowUs;
        }

        private void TakeChunk(int waiting, long nowUs)
        {
            // One byte stays: reading the last one while the next comes in corrupts the FIFO (SWRZ020).
            int count = waiting - 1;
            _bus.ReadFifo(count);
            _drained += count;
            _counters.BytesDrained += (uint)count;
            _lastByteUs = nowUs;
            int total = _sink.Push(_bus.Fifo, 1, count);
            if (total != FrameLength.Unknown)
            {
                _total = total;
            }

            if (_total < 0 || _total > Cc1101Timing.MaxFrameBytes
                || (_total == FrameLength.Unknown && _drained >= Cc1101Timing.MaxUnknownBytes))
            {
                Finish(RxEnd.Aborted, nowUs);
            }
            else if (_total == FrameLength.Unknown)
            {
                WakeAfter(Cc1101PacketEnd.FirstThresholdBytes - 1, nowUs);
            }
            else if (_total <= _drained)
            {
                Finish(RxEnd.Complete, nowUs);
            }
            else
            {
                WakeAfter(_packetEnd.Prepare(_total, _drained), nowUs);
            }
        }

        // All that the sink wants is in the FIFO. The chip listens again before the sink decodes.
        private void TakeLast(int waiting, bool inPacket, long nowUs)
        {
            int count = _total - _drained;
            if (inPacket && waiting == count)
            {
                // Still receiving, and the last byte is wanted: stop first (SWRZ020). IDLE keeps the FIFO.
                _bus.Strobe(Cc1101Registers.Sidle);
            }

            _bus.ReadFifo(count);
            _drained = _total;
            _counters.BytesDrained += (uint)count;
            Rearm(nowUs);
            int total = _sink.Push(_bus.Fifo, 1, count);
            End(total < 0 ? RxEnd.Aborted : RxEnd.Complete, nowUs);
        }

        // The FIFO keeps its first 64 bytes when it overflows. A frame whose length nobody has seen yet may
        // be whole among them.
        private void Rescue(int waiting, long nowUs)
        {
            if (_total != FrameLength.Unknown || waiting == 0)
            {
                Finish(RxEnd.Overflow, nowUs);
                return;
            }

            _bus.ReadFifo(waiting);
            _drained += waiting;
            _counters.BytesDrained += (uint)waiting;
            Rearm(nowUs);
            int total = _sink.Push(_bus.Fifo, 1, waiting);
            RxEnd end = total < 0 ? RxEnd.Aborted
                : total != FrameLength.Unknown && total <= _drained ? RxEnd.Complete
                : RxEnd.Overflow;
            End(end, nowUs);
        }

        private void RetryDisagreement(long nowUs)
        {
            _disagreements++;
            if (_disagreements >= Cc1101Timing.MaxFailuresInRow)
            {
                Finish(RxEnd.Stalled, nowUs);
            }
            else
            {
                NextWakeUs = nowUs + _byteTimeUs;
            }
        }

        private void RetryOrStall(long nowUs)
        {
            if (nowUs - _lastByteUs > Cc1101Timing.StallBytes * (long)_byteTimeUs)
            {
                Finish(RxEnd.Stalled, nowUs);
            }
            else
            {
                WakeAfter(0, nowUs);
            }
        }

        private void WakeAfter(int bytes, long nowUs)
        {
            int wait = bytes > 0 ? bytes : 0;
            NextWakeUs = nowUs + ((wait + Cc1101Timing.GraceBytes) * (long)_byteTimeUs);
        }

        private void Finish(RxEnd end, long nowUs)
        {
            Rearm(nowUs);
            End(end, nowUs);
        }

        private void End(RxEnd end, long nowUs)
        {
            IsOpen = false;
            NextWakeUs = nowUs;
            StallsInRow = end == RxEnd.Stalled ? StallsInRow + 1 : 0;
            switch (end)
            {
                case RxEnd.Complete:
                    _counters.Completed++;
                    break;
                case RxEnd.Aborted:
                    _counters.Aborted++;
                    break;
                case RxEnd.Overflow:
                    _counters.Overflows++;
                    break;
                default:
                    _counters.Stalled++;
                    break;
            }

            _sink.End(
                end,
                _rssiDbm,
                Cc1101Units.Lqi(_bus.RearmLqiRaw),
                Cc1101Units.FrequencyOffsetHz(_bus.RearmFreqEstRaw));
        }
    }
}
