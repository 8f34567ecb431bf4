// Reset, identification, configuration and first entry into receive mode. Source: SWRS061I sections 10, 19
// and 22.

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    internal sealed class Cc1101Setup
    {
        private readonly Cc1101Bus _bus;
        private readonly Cc1101FrameReceiver _frame;
        private readonly IInterruptPin _gdo2;
        private readonly byte[] _pinConfig = new byte[3]; // IOCFG2, IOCFG1, IOCFG0

        public Cc1101Setup(Cc1101Bus bus, Cc1101FrameReceiver frame, IInterruptPin gdo2)
        {
            _bus = bus;
            _frame = frame;
            _gdo2 = gdo2;
        }

        /// <summary>Brings the chip from any state into receive mode: at most
        /// <see cref="Cc1101Timing.ReadyPolls"/> + <see cref="Cc1101Timing.ReceivePolls"/> + 11
        /// transfers.</summary>
        public RadioStatus Run(Cc1101Profile profile, long nowUs)
        {
            _bus.Strobe(Cc1101Registers.Sres);
            if (!WaitReady())
            {
                return RadioStatus.NotFound;
            }

            int partNum = _bus.ReadStatus(Cc1101Registers.PartNum) & 0xFF;
            int version = _bus.ReadStatus(Cc1101Registers.Version) & 0xFF;
            if (partNum == version)
            {
                return RadioStatus.NotFound; // a line that is stuck, or floats
            }

            if (partNum != Cc1101Registers.PartNumCc1101
                || (version != Cc1101Registers.VersionNew && version != Cc1101Registers.VersionOld))
            {
                return RadioStatus.WrongChip;
            }

            _bus.WriteBurst(Cc1101Registers.Iocfg2, profile.Config);
            _bus.WriteBurst(Cc1101Registers.Test2, profile.Test);
            if (!IsConfigured(profile, false))
            {
                return RadioStatus.RegisterMismatch;
            }

            if (!IsGdo2Wired())
            {
                return RadioStatus.PinMismatch;
            }

            _pinConfig[0] = profile.Config[Cc1101Registers.Iocfg2];
            _pinConfig[2] = profile.Config[Cc1101Registers.Iocfg0];
            _bus.WriteBurst(Cc1101Registers.Iocfg2, _pinConfig);
            _frame.IsCalibrationDue = true;
            _frame.Rearm(nowUs);
            return WaitReceive() ? RadioStatus.Ok : RadioStatus.NoReceive;
        }

        /// <summary>Brings a chip that listens to another profile: six transfers. It calibrates on the way
        /// into receive mode; nobody waits for that.</summary>
        /// <returns>false when a register did not keep what was written.</returns>
        public bool Reconfigure(Cc1101Profile profile, long nowUs)
        {
            _bus.Strobe(Cc1101Registers.Sidle);
            _bus.WriteBurst(Cc1101Registers.Iocfg2, profile.Config);
            _bus.WriteBurst(Cc1101Registers.Test2, profile.Test);
            if (!IsConfigured(profile, false))
            {
                return false;
            }

            _frame.IsCalibrationDue = true;
            _frame.Rearm(nowUs);
            return true;
        }

        /// <summary>SLEEP, by way of IDLE: 0.2 µA, with the outputs at a fixed level as the datasheet asks
        /// for it (SWRS061I table 4). TEST2 .. 0 and the FIFO are lost (section 24); the next falling edge of
        /// the chip select ends it (section 10.1).</summary>
        public void PowerDown()
        {
            _bus.Strobe(Cc1101Registers.Sidle);
            _pinConfig[0] = Cc1101Registers.GdoLow;
            _pinConfig[1] = Cc1101Registers.GdoHighZ;
            _pinConfig[2] = Cc1101Registers.GdoLow;
            _bus.WriteBurst(Cc1101Registers.Iocfg2, _pinConfig);
            _bus.Strobe(Cc1101Registers.Spwd);
        }

        /// <summary>Whether the registers hold what they should: two transfers.</summary>
        /// <param name="profile">What they should hold.</param>
        /// <param name="settled">Whether the chip has received since they were written.</param>
        public bool IsConfigured(Cc1101Profile profile, bool settled)
        {
            return _bus.Matches(Cc1101Registers.Iocfg2, profile.Config, settled)
                && _bus.Matches(Cc1101Registers.Test2, profile.Test, settled);
        }

        // GDO2 follows the chip while GDO0 has the other level. A dead GDO0 is no reason not to listen: every
        // wake of its has a time behind it. Without GDO2 nothing tells where a frame begins and ends.
        private bool IsGdo2Wired()
        {
            byte high = Cc1101Registers.GdoLow | Cc1101Registers.GdoInverted;
            byte low = Cc1101Registers.GdoLow;
            return Gdo2Reads(high, low, true) && Gdo2Reads(low, high, false);
        }

        private bool Gdo2Reads(byte gdo2, byte gdo0, bool level)
        {
            _pinConfig[0] = gdo2;
            _pinConfig[1] = Cc1101Registers.GdoHighZ;
            _pinConfig[2] = gdo0;
            _bus.WriteBurst(Cc1101Registers.Iocfg2, _pinConfig);
            return _gdo2.Read() == level;
        }

        /// <summary>Waits for the crystal. Each transfer takes time of its own, so a bounded number of them
        /// is a wait (Cc1101Timing has the sums).</summary>
        public bool WaitReady()
        {
            for (int i = 0; i < Cc1101Timing.ReadyPolls; i++)
            {
                if ((_bus.Strobe(Cc1101Registers.Snop) & Cc1101Registers.StatusNotReady) == 0)
                {
                    return true;
                }
            }

            return false;
        }

        private bool WaitReceive()
        {
            for (int i = 0; i < Cc1101Timing.ReceivePolls; i++)
            {
                int state = _bus.ReadStatus(Cc1101Registers.MarcState) & Cc1101Registers.MarcMask;
                if (state == Cc1101Registers.MarcRx)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
