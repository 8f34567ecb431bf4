namespace Gateway.Uplink.Modem
{
    /// <summary>The order of the commands, when all goes well.</summary>
    public sealed partial class ModemDriver
    {
        private const int BlindTries = 4;
        private const int BootTries = 20;
        private const int SetupTries = 3;
        private const int SimTries = 20;
        private const int ClockTries = 15;
        private const long PollUs = 2 * SecondUs;
        private const long ClockPeriodUs = 3_600 * SecondUs;
        private const int FillerBytes = 256;

        private readonly byte[] _filler = CreateFiller();

        private int _syncTries;
        private int _syncLimit;
        private int _flushes;
        private long _registerSinceUs;
        private long _deniedSinceUs;
        private bool _isPinRefused;

        private static byte[] CreateFiller()
        {
            byte[] filler = new byte[FillerBytes];
            for (int i = 0; i < FillerBytes; i++)
            {
                filler[i] = 0x0D;
            }

            return filler;
        }

        private void BeginSync(int limit, long delayUs)
        {
            _syncTries = 0;
            _syncLimit = limit;
            _tries = 0;
            Go(ModemStep.Sync, delayUs);
        }

        /// <summary>Begins what is next: a step that was settled, or whatever an idle modem has to
        /// do.</summary>
        private void Advance()
        {
            if (_next == ModemStep.Flush)
            {
                _step = ModemStep.Flush;
                _channel.Flush(_nowUs, _filler, FillerBytes);
            }
            else if (_next != ModemStep.None)
            {
                ModemStep step = _next;
                _next = ModemStep.None;
                State = State == ModemState.Resting ? ModemState.Setup : State;
                Start(step);
            }
            else
            {
                AdvanceIdle();
            }
        }

        private void AdvanceIdle()
        {
            if (State == ModemState.Online && _commands.Payload != null && !_isPublishing)
            {
                _isPublishing = true;
                Start(ModemStep.Topic);
            }
            else if (State == ModemState.Closing)
            {
                BeginCleanup(false);
            }
            else if (State == ModemState.Standby && _isAttemptRunning)
            {
                State = ModemState.Connecting;
                Start(ModemStep.Registration);
            }
            else if (_nowUs >= _heartbeatUs)
            {
                _heartbeatUs = _nowUs + (_options.HeartbeatMs * 1000L);
                Start(_nowUs >= _clockDueUs ? ModemStep.Clock : ModemStep.Registration);
            }
            else
            {
                _nextUs = _heartbeatUs;
            }
        }

        /// <summary>A step that ended well.</summary>
        private void Done(ModemStep step)
        {
            switch (step)
            {
                case ModemStep.Flush:
                    _flushes--;
                    Go(_flushes > 0 ? ModemStep.Flush : ModemStep.Sync, 0);
                    break;
                case ModemStep.Sync:
                    // Late answers to earlier tries must not be taken for answers to what comes next.
                    Go(ModemStep.EchoOff, _syncTries > 0 ? SecondUs : 0);
                    break;
                case ModemStep.SimState:
                    DoneSim();
                    break;
                case ModemStep.PinRetries:
                    DonePinRetries();
                    break;
                case ModemStep.PinEntry:
                    Go(ModemStep.SimState, SecondUs);
                    break;
                case ModemStep.Registration:
                    DoneRegistration();
                    break;
                case ModemStep.Signal:
                    Go(_nowUs >= _clockDueUs || State == ModemState.Connecting
                        ? ModemStep.Clock
                        : ModemStep.None, 0);
                    break;
                case ModemStep.Clock:
                    DoneClock();
                    break;
                default:
                    if (step >= ModemStep.CertificateList)
                    {
                        DoneConnecting(step);
                    }
                    else
                    {
                        // Sync to AccessPoint follow one another, but for the PIN.
                        bool skips = step == ModemStep.ClockUpdates && _options.Apn.Length == 0;
                        Go(skips ? ModemStep.Registration : step + 1, 0);
                    }

                    break;
            }
        }

        private void DoneSim()
        {
            if (_facts.IsSimReady)
            {
                _tries = 0;
                _registerSinceUs = _nowUs;
                _deniedSinceUs = long.MaxValue;
                Go(ModemStep.ClockUpdates, 0);
            }
            else if (_facts.IsPukWanted)
            {
                Restart(ModemTrouble.SimBlocked);
            }
            else if (!_facts.IsPinWanted)
            {
                RetryOrRestart(ModemStep.SimState, SetupTries, ModemTrouble.Garbled);
            }
            else if (_options.SimPin == null)
            {
                Restart(ModemTrouble.SimPinNeeded);
            }
            else
            {
                Go(ModemStep.PinRetries, 0);
            }
        }

        private void DonePinRetries()
        {
            // The third wrong PIN locks the SIM: a PIN is tried once between two starts, and never when
            // only one attempt is left.
            if (_isPinRefused || _facts.PinRetries < 2)
            {
                Restart(ModemTrouble.SimPinWrong);
            }
            else
            {
                Go(ModemStep.PinEntry, 0);
            }
        }

        private void DoneRegistration()
        {
            int state = _facts.Registration;
            bool isRegistered = state == ModemFacts.Home
                || (state == ModemFacts.Roaming && _options.AllowsRoaming);
            if (isRegistered)
            {
                _deniedSinceUs = long.MaxValue;
                _registerSinceUs = _nowUs;
                if (State == ModemState.Setup || State == ModemState.Registering)
                {
                    State = _isAttemptRunning ? ModemState.Connecting : ModemState.Standby;
                }

                Go(ModemStep.Signal, 0);
                return;
            }

            if (State == ModemState.Online)
            {
                // The modem reports by itself when the connection goes with the registration.
                Go(ModemStep.Signal, 0);
                return;
            }

            WaitForNetwork(state);
        }

        private void WaitForNetwork(int state)
        {
            if (State != ModemState.Registering)
            {
                State = ModemState.Registering;
                _registerSinceUs = _nowUs;
            }

            bool isDenied = state == ModemFacts.Denied;
            _deniedSinceUs = !isDenied ? long.MaxValue
                : _deniedSinceUs == long.MaxValue ? _nowUs : _deniedSinceUs;
            if (isDenied && _nowUs - _deniedSinceUs >= _options.DeniedMs * 1000L)
            {
                Restart(ModemTrouble.RegistrationDenied);
            }
            else if (state == ModemFacts.Roaming)
            {
                Restart(ModemTrouble.RoamingNotAllowed);
            }
            else if (_nowUs - _registerSinceUs >= _options.RegistrationMs * 1000L)
            {
                Restart(ModemTrouble.NoNetwork);
            }
            else
            {
                Go(ModemStep.Registration, PollUs);
            }
        }

        private void DoneClock()
        {
            if (_facts.ClockUnixMs != 0)
            {
                _clockUnixMs = _facts.ClockUnixMs;
                _clockAtUs = _nowUs;
                _clockDueUs = _nowUs + ClockPeriodUs;
            }
            else if (State == ModemState.Connecting && _commands.Request.Tls != null
                && Retry(ModemStep.Clock, ClockTries, PollUs))
            {
                // Without the date every certificate is one of the future.
                return;
            }

            _tries = 0;
            if (State == ModemState.Connecting)
            {
                GoToConnect();
            }
            else
            {
                Go(ModemStep.None, 0);
            }
        }
    }
}
