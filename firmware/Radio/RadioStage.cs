// The part of a receiver's driver that is the same for every chip: who is served first, idle duties,
// watchdogs, restart with back-off. What only the chip's own driver knows is abstract. Limits and times are
// in RadioTiming; README.md in the folder of each chip gives reasons. It does not transmit.

using Gateway.Core;

namespace Gateway.Radio
{
    /// <summary>Receiver chip with one pin that rises at a sync word and one that rises when the FIFO wants
    /// to be drained. Edges only wake the loop; levels and registers decide.</summary>
    public abstract partial class RadioStage : IRadio
    {
        private readonly IInterruptPin _fifoPin;
        private readonly IInterruptPin _syncPin;
        private readonly NoiseFloor _noise = new NoiseFloor();

        private FrameReceiver _frame;
        private RadioProfile _profile;
        private IFrameSink _sink;
        private bool _isStarted; // with a profile of this driver
        private bool _isListening;
        private bool _isAsleep;
        private bool _isChecking; // the registers, of which parts are left
        private int _wrongStates;
        private long _nextPollUs;
        private long _nextCheckUs;
        private long _nextWatchUs;
        private long _calibrateUs;
        private long _retryUs;
        private long _retryDelayUs;
        private long _listenedUs; // until _listenedFromUs
        private long _listenedFromUs;

        /// <summary>Makes the stage; the driver then calls <see cref="Attach"/>.</summary>
        /// <param name="fifoPin">Rises when the FIFO wants to be drained.</param>
        /// <param name="syncPin">Rises at a sync word.</param>
        internal RadioStage(IInterruptPin fifoPin, IInterruptPin syncPin)
        {
            _fifoPin = fifoPin;
            _syncPin = syncPin;
            Counters = new RadioCounters();
        }

        /// <inheritdoc/>
        public RadioCounters Counters { get; }

        /// <inheritdoc/>
        public RadioTimes Times
        {
            get { return _frame; }
        }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get { return _frame.WakeUs; }
        }

        /// <inheritdoc/>
        public bool IsReceiving
        {
            get { return _frame.IsReceiving; }
        }

        /// <inheritdoc/>
        public long QuietUntilUs
        {
            get { return _frame.QuietUntilUs; }
        }

        /// <inheritdoc/>
        public long FullUs
        {
            get { return _frame.FullUs; }
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
            StopListening(nowUs);
            _profile = profile;
            _sink = sink;
            _isAsleep = false;
            _isStarted = Select(profile, sink);
            if (!_isStarted)
            {
                Status = RadioStatus.UnknownProfile;
                _frame.WakeUs = long.MaxValue;
                return Status;
            }

            _retryDelayUs = RadioTiming.MinRetryUs;
            BringUp(nowUs);
            return Status;
        }

        /// <inheritdoc/>
        public RadioStatus Retune(RadioProfile profile, IFrameSink sink, long nowUs)
        {
            _noise.Reset();
            if (_isListening)
            {
                _frame.Cancel();
                _profile = profile;
                _sink = sink;
                if (Select(profile, sink) && Reconfigure(nowUs))
                {
                    BeginListening(nowUs);
                    return Status;
                }
            }

            return Start(profile, sink, nowUs);
        }

        /// <inheritdoc/>
        public long ListenedUs(long nowUs)
        {
            return _isListening ? _listenedUs + nowUs - _listenedFromUs : _listenedUs;
        }

        /// <inheritdoc/>
        public void Serve(long nowUs)
        {
            FrameReceiver frame = _frame;
            if (frame.IsReceiving)
            {
                long wakeUs = frame.WakeUs;
                _fifoPin.TakeEdge();
                frame.Step(nowUs);
                if (!frame.IsReceiving)
                {
                    EndFrame(nowUs);
                }
                else if (frame.WakeUs != wakeUs)
                {
                    frame.HasMoved = true;
                }
            }
            else if (_isListening && HasCalled())
            {
                FindFrame(nowUs);
            }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (_frame.IsReceiving)
            {
                Serve(nowUs);
            }
            else if (!_isListening)
            {
                if (_isStarted && !_isAsleep && nowUs >= _retryUs)
                {
                    Restart(nowUs);
                }
            }
            else if (HasCalled())
            {
                FindFrame(nowUs);
            }
            else
            {
                Idle(nowUs);
            }
        }

        /// <summary>The driver's constructor hands its frame receiver over.</summary>
        internal void Attach(FrameReceiver frame)
        {
            _frame = frame;
        }

        /// <summary>Chooses the register set of a profile.</summary>
        /// <returns>Whether the driver has one.</returns>
        internal abstract bool Select(RadioProfile profile, IFrameSink sink);

        /// <summary>Resets, identifies and configures the chip and enters receive mode. Bounded.</summary>
        internal abstract RadioStatus SetUp(long nowUs);

        /// <summary>Writes and checks the register set of another profile into a chip that is in order, and
        /// enters receive mode.</summary>
        /// <returns>false: only a whole start can help.</returns>
        internal abstract bool Reconfigure(long nowUs);

        /// <summary>Puts the chip where it takes least; nothing is lost by doing so twice.</summary>
        internal abstract void PowerDown();

        /// <summary>Brings the chip from there to where <see cref="Reconfigure"/> finds it.
        /// Bounded.</summary>
        /// <returns>false: only a whole start can help.</returns>
        internal abstract bool PowerUp();

        /// <summary>Opens a frame if there really was a sync word.</summary>
        internal abstract bool TryBegin(RadioProfile profile, long nowUs);

        /// <summary>Looks at an idle chip.</summary>
        /// <param name="rssiDbm">Received power in dBm.</param>
        /// <returns>Whether it listens.</returns>
        internal abstract bool Glance(out int rssiDbm);

        /// <summary>Asks an idle chip for its state.</summary>
        internal abstract ReceiverState ReadState();

        /// <summary>Whether the registers hold what they should: all of them, or, where that would hold the
        /// loop for a millisecond, the next part of them.</summary>
        /// <param name="isLast">Whether no part is left.</param>
        internal abstract bool IsConfigured(out bool isLast);

        /// <summary>Looks after an idle chip more often than the noise floor needs.</summary>
        /// <returns>When to look again; <see cref="long.MaxValue"/>: this chip needs none of it.</returns>
        internal virtual long Watch(long nowUs)
        {
            return long.MaxValue;
        }

        private void Idle(long nowUs)
        {
            if (nowUs >= _nextPollUs)
            {
                Poll(nowUs);
            }
            else if (nowUs >= _nextWatchUs)
            {
                _nextWatchUs = Watch(nowUs);
            }
            else
            {
                return; // nearly always
            }

            if (_isListening)
            {
                WakeWhenIdle();
            }
        }

        private void WakeWhenIdle()
        {
            _frame.WakeUs = _nextPollUs < _nextWatchUs ? _nextPollUs : _nextWatchUs;
        }

        private void FindFrame(long nowUs)
        {
            if (TryBegin(_profile, nowUs))
            {
                Serve(nowUs);
            }
            else
            {
                // A glitch, or the edge of a frame that a re-arm has discarded: look at the state soon.
                _nextPollUs = nowUs;
                _frame.WakeUs = nowUs;
            }
        }

        private void EndFrame(long nowUs)
        {
            if (_frame.StallsInRow >= RadioTiming.MaxFailuresInRow)
            {
                Restart(nowUs);
            }
            else
            {
                // The next frame may have begun while the sink decoded the last bytes of this one.
                WakeWhenIdle();
                if (_syncPin.Read())
                {
                    _frame.WakeUs = nowUs;
                }

                if (nowUs >= _calibrateUs)
                {
                    _frame.IsCalibrationDue = true;
                    _calibrateUs = nowUs + RadioTiming.CalibrationUs;
                }
            }
        }
    }
}
