namespace Gateway.Uplink.Modem
{
    /// <summary>What is done about a trouble: ask again, fill up, begin anew, use the power key,
    /// rest.</summary>
    public sealed partial class ModemDriver
    {
        private const int SyncTries = 6;
        private const int MaxResyncs = 5;

        private int _resyncs;
        private long _cycleWaitUs;
        private long _cycleBarUs;
        private bool _hasBeenOn;
        private bool _usesReset;

        private void SilentSync()
        {
            _syncTries++;
            if (_syncTries >= _syncLimit)
            {
                Restart(ModemTrouble.NoAnswer);
            }
            else if (_syncTries == 3 && _syncLimit < BootTries)
            {
                // An earlier life may have left it waiting for a message.
                Flush(ModemOptions.MaxPayloadBytes);
            }
            else
            {
                Go(ModemStep.Sync, 0);
            }
        }

        private void Flush(int bytes)
        {
            Counters.Flushes++;
            _flushes = (bytes / FillerBytes) + 1;
            Go(ModemStep.Flush, 0);
        }

        /// <summary>Begins all over with a modem that is on.</summary>
        private void Resync(bool mayAwaitData)
        {
            _resyncs++;
            _isDirty = true;
            if (_resyncs > MaxResyncs)
            {
                Restart(ModemTrouble.Garbled);
                return;
            }

            // What is still on its way is an answer to something else.
            State = ModemState.Setup;
            BeginSync(SyncTries, SecondUs);
            if (mayAwaitData)
            {
                Flush(ModemOptions.MaxPayloadBytes);
            }
        }

        private void RetryOrRestart(ModemStep step, int most, ModemTrouble trouble, long delayUs = SecondUs)
        {
            if (!Retry(step, most, delayUs))
            {
                Restart(trouble);
            }
        }

        /// <summary>A modem that started by itself has forgotten everything.</summary>
        private void OnBooted()
        {
            bool isAwaited = _step == ModemStep.Sync || (_step == ModemStep.None && _next == ModemStep.Sync);
            if (State == ModemState.Setup && isAwaited)
            {
                return;
            }

            Counters.Reboots++;
            _channel.Reset();
            _step = ModemStep.None;
            LoseOrFail(ModemTrouble.None);
            Resync(false);
            _isDirty = false;
        }

        /// <summary>A report about MQTT that nobody asked for.</summary>
        private void TakeReport(byte[] line, int length)
        {
            bool isLoss = AtText.Starts(line, length, "+CMQTTCONNLOST")
                || AtText.Starts(line, length, "+CMQTTPING")
                || AtText.Starts(line, length, "+CMQTTNONET");
            if (!isLoss)
            {
                // The result of a command that was given up.
                return;
            }

            if (State == ModemState.Online)
            {
                Lose();
                GiveUpConnection();
            }
            else if (State == ModemState.Connecting && _step > ModemStep.Connect)
            {
                FailAttempt(ModemTrouble.ConnectionLost);
            }
        }

        /// <summary>A standing connection is lost; an attempt goes on, unless it was no accident.</summary>
        private void LoseOrFail(ModemTrouble trouble)
        {
            if (State == ModemState.Online)
            {
                Lose();
            }
            else if (_isAttemptRunning && _resyncs >= MaxResyncs)
            {
                FailAttempt(trouble == ModemTrouble.None ? ModemTrouble.ConnectionLost : trouble);
            }
        }

        private void Lose()
        {
            IMqttListener listener = _listener;
            Counters.Losses++;
            LastTrouble = ModemTrouble.ConnectionLost;
            _isDirty = true;
            Forget();
            if (listener != null)
            {
                listener.OnLost();
            }
        }

        private void FailAttempt(ModemTrouble trouble)
        {
            if (!_isAttemptRunning)
            {
                if (State == ModemState.Connecting)
                {
                    GiveUpConnection();
                }

                return;
            }

            IMqttListener listener = _listener;
            LastTrouble = trouble;
            _tries = 0;
            Forget();
            if (State == ModemState.Connecting)
            {
                GiveUpConnection();
            }

            if (listener != null)
            {
                listener.OnConnected(ModemTroubleText.StatusOf(trouble));
            }
        }

        /// <summary>Nothing works: the power key where it can help and is not worn out, else a
        /// rest.</summary>
        private void Restart(ModemTrouble trouble)
        {
            if (State == ModemState.Online)
            {
                Lose();
            }

            bool isFirst = !_hasBeenOn && trouble == ModemTrouble.NoAnswer;
            if (!isFirst)
            {
                FailAttempt(trouble);
                LastTrouble = trouble;
            }

            _channel.Reset();
            _step = ModemStep.None;
            _resyncs = 0;
            _tries = 0;
            _isDirty = true;
            if (isFirst)
            {
                _hasBeenOn = true;
                State = ModemState.Powering;
                _power.TurnOn(_nowUs);
            }
            else if (IsForKey(trouble) && _nowUs >= _cycleBarUs)
            {
                PowerCycle();
            }
            else
            {
                State = ModemState.Resting;
                BeginSync(SyncTries, _options.RestMs * 1000L);
            }
        }

        private void PowerCycle()
        {
            long capUs = _options.CycleCapMs * 1000L;
            _cycleBarUs = _nowUs + _cycleWaitUs;
            _cycleWaitUs = _cycleWaitUs > capUs / 2 ? capUs : _cycleWaitUs * 2;
            State = ModemState.Powering;
            if (_usesReset && _power.HasReset)
            {
                Counters.Resets++;
                _power.Reset(_nowUs);
            }
            else
            {
                Counters.PowerCycles++;
                _power.Cycle(_nowUs);
            }

            _usesReset = !_usesReset;
        }

        private static bool IsForKey(ModemTrouble trouble)
        {
            return trouble == ModemTrouble.NoAnswer || trouble == ModemTrouble.Garbled
                || trouble == ModemTrouble.SimMissing || trouble == ModemTrouble.SimFailed
                || trouble == ModemTrouble.NoNetwork || trouble == ModemTrouble.RegistrationDenied;
        }
    }
}
