// Driver of the Texas Instruments CC1101 as a receiver: brings the chip up, hands frames to
// Cc1101FrameReceiver, and watches over the chip between frames. Sources: SWRS061I, errata SWRZ020; register
// choices, timing and limits in README.md of this folder. It does not transmit and does not drive the
// chip-select wake-up sequence of SWRS061I section 19.1.2 (SRES replaces it).

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    /// <summary>
    /// A CC1101 on an SPI port (mode 0, most significant bit first, at most 6.5 MHz for bursts, SWRS061I
    /// table 22) with GDO0 and GDO2 on interrupt inputs. From the end of a frame to listening again it needs
    /// one transfer of 15 bytes after an abort, and RXBYTES, FIFO and that transfer (three in all) after a
    /// whole frame; the synthesizer then settles for 75 µs (SWRS061I table 34).
    /// </summary>
    public sealed class Cc1101Radio : IRadio
    {
        private readonly Cc1101Bus _bus;
        private readonly IInterruptPin _gdo0;
        private readonly IInterruptPin _gdo2;
        private readonly Cc1101FrameReceiver _frame;
        private readonly Cc1101Setup _setup;
        private readonly NoiseFloor _noise = new NoiseFloor();

        private RadioProfile _profile;
        private Cc1101Profile _registers; // null: not started, or not with a profile of this driver
        private bool _isListening;
        private int _wrongStates;
        private long _nextPollUs;
        private long _nextCheckUs;
        private long _calibrateUs;
        private long _retryUs;
        private long _retryDelayUs;

        /// <summary>Makes the driver; the chip is not touched before <see cref="Start"/>.</summary>
        /// <param name="spi">The chip's SPI port.</param>
        /// <param name="gdo0">GDO0: FIFO threshold, then end of packet.</param>
        /// <param name="gdo2">GDO2: high from the sync word to the end of the packet.</param>
        public Cc1101Radio(ISpiPort spi, IInterruptPin gdo0, IInterruptPin gdo2)
        {
            Counters = new RadioCounters();
            _bus = new Cc1101Bus(spi, Counters);
            _gdo0 = gdo0;
            _gdo2 = gdo2;
            _frame = new Cc1101FrameReceiver(_bus, gdo0, gdo2, Counters);
            _setup = new Cc1101Setup(_bus, _frame, gdo2);
            NextWakeUs = long.MaxValue;
        }

        /// <inheritdoc/>
        public RadioCounters Counters { get; }

        /// <inheritdoc/>
        public long NextWakeUs { get; private set; }

        /// <inheritdoc/>
        public bool IsReceiving
        {
            get { return _frame.IsOpen; }
        }

        /// <inheritdoc/>
        public int NoiseFloorDbm
        {
            get { return _noise.Dbm; }
        }

        /// <summary>Result of the last start, by the caller or by the watchdog.</summary>
        public RadioStatus Status { get; private set; }

        /// <inheritdoc/>
        /// <remarks>After a failure other than <see cref="RadioStatus.UnknownProfile"/>, <see cref="Step"/>
        /// tries again after 1 s, 2 s, .. 60 s.</remarks>
        public RadioStatus Start(RadioProfile profile, IFrameSink sink, long nowUs)
        {
            _frame.Cancel();
            _profile = profile;
            _isListening = false;
            _registers = Cc1101Profile.Find(profile);
            if (_registers == null)
            {
                Status = RadioStatus.UnknownProfile;
                NextWakeUs = long.MaxValue;
                return Status;
            }

            _frame.Configure(sink, _registers.ByteTimeUs);
            _retryDelayUs = Cc1101Timing.MinRetryUs;
            BringUp(nowUs);
            return Status;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (_registers == null)
            {
                return;
            }

            if (!_isListening)
            {
                if (nowUs >= _retryUs)
                {
                    Restart(nowUs);
                }

                return;
            }

            bool syncEdge = _gdo2.TakeEdge();
            _gdo0.TakeEdge();
            if (_frame.IsOpen)
            {
                ServeFrame(nowUs);
            }
            else if (syncEdge || _gdo2.Read())
            {
                FindFrame(nowUs);
            }
            else if (nowUs >= _nextPollUs)
            {
                Poll(nowUs);
            }
        }

        private void FindFrame(long nowUs)
        {
            bool inPacket = _gdo2.Read();
            int rxBytes = _bus.ReadRxBytes();
            if (!inPacket && rxBytes == 0)
            {
                // A glitch, or the edge of a frame that a re-arm has discarded: look at the state soon.
                _nextPollUs = nowUs;
                NextWakeUs = nowUs;
                return;
            }

            _frame.Begin(_profile, rxBytes, nowUs);
            ServeFrame(nowUs);
        }

        private void ServeFrame(long nowUs)
        {
            _frame.Step(nowUs);
            if (_frame.IsOpen)
            {
                NextWakeUs = _frame.NextWakeUs;
            }
            else if (_frame.StallsInRow >= Cc1101Timing.MaxFailuresInRow)
            {
                Restart(nowUs);
            }
            else
            {
                // The next frame may have begun while the sink decoded the last bytes of this one.
                NextWakeUs = _gdo2.Read() ? nowUs : _nextPollUs;
                if (nowUs >= _calibrateUs)
                {
                    _frame.IsCalibrationDue = true;
                    _calibrateUs = nowUs + Cc1101Timing.CalibrationUs;
                }
            }
        }

        // One transfer: the status byte that comes with RSSI says whether the chip still receives.
        private void Poll(long nowUs)
        {
            _nextPollUs = nowUs + Cc1101Timing.IdlePollUs;
            NextWakeUs = _nextPollUs;
            int reading = _bus.ReadStatus(Cc1101Registers.Rssi);
            int status = reading >> 8;
            bool isReceiving = (status & (Cc1101Registers.StatusNotReady | Cc1101Registers.StatusStateMask))
                == Cc1101Registers.StatusStateRx;
            bool isSettled = nowUs - _frame.ArmedUs >= Cc1101Timing.SettleUs;
            if (!isReceiving || nowUs >= _nextCheckUs)
            {
                _nextCheckUs = nowUs + Cc1101Timing.CheckUs;
                CheckState(isSettled, nowUs);
            }
            else if (nowUs >= _calibrateUs)
            {
                Calibrate(nowUs);
            }
            else if (isSettled)
            {
                _wrongStates = 0;
                _noise.Add(Cc1101Units.RssiDbm(reading & 0xFF));
            }
        }

        private void CheckState(bool isSettled, long nowUs)
        {
            int state = _bus.ReadStatus(Cc1101Registers.MarcState) & Cc1101Registers.MarcMask;
            if (state >= Cc1101Registers.MarcRx && state <= Cc1101Registers.MarcRxReset)
            {
                if (!_setup.IsConfigured(_registers, true))
                {
                    Restart(nowUs);
                }
            }
            else if (!isSettled
                && state >= Cc1101Registers.MarcVcoOnManual && state <= Cc1101Registers.MarcEndCal)
            {
                // On the way into receive mode.
                _nextCheckUs = nowUs;
            }
            else if (++_wrongStates < Cc1101Timing.MaxFailuresInRow
                && (state == Cc1101Registers.MarcIdle || state == Cc1101Registers.MarcRxFifoOverflow))
            {
                // A frame whose sync word nobody noticed has filled the FIFO, or the chip fell out of receive
                // mode.
                if (state == Cc1101Registers.MarcRxFifoOverflow)
                {
                    Counters.Overflows++;
                }

                Calibrate(nowUs);
            }
            else
            {
                Restart(nowUs);
            }
        }

        private void Calibrate(long nowUs)
        {
            _frame.IsCalibrationDue = true;
            _calibrateUs = nowUs + Cc1101Timing.CalibrationUs;
            _frame.Rearm(nowUs);
        }

        private void Restart(long nowUs)
        {
            Counters.Restarts++;
            _frame.Cancel();
            BringUp(nowUs);
        }

        private void BringUp(long nowUs)
        {
            Status = _setup.Run(_registers, nowUs);
            _isListening = Status == RadioStatus.Ok;
            _wrongStates = 0;
            _frame.ForgetStalls();
            if (_isListening)
            {
                _retryDelayUs = Cc1101Timing.MinRetryUs;
                _calibrateUs = nowUs + Cc1101Timing.CalibrationUs;
                _nextCheckUs = nowUs + Cc1101Timing.CheckUs;
                _nextPollUs = nowUs + Cc1101Timing.IdlePollUs;
                NextWakeUs = _nextPollUs;
                return;
            }

            _retryUs = nowUs + _retryDelayUs;
            NextWakeUs = _retryUs;
            _retryDelayUs *= 2;
            if (_retryDelayUs > Cc1101Timing.MaxRetryUs)
            {
                _retryDelayUs = Cc1101Timing.MaxRetryUs;
            }
        }
    }
}
