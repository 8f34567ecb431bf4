// The end of a frame. The chip ends the packet where it was told to and listens again by itself, so the
// next frame may have begun when this one's last bytes are read: they wait in the FIFO, the next one's
// behind them.
// Sources: SWRS061I sections 15.2.2, 19.4 and 20, errata SWRZ020.

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    internal sealed partial class Cc1101FrameReceiver
    {
        // Read with the frame, as fewer of the next one's bytes are then needed for the first threshold.
        private const int ReadStatusBytes = 1;

        // GDO2 says that the packet has ended: what is left of it is in the FIFO. One transfer, whose
        // status byte must agree. One byte, which is no part of the frame, stays.
        private void TakeTail(long nowUs)
        {
            int count = _packetEnd.ChipTotal - Drained;
            _bus.ReadFifo(count + ReadStatusBytes);
            int state = _fifo[0] & ~Cc1101Registers.StatusFifoMask;
            int waiting = _fifo[0] & Cc1101Registers.StatusFifoMask;
            bool isAll = waiting >= count + Cc1101Registers.StatusBytes
                || waiting == Cc1101Registers.StatusFifoMask;
            if (isAll && state == Cc1101Registers.StatusStateRx)
            {
                EndWhole(true, nowUs);
            }
            else if (state == Cc1101Registers.StatusStateOverflow)
            {
                // By what follows: a tail fits, and the FIFO keeps what came first.
                EndWhole(false, nowUs);
            }
            else
            {
                Finish(RxEnd.Stalled, nowUs);
            }
        }

        // All that the sink wants is in the FIFO.
        private void TakeLast(int waiting, bool inPacket, bool hasOverflown, long nowUs)
        {
            int count = _packetEnd.ChipTotal - Drained;
            int extra = waiting - count - Cc1101Registers.StatusBytes;
            bool stops = _packetEnd.WillStop && !hasOverflown && Total <= _packetEnd.ChipTotal;
            if (stops && extra >= 0)
            {
                // A packet that goes on is the next frame. Without one, bytes behind the status bytes are of
                // a frame that PKTLEN, still this one's, has cut; or of one that begins just now.
                bool isListening = extra == 0 || inPacket || _gdo2.Read();
                _bus.ReadFifo(count + ReadStatusBytes);
                EndWhole(isListening, nowUs);
            }
            else if (stops && inPacket && !_hasWaited)
            {
                _hasWaited = true; // ended between two readings, or one byte short of it
                WakeUs = nowUs + ByteTimeUs;
            }
            else
            {
                TakeUnstopped(waiting, inPacket, nowUs);
            }
        }

        // The chip was told too late where the frame ends, or has overflown behind it.
        private void TakeUnstopped(int waiting, bool inPacket, long nowUs)
        {
            int count = Total - Drained;
            if (inPacket && waiting == count)
            {
                // Still receiving, and the last byte is wanted: stop first (SWRZ020). IDLE keeps the FIFO.
                _bus.Strobe(Cc1101Registers.Sidle);
            }

            _bus.ReadFifo(count);
            EndWhole(false, nowUs);
        }

        // The frame's last bytes were read. The chip listens to the next one before the sink decodes them.
        private void EndWhole(bool isListening, long nowUs)
        {
            if (!isListening || IsCalibrationDue)
            {
                Restart(true, nowUs);
            }
            else
            {
                // An edge of GDO2 would be the next frame's.
                _gdo0.TakeEdge();
                _bus.Resume();
                _left = Cc1101Registers.StatusBytes - ReadStatusBytes;
                ArmedUs = nowUs;
            }

            End(Deliver(_fifo, 1, Total - Drained, nowUs) ? RxEnd.Complete : Verdict, nowUs);
        }

        private void Restart(bool keepsSignal, long nowUs)
        {
            // No edge can come between this and SRX plus settling, so none that counts is lost.
            _gdo0.TakeEdge();
            _gdo2.TakeEdge();
            _bus.Rearm(IsCalibrationDue, keepsSignal);
            IsCalibrationDue = false;
            _left = 0;
            ArmedUs = nowUs;
        }

        // The FIFO keeps its first 64 bytes when it overflows. A frame whose length nobody has seen yet may
        // be whole among them.
        private void Rescue(int waiting, long nowUs)
        {
            if (Total != FrameLength.Unknown || waiting <= 0)
            {
                Finish(RxEnd.Overflow, nowUs);
                return;
            }

            int left = _left;
            _bus.ReadFifo(left + waiting);
            Rearm(nowUs);
            End(Deliver(_fifo, 1 + left, waiting, nowUs) ? RxEnd.Overflow : Verdict, nowUs);
        }
    }
}
