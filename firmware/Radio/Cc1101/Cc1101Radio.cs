// Driver of the Texas Instruments CC1101 as a receiver: RadioStage, which serves frames and watches over the
// chip, told how to do it with this one. Sources: SWRS061I, errata SWRZ020; register choices, timing and
// limits in README.md of this folder. It does not transmit and does not drive the chip-select wake-up
// sequence of SWRS061I section 19.1.2 (SRES replaces it).

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    /// <summary>
    /// A CC1101 on an SPI port (mode 0, most significant bit first, at most 6.5 MHz for bursts, SWRS061I
    /// table 22) with GDO0 and GDO2 on interrupt inputs. From the end of a frame to listening again it needs
    /// one transfer of 15 bytes after an abort, and RXBYTES, FIFO and that transfer (three in all) after a
    /// whole frame; the synthesizer then settles for 75 µs (SWRS061I table 34).
    /// </summary>
    public sealed class Cc1101Radio : RadioStage
    {
        private readonly Cc1101Bus _bus;
        private readonly IInterruptPin _gdo2;
        private readonly Cc1101FrameReceiver _frame;
        private readonly Cc1101Setup _setup;
        private readonly Cc1101Profile[] _known = new Cc1101Profile[(int)RadioProfile.LinkIq + 1];
        private Cc1101Profile _registers;

        /// <summary>Makes the driver; the chip is not touched before <see
        /// cref="RadioStage.Start"/>.</summary>
        /// <param name="spi">The chip's SPI port.</param>
        /// <param name="gdo0">GDO0: FIFO threshold, then end of packet.</param>
        /// <param name="gdo2">GDO2: high from the sync word to the end of the packet.</param>
        public Cc1101Radio(ISpiPort spi, IInterruptPin gdo0, IInterruptPin gdo2)
            : base(gdo0, gdo2)
        {
            _bus = new Cc1101Bus(spi, Counters);
            _gdo2 = gdo2;
            _frame = new Cc1101FrameReceiver(_bus, gdo0, gdo2, Counters);
            _setup = new Cc1101Setup(_bus, _frame, gdo2);
            Attach(_frame);
        }

        /// <inheritdoc/>
        internal override bool Select(RadioProfile profile, IFrameSink sink)
        {
            int index = (int)profile;
            if (index < 0 || index >= _known.Length)
            {
                return false;
            }

            _known[index] ??= Cc1101Profile.Find(profile);
            _registers = _known[index];

            _frame.Configure(sink, _registers);
            return true;
        }

        /// <inheritdoc/>
        internal override RadioStatus SetUp(long nowUs)
        {
            return _setup.Run(_registers, nowUs);
        }

        /// <inheritdoc/>
        internal override bool Reconfigure(long nowUs)
        {
            return _setup.Reconfigure(_registers, nowUs);
        }

        /// <inheritdoc/>
        internal override void PowerDown()
        {
            _setup.PowerDown();
        }

        /// <inheritdoc/>
        internal override bool PowerUp()
        {
            return _setup.WaitReady();
        }

        /// <inheritdoc/>
        internal override bool TryBegin(RadioProfile profile, long nowUs)
        {
            bool inPacket = _gdo2.Read();
            int rxBytes = _bus.ReadRxBytesAndRssi();
            if (!inPacket && rxBytes == _frame.Left)
            {
                return false;
            }

            _frame.Begin(profile, rxBytes, nowUs);
            return true;
        }

        /// <inheritdoc/>
        /// <remarks>One transfer: the status byte that comes with RSSI says whether the chip
        /// receives.</remarks>
        internal override bool Glance(out int rssiDbm)
        {
            int reading = _bus.ReadStatus(Cc1101Registers.Rssi);
            int status = reading >> 8;
            rssiDbm = Cc1101Units.RssiDbm(reading & 0xFF);
            return (status & (Cc1101Registers.StatusNotReady | Cc1101Registers.StatusStateMask))
                == Cc1101Registers.StatusStateRx;
        }

        /// <inheritdoc/>
        internal override ReceiverState ReadState()
        {
            int state = _bus.ReadStatus(Cc1101Registers.MarcState) & Cc1101Registers.MarcMask;
            if (state >= Cc1101Registers.MarcRx && state <= Cc1101Registers.MarcRxReset)
            {
                return ReceiverState.Receiving;
            }

            if (state >= Cc1101Registers.MarcVcoOnManual && state <= Cc1101Registers.MarcEndCal)
            {
                return ReceiverState.Settling;
            }

            switch (state)
            {
                case Cc1101Registers.MarcIdle:
                    return ReceiverState.Left;
                case Cc1101Registers.MarcRxFifoOverflow:
                    return ReceiverState.Overflowed;
                default:
                    return ReceiverState.Broken;
            }
        }

        /// <inheritdoc/>
        internal override bool IsConfigured(out bool isLast)
        {
            isLast = true;
            return _setup.IsConfigured(_registers, true);
        }
    }
}
