// Reset, identification, configuration, image calibration and first entry into receive mode. Source: Semtech
// SX1276/77/78/79 datasheet rev. 4 sections 4.2.3.8 (calibration), 4.2.4 (modes) and 7.2 (reset).

using Gateway.Core;

namespace Gateway.Radio.Sx1276
{
    internal sealed class Sx1276Setup
    {
        private readonly Sx1276Bus _bus;
        private readonly IOutputPin _reset; // null: not connected
        private readonly Sx1276FrameReceiver _frame;
        private readonly IInterruptPin _dio2;

        public Sx1276Setup(
            Sx1276Bus bus, Sx1276FrameReceiver frame, IInterruptPin dio2, IOutputPin reset)
        {
            _dio2 = dio2;
            _bus = bus;
            _reset = reset;
            _frame = frame;
        }

        /// <summary>Brings the chip from any state into receive mode; the bounds are in
        /// <see cref="Sx1276Timing"/>.</summary>
        public RadioStatus Run(Sx1276Profile profile, long nowUs)
        {
            PulseReset();
            RadioStatus identity = Identify();
            if (identity != RadioStatus.Ok)
            {
                return identity;
            }

            // LongRangeMode yields only in sleep mode, so a chip that was left in LoRa needs this twice: the
            // first one puts it to sleep.
            _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeSleep);
            _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeSleep);
            _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeStandby);
            if (!Wait(Sx1276Registers.IrqFlags1, 0x80, 0x80, Sx1276Timing.StandbyPauses))
            {
                return RadioStatus.NoReceive;
            }

            WriteProfile(profile);
            if (!IsConfigured(profile))
            {
                return RadioStatus.RegisterMismatch;
            }

            if (!IsDio2Wired())
            {
                return RadioStatus.PinMismatch;
            }

            _bus.Write(Sx1276Registers.ImageCal, Sx1276Registers.ImageCalStart);
            if (!Wait(
                Sx1276Registers.ImageCal, Sx1276Registers.ImageCalRunning, 0, Sx1276Timing.CalibrationPauses))
            {
                return RadioStatus.NoReceive;
            }

            _frame.IsCalibrationDue = true;
            _frame.Rearm(nowUs);
            return Wait(Sx1276Registers.IrqFlags1, 0x80, 0x80, Sx1276Timing.ReceivePauses)
                ? RadioStatus.Ok
                : RadioStatus.NoReceive;
        }

        /// <summary>Brings a chip that listens to another profile; the image calibration of the start stays
        /// good, as all profiles lie within a megahertz (section 4.2.3.8). Nobody waits for receive
        /// mode.</summary>
        /// <returns>false when the chip did not leave receive mode or a register did not keep what was
        /// written.</returns>
        public bool Reconfigure(Sx1276Profile profile, long nowUs)
        {
            _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeStandby);
            if (!Wait(Sx1276Registers.IrqFlags1, 0x80, 0x80, Sx1276Timing.StandbyPauses))
            {
                return false;
            }

            WriteProfile(profile);
            if (!IsConfigured(profile))
            {
                return false;
            }

            _frame.IsCalibrationDue = true;
            _frame.Rearm(nowUs);
            return true;
        }

        /// <summary>Whether the registers hold what they should: one transfer a run.</summary>
        public bool IsConfigured(Sx1276Profile profile)
        {
            for (int i = 0; i < profile.Runs.Length; i += 2)
            {
                if (!_bus.Matches(profile.Image, profile.Runs[i], profile.Runs[i + 1]))
                {
                    return false;
                }
            }

            return true;
        }

        private void WriteProfile(Sx1276Profile profile)
        {
            for (int i = 0; i < profile.Runs.Length; i += 2)
            {
                _bus.WriteRun(profile.Image, profile.Runs[i], profile.Runs[i + 1]);
            }
        }

        // DIO2 follows the chip while DIO1 has the other level: in standby the host can fill the FIFO, which
        // makes "full" and "empty" of its own choice. A dead DIO1 is no reason not to listen: every wake of
        // its has a time behind it. Without DIO2 nothing tells where a frame begins.
        private bool IsDio2Wired()
        {
            _bus.Write(Sx1276Registers.DioMapping1, Sx1276Registers.DioFifoEmptyAndFull);
            _bus.FillFifo();
            bool high = _dio2.Read();
            _bus.Clear();
            bool low = !_dio2.Read();
            _bus.Write(Sx1276Registers.DioMapping1, Sx1276Registers.DioFifoLevelAndSync);
            return high && low;
        }

        private void PulseReset()
        {
            if (_reset == null)
            {
                return;
            }

            _reset.Write(false);
            for (int i = 0; i < Sx1276Timing.ResetPauses; i++)
            {
                _bus.Pause();
            }

            _reset.Write(true);
        }

        private RadioStatus Identify()
        {
            int version = _bus.Read(Sx1276Registers.Version);
            for (int i = 0; i < Sx1276Timing.ReadyPauses && version != Sx1276Registers.VersionSx1276; i++)
            {
                _bus.Pause();
                version = _bus.Read(Sx1276Registers.Version);
            }

            if (version == Sx1276Registers.VersionSx1276)
            {
                return RadioStatus.Ok;
            }

            return version == 0x00 || version == 0xFF ? RadioStatus.NotFound : RadioStatus.WrongChip;
        }

        private bool Wait(byte register, int mask, int value, int pauses)
        {
            for (int i = 0; i < pauses; i++)
            {
                if ((_bus.Read(register) & mask) == value)
                {
                    return true;
                }

                _bus.Pause();
            }

            return false;
        }
    }
}
