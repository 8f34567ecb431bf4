// Driver of the Semtech SX1276 as an FSK receiver: RadioStage, which serves frames and watches over the chip,
// told how to do it with this one. Source: SX1276/77/78/79 datasheet rev. 4; register choices, timing and
// limits in README.md of this folder. It does not transmit and does not use LoRa.

using Gateway.Core;

namespace Gateway.Radio.Sx1276
{
    /// <summary>
    /// An SX1276 on an SPI port (mode 0, most significant bit first, at most 10 MHz, SX1276 datasheet rev. 4
    /// table 12) with DIO1 and DIO2 on interrupt inputs. From the end of a frame to listening again it needs
    /// one transfer of 2 bytes after an abort, and FIFO and that transfer (two in all) after a whole frame;
    /// synthesizer and receiver then settle for 145 µs (tables 7 and 22).
    /// </summary>
    public sealed class Sx1276Radio : RadioStage
    {
        private readonly Sx1276Bus _bus;
        private readonly Sx1276FrameReceiver _frame;
        private readonly Sx1276Setup _setup;
        private readonly Sx1276Profile[] _known = new Sx1276Profile[(int)RadioProfile.LinkIq + 1];
        private Sx1276Profile _registers;
        private int _checkedRun; // index in its Runs
        private long _lockedUs; // the re-arm behind which a look found the receiver locked; −1: none

        /// <summary>Makes the driver; the chip is not touched before <see
        /// cref="RadioStage.Start"/>.</summary>
        /// <param name="spi">The chip's SPI port.</param>
        /// <param name="dio1">DIO1: FifoLevel.</param>
        /// <param name="dio2">DIO2: SyncAddress.</param>
        /// <param name="reset">NRESET, driven low to reset; null when it is not connected.</param>
        public Sx1276Radio(ISpiPort spi, IInterruptPin dio1, IInterruptPin dio2, IOutputPin reset)
            : base(dio1, dio2)
        {
            _bus = new Sx1276Bus(spi, Counters);
            _frame = new Sx1276FrameReceiver(_bus, dio1, dio2, Counters);
            _setup = new Sx1276Setup(_bus, _frame, dio2, reset);
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

            _known[index] ??= Sx1276Profile.Find(profile);
            _registers = _known[index];
            _checkedRun = 0;

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
        /// <remarks>0.2 µA (table 6); registers keep their values, the FIFO does not (section
        /// 4.2.10).</remarks>
        internal override void PowerDown()
        {
            _bus.Write(Sx1276Registers.OpMode, Sx1276Registers.ModeSleep);
        }

        /// <inheritdoc/>
        /// <remarks>The way by standby, on which it waits for the crystal, is
        /// <see cref="Reconfigure"/>'s.</remarks>
        internal override bool PowerUp()
        {
            return true;
        }

        /// <inheritdoc/>
        internal override bool TryBegin(RadioProfile profile, long nowUs)
        {
            int flags = _bus.ReadFlags();
            bool isEmpty = (flags & Sx1276Registers.FifoEmpty) != 0;
            if (!Sx1276FrameReceiver.IsSane(flags)
                || (isEmpty && (flags & Sx1276Registers.SyncAddressMatch) == 0))
            {
                return false;
            }

            _frame.Begin(profile, flags, nowUs);
            return true;
        }

        /// <inheritdoc/>
        /// <remarks>Two transfers.</remarks>
        internal override bool Glance(out int rssiDbm)
        {
            int mode = _bus.Glance();
            rssiDbm = Sx1276Units.RssiDbm(_bus.RssiRaw);
            return StateOf(mode, _bus.ReadFlags()) == ReceiverState.Receiving;
        }

        /// <inheritdoc/>
        internal override ReceiverState ReadState()
        {
            int mode = _bus.Glance();
            return StateOf(mode, _bus.ReadFlags());
        }

        /// <inheritdoc/>
        /// <remarks>One run of registers: all eight take 2 ms.</remarks>
        internal override bool IsConfigured(out bool isLast)
        {
            int run = _checkedRun;
            _checkedRun = run + 2 < _registers.Runs.Length ? run + 2 : 0;
            isLast = _checkedRun == 0;
            return _bus.Matches(_registers.Image, _registers.Runs[run], _registers.Runs[run + 1]);
        }

        /// <inheritdoc/>
        /// <remarks>RxReady means that AGC and AFC have run. If no sync word follows, the receiver stays at
        /// that gain and frequency for ever, deaf to others: it is restarted. One transfer.</remarks>
        internal override long Watch(long nowUs)
        {
            const int relevant = Sx1276Registers.RxReady | Sx1276Registers.SyncAddressMatch;
            bool isLocked = (_bus.ReadFlags() & relevant) == Sx1276Registers.RxReady;
            if (isLocked && _lockedUs != _frame.ArmedUs)
            {
                _lockedUs = _frame.ArmedUs; // it may be a frame that is just coming
                return nowUs + _registers.PreambleUs;
            }

            if (isLocked)
            {
                _frame.Rearm(nowUs);
            }

            _lockedUs = -1;
            return nowUs + Sx1276Timing.WatchUs;
        }

        private static ReceiverState StateOf(int mode, int flags)
        {
            const int overflow = Sx1276Registers.FifoFull | Sx1276Registers.FifoOverrun;
            switch (mode)
            {
                case Sx1276Registers.ModeReceive:
                    return (flags & Sx1276Registers.ModeReady) == 0 ? ReceiverState.Settling
                        : !Sx1276FrameReceiver.IsSane(flags) ? ReceiverState.Broken
                        : (flags & overflow) != 0 ? ReceiverState.Overflowed
                        : ReceiverState.Receiving;
                case Sx1276Registers.ModeSleep:
                case Sx1276Registers.ModeStandby:
                case Sx1276Registers.ModeSynthesizer:
                    return ReceiverState.Left;
                default:
                    return ReceiverState.Broken;
            }
        }
    }
}
