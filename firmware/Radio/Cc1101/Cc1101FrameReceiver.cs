// One frame from the sync word to its end. The FIFO (64 bytes, 80 µs each) is drained in chunks; each goes to
// the sink at once, which finds the length or gives up. Wakes: GDO0 at the FIFO threshold while more than a
// FIFO is to come, then GDO0 at the end of the packet; NextWakeUs stands in for either when its edge is
// missed. Decisions rest on levels, RXBYTES and the chip status byte only. Sources: SWRS061I sections 10.1,
// 15.2 and 20, errata SWRZ020. It does not look at the bytes.

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    internal sealed class Cc1101FrameReceiver : FrameReceiver
    {
        private readonly Cc1101Bus _bus;
        private readonly IInterruptPin _gdo0;
        private readonly IInterruptPin _gdo2;
        private readonly Cc1101PacketEnd _packetEnd;
        private readonly byte[] _fifo;

        private Cc1101Profile _registers;
        private int _disagreements;
        private int _firstBytes;
        private int _sureUntil; // drained bytes up to which GDO0 tells enough; 0: only RXBYTES tells
        private long _bodyWaitUs;

        public Cc1101FrameReceiver(
            Cc1101Bus bus, IInterruptPin gdo0, IInterruptPin gdo2, RadioCounters counters)
            : base(counters)
        {
            _bus = bus;
            _gdo0 = gdo0;
            _gdo2 = gdo2;
            _packetEnd = new Cc1101PacketEnd(bus);
            _fifo = bus.Fifo;
        }

        /// <inheritdoc/>
        protected override bool IsTail => _packetEnd.IsTail;

        /// <inheritdoc/>
        protected override int Lqi => Cc1101Units.Lqi(_bus.RearmLqiRaw);

        /// <inheritdoc/>
        protected override int FrequencyOffsetHz => Cc1101Units.FrequencyOffsetHz(_bus.RearmFreqEstRaw);

        public void Configure(IFrameSink sink, Cc1101Profile profile)
        {
            Configure(sink, profile.ByteTimeUs);
            _registers = profile;
            _firstBytes = profile.FirstThresholdBytes;
            _bodyWaitUs =
                (Cc1101PacketEnd.BodyThresholdBytes - 1 + RadioTiming.GraceBytes) * (long)ByteTimeUs;
            _bus.FirstThreshold = profile.Config[Cc1101Registers.FifoThr];
        }

        /// <summary>Opens a frame.</summary>
        /// <param name="profile">What the radio listens to.</param>
        /// <param name="rxBytes">Bytes that came already: they date the sync word.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Begin(RadioProfile profile, int rxBytes, long nowUs)
        {
            int waiting = rxBytes > 0 ? rxBytes & Cc1101Registers.RxBytesMask : 0;
            _packetEnd.Reset();
            _disagreements = 0;

            // Frozen from the sync word to the next entry into RX (SWRS061I section 17.3).
            Open(profile, waiting, Cc1101Units.RssiDbm(_bus.RssiRaw), nowUs);
            _sureUntil = 0;
            NextWakeUs = nowUs;
            if (waiting < _firstBytes)
            {
                WakeAfter(_firstBytes - waiting, nowUs);
            }
        }

        /// <inheritdoc/>
        public override void Step(long nowUs)
        {
            if (nowUs < NextWakeUs)
            {
                if (!_gdo0.Read())
                {
                    return;
                }

                if (Drained < _sureUntil)
                {
                    TakeSure(nowUs);
                    return;
                }

                if (_packetEnd.IsTail && Total - Drained <= Cc1101Bus.FifoBytes)
                {
                    TakeTail(nowUs);
                    return;
                }
            }

            // After a missed edge there are more than GDO0 tells, and more each time.
            Look(nowUs);
        }

        // Asks RXBYTES what there is.
        private void Look(long nowUs)
        {
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

            if (Total > 0 && waiting >= Total - Drained)
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

        /// <inheritdoc/>
        /// <remarks>One transfer.</remarks>
        public override void Rearm(long nowUs)
        {
            // No edge can come between this and SRX plus settling, so none that counts is lost.
            _gdo0.TakeEdge();
            _gdo2.TakeEdge();
            _bus.Rearm(IsCalibrationDue);
            IsCalibrationDue = false;
            ArmedUs = nowUs;
        }

        // GDO0 says that there are enough bytes: one transfer, whose status byte must agree. The same as
        // TakeChunk, without a call that can be spared: most bytes come this way.
        private void TakeSure(long nowUs)
        {
            const int Count = Cc1101PacketEnd.BodyThresholdBytes - 1;
            _bus.ReadFifo(Count);
            if (_fifo[0] != (Cc1101Registers.StatusStateRx | Cc1101Registers.StatusFifoMask))
            {
                TakeDoubtful(Count, nowUs);
            }
            else if (!Deliver(_fifo, Count, nowUs))
            {
                Finish(Verdict, nowUs);
            }
            else if (Drained < _packetEnd.NextChange)
            {
                NextWakeUs = nowUs + _bodyWaitUs;
            }
            else
            {
                Prepare(nowUs);
            }
        }

        private void TakeDoubtful(int count, long nowUs)
        {
            if ((_fifo[0] & Cc1101Registers.StatusFifoMask) != Cc1101Registers.StatusFifoMask)
            {
                // What was read is not what the FIFO held.
                Finish(RxEnd.Stalled, nowUs);
                return;
            }

            // Not receiving any more: RXBYTES tells how it ended.
            Go(count, nowUs);
            if (IsOpen)
            {
                Look(nowUs);
            }
        }

        private void TakeChunk(int waiting, long nowUs)
        {
            Came = Drained + waiting;
            CameUs = nowUs;

            // One byte stays: reading the last one while the next comes in corrupts the FIFO (SWRZ020).
            _bus.ReadFifo(waiting - 1);
            Go(waiting - 1, nowUs);
        }

        // Hands the bytes over and says when to look again.
        private void Go(int count, long nowUs)
        {
            if (!Deliver(_fifo, count, nowUs))
            {
                Finish(Verdict, nowUs);
            }
            else if (Total == FrameLength.Unknown)
            {
                WakeAfter(_firstBytes - 1, nowUs);
            }
            else if (Drained >= _packetEnd.NextChange)
            {
                Prepare(nowUs);
            }
            else
            {
                NextWakeUs = nowUs + _bodyWaitUs;
            }
        }

        private void Prepare(long nowUs)
        {
            WakeAfter(_packetEnd.Prepare(Total, Drained), nowUs);
            _sureUntil = _packetEnd.IsTail ? 0 : Total - Cc1101PacketEnd.BodyThresholdBytes;
        }

        // GDO0 says that the packet has ended: what is left is in the FIFO, and no more comes. One transfer,
        // whose status byte must agree: asking RXBYTES first would keep the receiver deaf for longer.
        private void TakeTail(long nowUs)
        {
            int count = Total - Drained;
            _bus.ReadFifo(count);
            int state = _fifo[0] & ~Cc1101Registers.StatusFifoMask;
            int waiting = _fifo[0] & Cc1101Registers.StatusFifoMask;
            bool isAll = waiting >= count || waiting == Cc1101Registers.StatusFifoMask;
            if (isAll && state == Cc1101Registers.StatusStateIdle)
            {
                EndWhole(count, nowUs);
            }
            else
            {
                Finish(RxEnd.Stalled, nowUs); // no overflow: a tail fits into the FIFO
            }
        }

        // All that the sink wants is in the FIFO. The chip listens again before the sink decodes.
        private void TakeLast(int waiting, bool inPacket, long nowUs)
        {
            int count = Total - Drained;
            if (inPacket && waiting == count)
            {
                // Still receiving, and the last byte is wanted: stop first (SWRZ020). IDLE keeps the FIFO.
                _bus.Strobe(Cc1101Registers.Sidle);
            }

            _bus.ReadFifo(count);
            EndWhole(count, nowUs);
        }

        private void EndWhole(int count, long nowUs)
        {
            Rearm(nowUs);
            End(Deliver(_fifo, count, nowUs) ? RxEnd.Complete : Verdict, nowUs);
        }

        // The FIFO keeps its first 64 bytes when it overflows. A frame whose length nobody has seen yet may
        // be whole among them.
        private void Rescue(int waiting, long nowUs)
        {
            if (Total != FrameLength.Unknown || waiting == 0)
            {
                Finish(RxEnd.Overflow, nowUs);
                return;
            }

            _bus.ReadFifo(waiting);
            Rearm(nowUs);
            End(Deliver(_fifo, waiting, nowUs) ? RxEnd.Overflow : Verdict, nowUs);
        }

        private void RetryDisagreement(long nowUs)
        {
            _disagreements++;
            if (_disagreements >= RadioTiming.MaxFailuresInRow)
            {
                Finish(RxEnd.Stalled, nowUs);
            }
            else
            {
                NextWakeUs = nowUs + ByteTimeUs;
            }
        }
    }
}
