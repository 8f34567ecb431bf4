using Gateway.Core;

namespace Gateway.Radio
{
    // Between frames: noise floor, state of the chip, calibration, and the way back when it is gone.
    public abstract partial class RadioStage
    {
        // A filling FIFO tells of a sync word too, should the pin for it have been missed.
        private bool HasCalled()
        {
            bool syncEdge = _syncPin.TakeEdge();
            bool fifoEdge = _fifoPin.TakeEdge();
            return syncEdge || fifoEdge || _syncPin.Read();
        }

        private void Poll(long nowUs)
        {
            _nextPollUs = nowUs + RadioTiming.IdlePollUs;
            if (_isChecking)
            {
                CheckRegisters(nowUs);
                return;
            }

            int rssiDbm;
            bool isReceiving = Glance(out rssiDbm);
            bool isSettled = nowUs - _frame.ArmedUs >= RadioTiming.SettleUs;
            if (!isReceiving || nowUs >= _nextCheckUs)
            {
                _nextCheckUs = nowUs + RadioTiming.CheckUs;
                CheckState(isSettled, nowUs);
            }
            else if (nowUs >= _calibrateUs)
            {
                CalibrateInQuiet(rssiDbm, nowUs);
            }
            else if (isSettled)
            {
                _wrongStates = 0;
                _noise.Add(rssiDbm);
            }
        }

        private void CheckState(bool isSettled, long nowUs)
        {
            ReceiverState state = ReadState();
            if (state == ReceiverState.Receiving)
            {
                CheckRegisters(nowUs);
            }
            else if (!isSettled && state == ReceiverState.Settling)
            {
                _nextCheckUs = nowUs;
            }
            else if (++_wrongStates < RadioTiming.MaxFailuresInRow
                && (state == ReceiverState.Left || state == ReceiverState.Overflowed))
            {
                if (state == ReceiverState.Overflowed)
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

        // Part by part: in between the sync word of a frame is noticed.
        private void CheckRegisters(long nowUs)
        {
            bool isLast;
            if (!IsConfigured(out isLast))
            {
                Restart(nowUs);
            }
            else if (isLast)
            {
                _isChecking = false;
            }
            else
            {
                _isChecking = true;
                _nextPollUs = nowUs;
            }
        }

        // To calibrate leaves receive mode. The preamble of a slow mode lasts tens of milliseconds, so what
        // is above the noise may be a frame whose sync word is still to come.
        private void CalibrateInQuiet(int rssiDbm, long nowUs)
        {
            bool isQuiet = _noise.Dbm == NoiseFloor.UnknownDbm
                || rssiDbm < _noise.Dbm + RadioTiming.QuietDb;
            if (isQuiet || nowUs - _calibrateUs >= RadioTiming.QuietWaitUs)
            {
                Calibrate(nowUs);
            }
            else
            {
                _nextPollUs = nowUs + RadioTiming.QuietPollUs;
            }
        }

        private void Calibrate(long nowUs)
        {
            _frame.IsCalibrationDue = true;
            _calibrateUs = nowUs + RadioTiming.CalibrationUs;
            _frame.Rearm(nowUs);
        }

        private void Restart(long nowUs)
        {
            Counters.Restarts++;
            _frame.Cancel();
            StopListening(nowUs);
            BringUp(nowUs);
        }

        private void BringUp(long nowUs)
        {
            Status = SetUp(nowUs);
            if (Status == RadioStatus.Ok)
            {
                BeginListening(nowUs);
                return;
            }

            _retryUs = nowUs + _retryDelayUs;
            _frame.WakeUs = _retryUs;
            _retryDelayUs *= 2;
            if (_retryDelayUs > RadioTiming.MaxRetryUs)
            {
                _retryDelayUs = RadioTiming.MaxRetryUs;
            }
        }

        private void BeginListening(long nowUs)
        {
            if (!_isListening)
            {
                _isListening = true;
                _listenedFromUs = nowUs;
            }

            _wrongStates = 0;
            _isChecking = false;
            _frame.ForgetStalls();
            _retryDelayUs = RadioTiming.MinRetryUs;
            _calibrateUs = nowUs + RadioTiming.CalibrationUs;
            _nextCheckUs = nowUs + RadioTiming.CheckUs;
            _nextPollUs = nowUs + RadioTiming.IdlePollUs;
            _nextWatchUs = Watch(nowUs);
            WakeWhenIdle();
        }

        private void StopListening(long nowUs)
        {
            _listenedUs = ListenedUs(nowUs);
            _isListening = false;
        }
    }
}
