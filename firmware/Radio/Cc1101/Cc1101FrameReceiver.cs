// One frame from the sync word to its end, which has a file of its own. The FIFO (64 bytes, 80 µs each) is
// drained in chunks; each goes to the sink at once, which finds the length or gives up. Wakes: GDO0 at the
// FIFO threshold while more than a FIFO is to come, then GDO0 at the end of the packet; WakeUs stands in
// for either when its edge is missed. Decisions rest on levels, RXBYTES and the chip status byte only.
// Sources: SWRS061I sections 10.1, 15.2 and 20, errata SWRZ020. It does not look at the bytes.

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    internal sealed partial class Cc1101FrameReceiver : FrameReceiver
    {
        private readonly Cc1101Bus _bus;
        private readonly IInterruptPin _gdo0;
        private readonly IInterruptPin _gdo2;
        private readonly Cc1101PacketEnd _packetEnd;
        private readonly byte[] _fifo;

        private int _disagreements;
        private bool _hasWaited; // for the last byte
        private int _firstBytes; // in the FIFO when GDO0 first rises
        private int _left; // see Left
        private int _sureUntil; // drained bytes up to which GDO0 tells enough; 0: only RXBYTES tells
        private long _bodyWaitUs;
        private long _tailSpareUs; // for how long behind the end the FIFO has room

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
        protected override long TailUs => !_packetEnd.IsTail ? -1
            : WakeUs - (RadioTiming.GraceBytes * (long)ByteTimeUs) + _tailSpareUs;

        /// <inheritdoc/>
        protected override int Lqi => Cc1101Units.Lqi(_bus.LqiRaw);

        /// <inheritdoc/>
        protected override int FrequencyOffsetHz => Cc1101Units.FrequencyOffsetHz(_bus.FreqEstRaw);

        public void Configure(IFrameSink sink, Cc1101Profile profile)
        {
            Configure(sink, profile.ByteTimeUs);
            _bodyWaitUs =
                (Cc1101PacketEnd.BodyThresholdBytes - 1 + RadioTiming.GraceBytes) * (long)ByteTimeUs;
            _bus.FirstThreshold = profile.Config[Cc1101Registers.FifoThr];
            _firstBytes = profile.FirstThresholdBytes;
        }

        /// <summary>Bytes before this frame's in the FIFO: 0, or 1, the second one of those that the chip has
        /// put behind the last packet. So that one could be read whole while the chip received, although the
        /// FIFO must not be emptied then (SWRZ020).</summary>
        public int Left
        {
            get { return _left; }
        }

        /// <summary>Opens a frame.</summary>
        /// <param name="profile">What the radio listens to.</param>
        /// <param name="rxBytes">Bytes that came already: they date the sync word.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Begin(RadioProfile profile, int rxBytes, long nowUs)
        {
            int waiting = rxBytes > _left ? (rxBytes & Cc1101Registers.RxBytesMask) - _left : 0;
            _packetEnd.Reset();
            _disagreements = 0;
            _hasWaited = false;

            // Frozen from the sync word to the next entry into RX (SWRS061I section 17.3).
            Open(profile, waiting, Cc1101Units.RssiDbm(_bus.RssiRaw), nowUs);
            _sureUntil = 0;
            WakeUs = nowUs;
            if (rxBytes < _firstBytes)
            {
                WakeAfter(_firstBytes - _left - waiting, nowUs);
            }
        }

        /// <inheritdoc/>
        public override void Step(long nowUs)
        {
            if (nowUs < WakeUs)
            {
                bool isTail = _packetEnd.IsTail;
                if (isTail ? _gdo2.Read() : !_gdo0.Read())
                {
                    return;
                }

                if (Drained < _sureUntil)
                {
                    TakeSure(nowUs);
                    return;
                }

                if (isTail && Total <= _packetEnd.ChipTotal)
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
            bool hasOverflown = (rxBytes & Cc1101Registers.RxBytesOverflow) != 0;
            int waiting = rxBytes & Cc1101Registers.RxBytesMask;
            if (waiting > Cc1101Bus.FifoBytes)
            {
                waiting = Cc1101Bus.FifoBytes;
            }

            waiting -= _left;

            if (Total > 0 && waiting >= Total - Drained)
            {
                TakeLast(waiting, inPacket, hasOverflown, nowUs);
            }
            else if (hasOverflown)
            {
                Rescue(waiting, nowUs);
            }
            else if (!inPacket)
            {
                Finish(RxEnd.Stalled, nowUs);
            }
            else if (waiting < 2)
            {
                RetryOrStall(0, nowUs);
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
            Restart(false, nowUs);
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
            else if (!Deliver(_fifo, 1, Count, nowUs))
            {
                Finish(Verdict, nowUs);
            }
            else if (Drained < _packetEnd.NextChange)
            {
                WakeUs = nowUs + _bodyWaitUs;
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
            Go(1, count, nowUs);
            if (IsReceiving)
            {
                Look(nowUs);
            }
        }

        private void TakeChunk(int waiting, long nowUs)
        {
            Came = Drained + waiting;
            CameUs = nowUs;

            // One byte stays: reading the last one while the next comes in corrupts the FIFO (SWRZ020).
            int left = _left;
            _left = 0;
            _bus.ReadFifo(left + waiting - 1);
            Go(1 + left, waiting - 1, nowUs);
        }

        // Hands the bytes over and says when to look again.
        private void Go(int offset, int count, long nowUs)
        {
            if (!Deliver(_fifo, offset, count, nowUs))
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
            else if (_packetEnd.IsTail)
            {
                // The next frame's sync word may have ended GDO0's pulse before anybody saw it.
                WakeAfter(_packetEnd.ChipTotal - Drained - 1, nowUs);
            }
            else
            {
                WakeUs = nowUs + _bodyWaitUs;
            }
        }

        private void Prepare(long nowUs)
        {
            WakeAfter(_packetEnd.Prepare(Total, Drained), nowUs);
            if (_packetEnd.IsTail)
            {
                if (!_packetEnd.WillStop)
                {
                    WakeUs = nowUs; // it may have come whole
                }

                int spareUs = _packetEnd.SpareBytes(Drained) * (ByteTimeUs - (ByteTimeUs >> 3));
                _tailSpareUs = spareUs > RadioTiming.DrainUs ? spareUs - RadioTiming.DrainUs : 0;
            }

            _sureUntil = _packetEnd.IsTail ? 0 : Total - Cc1101PacketEnd.BodyThresholdBytes;
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
                WakeUs = nowUs + ByteTimeUs;
            }
        }
    }
}
