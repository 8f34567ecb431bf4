// The end of a frame. The chip never stops by itself (unlimited length), so a restart ends every one, and the
// receiver is deaf from the frame's end until then. A restart leaves the FIFO as it is, or so one hopes: the
// datasheet does not say. So the driver looks once, and reads the frame's last bytes behind the restart where
// they outlast it. Source: Semtech SX1276/77/78/79 datasheet rev. 4 sections 4.2.5, 4.2.7 and 4.2.10.

using Gateway.Core;

namespace Gateway.Radio.Sx1276
{
    internal sealed partial class Sx1276FrameReceiver
    {
        private bool _hasSeenRestart;
        private bool _isFifoKept; // by a restart

        /// <inheritdoc/>
        /// <remarks>Three transfers, of which the first makes the receiver listen; four when the synthesizer
        /// is calibrated, or while nobody knows what a restart does to the FIFO.</remarks>
        public override void Rearm(long nowUs)
        {
            if (IsCalibrationDue)
            {
                // The way from standby calibrates the VCO (section 4.2.5) and takes 60 µs more.
                _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeStandby);
                _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeReceive);
            }
            else if (_hasSeenRestart)
            {
                _bus.Restart();
            }
            else
            {
                WatchRestart();
            }

            Prepare(nowUs);
        }

        // UNVERIFIED-HW: that a restart leaves what is in the FIFO; the way to find out, and to do without.
        private void WatchRestart()
        {
            int before = _bus.ReadFlags();
            _bus.Restart();
            if (IsSane(before) && (before & Sx1276Registers.FifoEmpty) == 0)
            {
                _hasSeenRestart = true;
                _isFifoKept = (_bus.ReadFlags() & Sx1276Registers.FifoEmpty) == 0;
            }
        }

        // While the receiver settles: a sync word takes far longer than these, so no edge that counts is
        // lost.
        private void Prepare(long nowUs)
        {
            _dio1.TakeEdge();
            _dio2.TakeEdge();
            _bus.Clear();
            SetThreshold(_firstBytes);
            IsCalibrationDue = false;
            ArmedUs = nowUs;
        }

        // All that the sink wants is in the FIFO. The chip listens again before the sink decodes.
        private void TakeLast(long nowUs)
        {
            int count = Total - Drained;
            if (_isFifoKept && !IsCalibrationDue)
            {
                _bus.Restart();
                _bus.ReadFifo(count);
                Prepare(nowUs);
            }
            else
            {
                _bus.ReadFifo(count);
                Rearm(nowUs);
            }

            End(Deliver(_fifo, 1, count, nowUs) ? RxEnd.Complete : Verdict, nowUs);
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
            End(Deliver(_fifo, 1, waiting, nowUs) ? RxEnd.Overflow : Verdict, nowUs);
        }
    }
}
